"""The phrase files stay what Rasa itself could read."""

from __future__ import annotations

import json
import subprocess

from bot.engine.phrases import phrase_files, read_files
from bot.run import ENGINE_PYTHON
from bot.settings import ROOT
from tests.engine.conftest import PHRASES

RASA_READS = """
import json, sys
from bot.engine import absent, log
absent.install()
log.configure_for_commands()
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
read = [RasaYAMLReader().read(path) for path in sys.argv[1:]]
print(json.dumps([[message.get("text"), message.get("intent")] for data in read for message in data.training_examples]))
"""


def test_rasas_own_reader_finds_the_same_phrases_in_our_files():
    files = phrase_files(PHRASES)

    rasa = subprocess.run([str(ROOT / ENGINE_PYTHON), "-c", RASA_READS, *files], cwd=ROOT, capture_output=True, text=True, check=True)

    assert json.loads(rasa.stdout) == [[phrase.text, phrase.intent] for phrase in read_files(PHRASES, files)]
