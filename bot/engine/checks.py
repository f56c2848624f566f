"""Checks of what people write for the engine: phrases, domain and rules, and the conversations the rules must keep."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import sys
import tempfile
import warnings
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.test import FAILED_STORIES_FILE
from rasa.core.test import test as run_stories
from rasa.exceptions import ModelNotFound
from rasa.shared.core.domain import InvalidDomain
from rasa.shared.exceptions import RasaException
from rasa.validator import Validator

from bot.engine.errors import DataError, ModelMissing
from bot.engine.importer import PhraseImporter
from bot.engine.models import Sources
from bot.engine.progress import stage
from bot.engine.rasa_training import read_config
from bot.engine.training import read_checked

# Said of every domain, whatever stands in it.
_NOT_ABOUT_US = "Slot auto-fill has been removed"


def validate(sources: Sources) -> None:
    """Check phrases, domain and rules as training does, then as `rasa data validate` does, its warnings being errors.

    Raises `DataError` with all that is wrong.
    """
    phrases = read_checked(sources)
    stage("asking Rasa")
    with warnings.catch_warnings(record=True) as said, contextlib.redirect_stdout(sys.stderr):
        warnings.simplefilter("always")
        try:
            validator = Validator.from_importer(PhraseImporter(sources, phrases, read_config(Path("embeddings"))))
            passed = [
                validator.verify_domain_validity(),
                validator.verify_intents(ignore_warnings=False),
                validator.verify_intents_in_stories(ignore_warnings=False),
                validator.verify_utterances_in_stories(ignore_warnings=False),
                validator.verify_actions_in_stories_rules(),
                validator.verify_slot_mappings(),
                validator.verify_story_structure(ignore_warnings=False),
            ]
        except (InvalidDomain, RasaException) as error:
            raise DataError([f"Rasa: {error}"]) from error
    problems = [
        f"Rasa: {warning.message}"
        for warning in said
        if issubclass(warning.category, UserWarning) and not str(warning.message).startswith(_NOT_ABOUT_US)
    ]
    if problems or not all(passed):
        raise DataError(problems or ["Rasa: refused domain or rules; what it said stands above"])
    stage("phrases, domain and rules are in order")


def test_flows(model: Path, stories: Path) -> None:
    """Check that `model` answers the conversations in the folder `stories` as written, as `rasa test core` does.

    Raises `DataError` that names each conversation with a wrong answer, and `ModelMissing`.
    """
    files = sorted(stories.glob("*.yml"))
    if not files:
        raise DataError([f"{stories} holds no conversations"])
    # It warns that intents were not tested, which is not what this is for.
    logging.getLogger("rasa.model_testing").disabled = True
    try:
        agent = Agent.load(model)
    except ModelNotFound as error:
        raise ModelMissing(str(error)) from error
    problems = [problem for file in files if (problem := _broken_conversations(agent, file))]
    if problems:
        raise DataError(problems)
    stage(f"{len(files)} files of conversations are kept")


def _broken_conversations(agent: Agent, file: Path) -> str | None:
    """Return the conversations in `file` that are answered otherwise, with Rasa's marks, or None."""
    # Rasa's progress bars and reports, which say nothing that is not in the files it writes.
    chatter = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(chatter), contextlib.redirect_stderr(chatter):
        outcome = asyncio.run(run_stories(str(file), agent, out_directory=folder, disable_plotting=True))
        failed = Path(folder, FAILED_STORIES_FILE).read_text(encoding="utf-8")
    counts = outcome["report"]["conversation_accuracy"]
    return None if counts["correct"] == counts["total"] else f"{file.name}: wrong answers, marked by Rasa:\n{failed}"
