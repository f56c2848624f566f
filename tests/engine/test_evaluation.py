"""The evaluation command: what it reads, what it counts, what it prints."""

from __future__ import annotations

import json
from pathlib import Path

from tests.engine.conftest import PHRASES, launch


def test_a_table_is_measured_by_language_with_its_worst_confusions(model: Path, tmp_path: Path):
    table = tmp_path / "unseen.tsv"
    rows = [
        ("id", "lang", "intent", "text", "note"),
        ("1", "en", "cost_of_care", "i have no money for a doctor", ""),
        ("2", "en", "danger_now", "he has a knife and the door is locked", "exact"),
        ("3", "en", "report_tip", "he has a knife and the door is locked", "meant otherwise on purpose"),
        ("4", "es", "greet", "hola", ""),
    ]
    table.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")

    measured = json.loads(launch("evaluate", table, "--model", model, "--json").stdout)

    assert measured == {
        "languages": {
            "en": {
                "accuracy": 2 / 3,
                "top3": measured["languages"]["en"]["top3"],
                "safety_recall": 1.0,
                "safety_false_alarms": 0.5,
                "count": 3,
            },
            "es": {"accuracy": 1.0, "top3": 1.0, "safety_recall": 0.0, "safety_false_alarms": 0.0, "count": 1},
        },
        "confusions": [
            {
                "lang": "en",
                "expected": "report_tip",
                "predicted": "danger_now",
                "count": 1,
                "phrases": ["he has a knife and the door is locked"],
            }
        ],
    }


def test_wrong_lines_are_told_by_number(model: Path, tmp_path: Path):
    table = tmp_path / "wrong.tsv"
    table.write_text("en\tgreet\thello\nen\tgreet\nen\tgreeting\thello\n\n", encoding="utf-8")

    refused = launch("evaluate", table, "--model", model)

    assert refused.returncode == 2
    assert refused.stderr.splitlines() == [
        "2 problems in the data:",
        f"{table}:2: needs the columns lang, intent and text, separated by tabs",
        f"{table}:3: the domain has no intent 'greeting'",
    ]


def test_the_newest_model_is_measured_on_the_phrases_held_out(model: Path, cache: Path):
    shown = launch("evaluate", "--validation", "--data", PHRASES, "--cache", cache)

    assert shown.returncode == 0, shown.stderr
    lines = shown.stdout.splitlines()
    assert lines[0].split("  ")[0] == "language"
    assert lines[1].startswith("en ")
    assert lines[1].endswith(" 42")
    assert "worst confusions" in lines
    assert shown.stderr.splitlines()[-1] == "understanding 42 of 42"


def test_without_a_model_it_says_how_to_make_one(tmp_path: Path):
    refused = launch("evaluate", "--validation", "--cache", tmp_path)

    assert refused.returncode == 2
    assert "Train one: python -m bot.engine.launcher train" in refused.stderr
