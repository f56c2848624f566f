"""The dialogue engine: one Rasa process behind a unix socket that turns what a person says into reply keys.

Runs on Python 3.10 in its own environment and shares no code with the rest of `bot`, only the socket's JSON and the
files in `flows/` and `nlu_data/`. Start it through `bot.engine.launcher`.
"""
