"""Trains a model when its inputs changed. What takes long to import is imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path

from bot.engine.flows import read_flows
from bot.engine.models import ModelShelf, Sources
from bot.engine.phrases import Phrase, read_phrases
from bot.engine.progress import stage


def train(sources: Sources, cache: Path, force: bool) -> Path:
    """Return the model made from `sources`, trained now unless it exists; `cache` holds models and embeddings.

    Raises `DataError` for problems in the data and `EncoderUnavailable`.
    """
    fingerprint = sources.fingerprint()
    shelf = ModelShelf(cache / "models")
    if not force and shelf.use(fingerprint):
        stage("model is up to date")
        return shelf.path(fingerprint)
    phrases = read_checked(sources)
    # Before Rasa, so that a machine without the encoder is told at once.
    from bot.engine.encoder import E5Encoder

    E5Encoder()
    stage("starting Rasa")
    from bot.engine.rasa_training import train_archive

    with shelf.adding(fingerprint) as unfinished:
        train_archive(sources, phrases, cache / "embeddings", unfinished)
    stage("model is trained")
    return shelf.path(fingerprint)


def read_checked(sources: Sources) -> tuple[Phrase, ...]:
    """Return all phrases, checked together with domain and rules; raises `DataError` with the problems of all three."""
    stage("reading phrases and rules")
    flows = read_flows(sources)
    phrases = read_phrases(sources.data, flows.intents, sources.languages)
    languages = sorted({phrase.language for phrase in phrases})
    held_out = sum(phrase.held_out for phrase in phrases)
    stage(f"{len(phrases) - held_out} phrases to learn from, {held_out} held out, in: {' '.join(languages)}")
    return phrases
