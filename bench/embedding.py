"""The floor: what the sentence encoder alone needs for the same texts, in the engine's own environment."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence

from bot.run import ENGINE_PYTHON
from bot.settings import ROOT

_MEASURE = """
import json, os, sys, time
os.environ["OMP_NUM_THREADS"] = "1"
from bot.engine.encoder import E5Encoder
texts, times = json.load(sys.stdin)
encoder = E5Encoder()
encoder.encode(texts)
taken = []
for number in range(times):
    started = time.perf_counter()
    encoder.encode([texts[number % len(texts)]])
    taken.append((time.perf_counter() - started) * 1000)
print(json.dumps(taken))
"""


def embedding_alone(texts: Sequence[str], times: int) -> list[float]:
    """Return how long embedding one text took, in milliseconds, `times` times over the texts in turn."""
    done = subprocess.run(
        [str(ROOT / ENGINE_PYTHON), "-c", _MEASURE],
        input=json.dumps([list(texts), times]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(done.stdout))
