"""Hands phrases, domain and rules to Rasa's training, each phrase with its language and whether it is held out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.utils import story_graph_from_paths
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.models import Sources
from bot.engine.phrases import Phrase


class PhraseImporter(TrainingDataImporter):
    """A Rasa importer over phrases that were read and checked already."""

    def __init__(self, sources: Sources, phrases: Sequence[Phrase], config: dict[str, Any]) -> None:
        self._rules = [str(path) for path in sorted(sources.rules.glob("*.yml"))]
        self._domain = Domain.load(str(sources.domain))
        self._phrases = phrases
        self._config = config

    def get_domain(self) -> Domain:
        return self._domain

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        return story_graph_from_paths(self._rules, self._domain, exclusion_percentage)

    def get_nlu_data(self, language: str | None = None) -> TrainingData:
        """Return all phrases of all languages; Rasa's own idea of one language a project is not used."""
        return TrainingData([message_of(phrase) for phrase in self._phrases])

    def get_config(self) -> dict[str, Any]:
        return self._config

    def get_config_file_for_auto_config(self) -> None:
        """Return nothing, so that Rasa does not write into our configuration."""
        return None


def message_of(phrase: Phrase) -> Message:
    """Return `phrase` as a message of Rasa's; `phrase_of` is the way back."""
    origin = {"language": phrase.language, "source": phrase.source, "held_out": phrase.held_out}
    return Message({TEXT: phrase.text, INTENT: phrase.intent, METADATA: origin})


def phrase_of(message: Message) -> Phrase:
    """Return the phrase that `message_of` made `message` from."""
    origin = message.get(METADATA)
    return Phrase(message.get(TEXT), message.get(INTENT), origin["language"], origin["source"], held_out=origin["held_out"])
