"""Vectors of the phrases, computed once: a cache keyed by encoder, form and text, so that one edit costs one vector."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.engine.atomic import replacing
from bot.engine.encoder import Encoder
from bot.engine.progress import Counter

ENTRIES_KEPT = 100_000
_BATCH = 16
_SAVE_EVERY = 4096
_MOST_THREADS = 8
_KEY_BYTES = 32


def embed(encoder: Encoder, texts: Sequence[str], counter: Counter | None = None) -> Iterator[NDArray[np.float32]]:
    """Yield the vectors of `texts` in order, in batches, computed on all cores (at most eight)."""
    batches = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_THREADS)) as pool:
        done = 0
        for vectors in pool.map(encoder.encode, batches):
            done += len(vectors)
            if counter:
                counter.show(done)
            yield vectors


class EmbeddingCache:
    """Vectors on disk, two bytes a number, in one file; at most 100,000 texts, those not asked for longest go first."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._encoder = encoder
        self._path = folder / f"{re.sub('[^A-Za-z0-9.]+', '-', encoder.version)}.npz"
        self._vectors = self._load()

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each text; what is not in the cache is embedded, counted on standard error, and kept."""
        keys = [_key(self._encoder.version, text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._vectors}
        try:
            self._embed(missing)
        finally:
            # Also after an interruption: minutes of work must not be lost.
            self._save(in_use=dict.fromkeys(key for key in keys if key in self._vectors), changed=bool(missing))
        rows = [self._vectors[key] for key in keys]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self._encoder.dimensions)

    def _embed(self, missing: dict[bytes, str]) -> None:
        keys = list(missing)
        counter = Counter("embedding", len(keys))
        start = 0
        for batch in embed(self._encoder, list(missing.values()), counter):
            rows = batch.astype(np.float16)
            self._vectors.update(zip(keys[start : start + len(rows)], rows, strict=True))
            start += len(rows)
            if start % _SAVE_EVERY < _BATCH:
                self._write()

    def _save(self, in_use: dict[bytes, None], changed: bool) -> None:
        if not changed:
            return
        for key in in_use:
            self._vectors[key] = self._vectors.pop(key)
        for key in list(self._vectors)[:-ENTRIES_KEPT]:
            del self._vectors[key]
        self._write()

    def _load(self) -> dict[bytes, NDArray[np.float16]]:
        try:
            with np.load(self._path, allow_pickle=False) as stored:
                return dict(zip((key.tobytes() for key in stored["keys"]), stored["vectors"], strict=True))
        except FileNotFoundError:
            return {}

    def _write(self) -> None:
        with replacing(self._path) as unfinished:
            keys = np.frombuffer(b"".join(self._vectors), dtype=np.uint8).reshape(-1, _KEY_BYTES)
            np.savez(unfinished, keys=keys, vectors=np.array(list(self._vectors.values())))


def _key(version: str, text: str) -> bytes:
    return hashlib.sha256(f"{version}|{text}".encode()).digest()
