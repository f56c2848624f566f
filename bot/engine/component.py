"""The one component of Rasa's pipeline: embeds a text, says which intents it may have, and which one to act on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.classifier import Classifier
from bot.engine.embeddings import EmbeddingCache
from bot.engine.encoder import E5Encoder, Encoder
from bot.engine.importer import phrase_of
from bot.engine.learning import learn
from bot.engine.operating_point import OperatingPoint


# Rasa checks the type hints of its components and knows only the older spellings (List, Dict, Optional).
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class EmbeddingIntentClassifier(GraphComponent, IntentClassifier):
    """Understands texts by their sentence embedding.

    Its configuration has `embeddings`, the folder where vectors are cached while training. A message's metadata may
    name the `language` it is said in.
    """

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        encoder: Encoder,
        classifier: Optional[Classifier] = None,
        operating_point: Optional[OperatingPoint] = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._encoder = encoder
        self._classifier = classifier
        self._operating_point = operating_point

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EmbeddingIntentClassifier:
        return cls(config, model_storage, resource, E5Encoder())

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EmbeddingIntentClassifier:
        with model_storage.read_from(resource) as folder:
            classifier, operating_point = Classifier.load(folder), OperatingPoint.load(folder)
        return cls(config, model_storage, resource, E5Encoder(), classifier, operating_point)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all phrases but the held-out ones, which choose the operating point."""
        phrases = [phrase_of(message) for message in training_data.training_examples]
        cache = EmbeddingCache(Path(self._config["embeddings"]), self._encoder)
        self._classifier, self._operating_point = learn(phrases, cache)
        with self._model_storage.write_to(self._resource) as folder:
            self._classifier.save(folder)
            self._operating_point.save(folder)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Add intent and ranking to cleaned texts."""
        if self._classifier is None or self._operating_point is None:
            raise RuntimeError("the component was not trained")
        texts = [message.get(TEXT) for message in messages]
        languages = [self._classifier.known(message.get(METADATA, {}).get("language")) for message in messages]
        intents = self._classifier.intents
        scores = self._classifier.scores(self._encoder.encode(texts), texts, languages)
        for message, row in zip(messages, self._operating_point.probabilities(scores, intents, languages), strict=True):
            understanding = self._operating_point.decide(row, intents)
            intent = {"name": understanding.intent, "confidence": understanding.confidence}
            ranking = [{"name": each.intent, "confidence": each.confidence} for each in understanding.candidates]
            message.set(INTENT, intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


class PassThrough(GraphComponent):
    """Stands where Rasa's RegexMessageHandler would obey a text that begins with "/" as an intent."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PassThrough:
        return cls()

    # Rasa connects the domain to the node by this parameter; without it training is refused.
    def process(self, messages: List[Message], domain: Optional[Domain] = None) -> List[Message]:
        return messages
