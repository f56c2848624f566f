"""Runs Rasa's training graph over phrases and rules and packs the archive."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import rasa.engine.validation
from rasa.engine.caching import Cacheable, TrainingCache
from rasa.engine.graph import GraphModelConfiguration
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelStorage
from rasa.engine.training.graph_trainer import GraphTrainer
from rasa.shared.utils.io import read_model_configuration

from bot.engine.component import PassThrough
from bot.engine.importer import PhraseImporter
from bot.engine.models import ENGINE, Sources
from bot.engine.phrases import Phrase
from bot.engine.progress import stage


def train_archive(sources: Sources, phrases: Sequence[Phrase], embeddings: Path, archive: Path) -> None:
    """Train on `phrases` and the rules in `sources`, and write the model to `archive`.

    Raises Rasa's own exceptions for a domain or rules that it refuses.
    """
    config = read_config(embeddings)
    importer = PhraseImporter(sources, phrases, config)
    # What Rasa prints would stand before the model's path, the only thing that goes to standard output.
    with tempfile.TemporaryDirectory() as storage, contextlib.redirect_stdout(sys.stderr):
        trainer = GraphTrainer(LocalModelStorage(Path(storage)), _NoCache(), DaskGraphRunner)
        trainer.train(_graphs(config), importer, archive, force_retraining=True)
    stage("model is written")


def read_config(embeddings: Path) -> dict[str, Any]:
    """Return the engine's configuration with the folder of cached embeddings filled in."""
    config: dict[str, Any] = read_model_configuration(str(ENGINE / "config.yml"))
    config["pipeline"][0]["embeddings"] = str(embeddings)
    return config


def _graphs(config: dict[str, Any]) -> GraphModelConfiguration:
    graphs = DefaultV1Recipe().graph_config_for_recipe(config, cli_parameters={})
    # The node keeps its name, since Rasa looks for it when it loads the model.
    nodes = graphs.predict_schema.nodes
    nodes[graphs.nlu_target] = replace(nodes[graphs.nlu_target], uses=PassThrough)
    rasa.engine.validation.validate(graphs)
    return graphs


class _NoCache(TrainingCache):
    """Rasa's own cache lives in the working directory and saves nothing here: what takes long is cached by us."""

    def cache_output(self, fingerprint_key: str, output: Any, output_fingerprint: str, model_storage: ModelStorage) -> None:
        return None

    def get_cached_output_fingerprint(self, fingerprint_key: str) -> str | None:
        return None

    def get_cached_result(self, output_fingerprint_key: str, node_name: str, model_storage: ModelStorage) -> Cacheable | None:
        return None
