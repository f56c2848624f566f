"""Measuring language detection on phrases from a file, for people and for machines."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.language.detect import Detector, load_profiles
from bot.words.catalogue import load_languages

SHORT = 4
"""Phrases of fewer words than this count as short."""


def detect(file: Path, *, root: Path, cache: Path, as_json: bool) -> str:
    """Return how often the language of each phrase in `file` was found, as a table or as JSON."""
    languages = [info for info in load_languages(root / "flows") if any((root / "nlu_data" / info.code).glob("*.yml"))]
    detector = Detector(languages, load_profiles(root / "nlu_data", cache, [info.code for info in languages]))
    right: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: Counter[tuple[str, str]] = Counter()
    for lang, text in read_phrases(file):
        guess = detector.guess(text)
        found = guess.language if guess else ""
        kind = "short" if len(text.split()) < SHORT else "long"
        right[lang][kind] += 1
        right[lang][f"{kind} right"] += found == lang
        if found != lang:
            wrong[(lang, found or "none")] += 1
    figures = {
        lang: {
            "accuracy": _share(counts["long right"], counts["long"]),
            "accuracy_short": _share(counts["short right"], counts["short"]),
            "count": counts["long"] + counts["short"],
        }
        for lang, counts in sorted(right.items())
    }
    confusions = [{"expected": a, "predicted": b, "count": n} for (a, b), n in wrong.most_common(20)]
    if as_json:
        return json.dumps({"languages": figures, "confusions": confusions}, indent=2)
    lines = ["lang   4 words and more   shorter   phrases"]
    for lang, row in figures.items():
        lines.append(f"{lang:<6} {_percent(row['accuracy']):>16} {_percent(row['accuracy_short']):>9} {row['count']:>9}")
    lines += [f"  {c['expected']} taken for {c['predicted']}: {c['count']}" for c in confusions]
    return "\n".join(lines)


def read_phrases(file: Path) -> Iterator[tuple[str, str]]:
    """Yield (language, text) from a TSV with a header naming lang and text, or with lang first and text last."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(rows, [])
        if "lang" in header and "text" in header:
            lang, text = header.index("lang"), header.index("text")
        else:
            lang, text = 0, -1
            if header:
                yield header[lang], header[text]
        for row in rows:
            if len(row) > max(lang, text):
                yield row[lang], row[text]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _percent(value: float | int | None) -> str:
    return "-" if value is None else f"{100 * value:.1f} %"
