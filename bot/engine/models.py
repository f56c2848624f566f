"""Trained models on disk: named by what they were made from, written whole or not at all, the newest three kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.engine.atomic import replacing
from bot.engine.errors import ModelMissing
from bot.engine.phrases import phrase_files

MODELS_KEPT = 3
ENGINE = Path(__file__).parent
_SUFFIX = ".tar.gz"


@dataclass(frozen=True)
class Sources:
    """Where a model's inputs lie: the folder of phrases and the folder with `domain.yml`, `rules/` and `replies/`."""

    data: Path
    flows: Path

    @property
    def domain(self) -> Path:
        return self.flows / "domain.yml"

    @property
    def rules(self) -> Path:
        return self.flows / "rules"

    @property
    def languages(self) -> frozenset[str] | None:
        """The languages that have words to answer with, which are those worth understanding; None where no words lie."""
        spoken = {path.parent.name for path in self.flows.glob("replies/*/control.ftl")}
        return frozenset(spoken) or None

    def fingerprint(self) -> str:
        """Return the SHA-256, in hex, over all that shapes a model: phrases, domain, rules, this code and its lock."""
        digest = hashlib.sha256()
        for name, path in self._inputs():
            content = path.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    def _inputs(self) -> Iterator[tuple[str, Path]]:
        for path in phrase_files(self.data, self.languages):
            yield f"data/{path.relative_to(self.data).as_posix()}", path
        for label, folder, pattern in (
            ("flows", self.flows, "domain.yml"),
            ("flows", self.flows, "rules/*.yml"),
            ("engine", ENGINE, "*.py"),
            ("engine", ENGINE, "config.yml"),
            ("engine", ENGINE, "requirements.lock"),
        ):
            for path in sorted(folder.glob(pattern)):
                yield f"{label}/{path.relative_to(folder).as_posix()}", path


class ModelShelf:
    """The folder of model archives, `<fingerprint>.tar.gz` each; the newest by modification time is the current one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, fingerprint: str) -> Path:
        return self._folder / f"{fingerprint}{_SUFFIX}"

    def newest(self) -> Path:
        """Return the current model; raises `ModelMissing` when none was trained yet."""
        models = self._by_age()
        if not models:
            raise ModelMissing(f"There is no model in {self._folder}. Train one: python -m bot.engine.launcher train")
        return models[0]

    def use(self, fingerprint: str) -> bool:
        """Make an existing model the current one; return False when there is none by that name."""
        try:
            os.utime(self.path(fingerprint))
        except FileNotFoundError:
            return False
        return True

    @contextmanager
    def adding(self, fingerprint: str) -> Iterator[Path]:
        """Yield a path to write a new model to; it appears on the shelf only when the block ends without an error."""
        with replacing(self.path(fingerprint)) as unfinished:
            yield unfinished
        for outdated in self._by_age()[MODELS_KEPT:]:
            outdated.unlink(missing_ok=True)

    def _by_age(self) -> list[Path]:
        return sorted(self._folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)


def fingerprint_of(model: Path) -> str:
    """Return the fingerprint that a model archive is named by."""
    return model.name.removesuffix(_SUFFIX)
