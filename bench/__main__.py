"""`make bench`: turns of the engine against the embedding alone, texts through the whole line against turns.

Absolute times belong to the machine; the ratios are what to compare. Writes .cache/bench.json beside the table.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.embedding import embedding_alone
from bot.conversation import Channel, ConversationId, Language
from bot.dialogue.engine import Engine
from bot.memory.conversations import new_id
from bot.settings import ROOT
from tests.journeys.running import RunningLine

TEXTS = (
    "I have no money for the doctor", "he keeps my passport and the nurse will want it", "no tengo dinero para el doctor",
    "mi hijo tiene fiebre y no tengo papeles", "هل سيتصلون بالشرطة", "أحتاج طبيبة تتكلم العربية", "will they tell my boss what I say", "where can I sleep tonight",
)  # fmt: skip


def milliseconds(do: Callable[[int], object], times: int, what: str) -> list[float]:
    """Return how long each of `times` calls took, in milliseconds."""
    taken = []
    for number in track(range(times), description=f"  {what:<34}", transient=True):
        started = time.perf_counter()
        do(number)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def main() -> None:
    """Measure, print a table, write the figures."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--times", type=int, default=80, help="turns of each kind")
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="ql-") as folder:
        started = time.monotonic()
        with RunningLine(Path(folder)) as line:
            ready = time.monotonic() - started
            rows = measure(line, times)
            memory = {name: resident(process.pid) for name, process in line.running.items()}
    show(rows, memory, ready)
    (ROOT / ".cache" / "bench.json").write_text(json.dumps({"rows": rows, "memory_mb": memory, "ready_s": ready}, indent=2))


def measure(line: RunningLine, times: int) -> dict[str, dict[str, float]]:
    """Return median and 99th percentile in milliseconds of each thing measured."""
    engine = Engine(line.settings.engine_socket, line.settings.engine_token.get_secret_value(), deadline=10)
    phone = line.new_phone()
    phone.text("hello")
    ids = [new_id() for _ in range(8)]

    def turn(number: int, **what: str) -> object:
        cid = ConversationId(ids[number % len(ids)])
        return engine.turn(cid, language=Language("en"), channel=Channel.SMS, **what)  # type: ignore[arg-type]

    deep = ConversationId(new_id())
    for _ in range(100):
        engine.turn(deep, language=Language("en"), channel=Channel.SMS, intent="cost_of_care")
    taken = {
        "embedding alone": embedding_alone(TEXTS, times),
        "engine: a text": milliseconds(lambda n: turn(n, text=TEXTS[n % len(TEXTS)]), times, "engine: a text"),
        "engine: a choice": milliseconds(lambda n: turn(n, intent="cost_of_care"), times, "engine: a choice"),
        "engine: a choice after 100 turns": milliseconds(
            lambda _: engine.turn(deep, language=Language("en"), channel=Channel.SMS, intent="cost_of_care"), times, "after 100 turns"
        ),
        "a text through the whole line": milliseconds(lambda n: phone.text(TEXTS[n % len(TEXTS)]), times, "whole line: a text"),
        "a choice through the whole line": milliseconds(lambda _: phone.text("1"), times, "whole line: a choice"),
        "a danger word through the whole line": milliseconds(lambda _: phone.text("he is going to kill me"), times, "whole line: danger"),
    }
    return {name: {"p50": statistics.median(values), "p99": sorted(values)[int(len(values) * 0.99) - 1]} for name, values in taken.items()}


def resident(pid: int) -> float:
    """Return the resident memory of a process and its children in MiB."""
    process = psutil.Process(pid)
    return sum(each.memory_info().rss for each in [process, *process.children(recursive=True)]) / 2**20


def show(rows: dict[str, dict[str, float]], memory: dict[str, float], ready: float) -> None:
    """Print the figures."""
    floor = rows["embedding alone"]["p50"]
    table = Table("", "p50 ms", "p99 ms", "× embedding", box=None, pad_edge=False)
    for name, row in rows.items():
        table.add_row(name, f"{row['p50']:.1f}", f"{row['p99']:.1f}", f"{row['p50'] / floor:.2f}")
    console = Console()
    console.print(table)
    console.print("memory, MiB: " + ", ".join(f"{name} {size:.0f}" for name, size in memory.items()))
    console.print(f"all parts ready after {ready:.1f} s (model trained before)")


if __name__ == "__main__":
    main()
