"""Rasa without TensorFlow: stand-ins for the eight leaf modules of Rasa 3.6.21 that cannot be imported without it.

`import rasa` reaches them through RulePolicy and the default components, but nothing in our pipeline uses them. Leaving
TensorFlow out saves 1.9 GB on disk and 0.3 GB of memory. The list fits exactly the pinned version; a test loads a
model and looks for TensorFlow among the modules.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

ABSENT = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": ("ConveRTFeaturizer",),
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": ("LanguageModelFeaturizer",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
}


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        return ModuleSpec(fullname, self) if fullname in ABSENT else None

    def exec_module(self, module: ModuleType) -> None:
        for name in ABSENT[module.__name__]:
            setattr(module, name, type(name, (), {"__init__": _refuse, "__module__": module.__name__}))


def _refuse(self: object, *_args: object, **_kwargs: object) -> None:
    raise RuntimeError(f"{type(self).__name__} needs TensorFlow, which the engine goes without; see bot/engine/absent.py")


def install() -> None:
    """Put the stand-ins in place; call before the first import of Rasa. Calling it again changes nothing."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
