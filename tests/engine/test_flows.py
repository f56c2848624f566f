"""Domain, rules and phrases of the project: each intent is answered, each has phrases, and the rules keep their word."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from bot.engine.errors import DataError
from bot.engine.flows import read_flows
from bot.engine.models import ENGINE, Sources
from bot.engine.phrases import read_phrases
from bot.settings import ROOT
from tests.engine.conftest import PHRASES, launch

SOURCES = Sources(ROOT / "nlu_data", ROOT / "flows")


def test_each_intent_of_the_domain_has_a_rule_and_phrases_in_every_language():
    flows = read_flows(SOURCES)

    phrases = read_phrases(SOURCES.data, flows.intents, SOURCES.languages)

    assert len(flows.intents) == 42
    assert {phrase.intent for phrase in phrases} == set(flows.intents)


def test_an_intent_without_a_rule_and_a_reply_that_is_none_are_told(tmp_path: Path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "domain.yml").write_text("""
intents: [greet, deny]
slots: {minor: {type: bool}}
responses:
  utter_greet: [custom: {key: greet, asks: age}]
  utter_deny: [custom: {key: deny, effects: [{type: urgency, level: 1}], set: {}}]
  utter_bye: [custom: {key: bye, set: {adult: true}}]
""")
    (tmp_path / "rules" / "control.yml").write_text("""
rules:
- {rule: A greeting is greeted, steps: [{intent: greet}, {action: utter_hello}]}
""")

    with pytest.raises(DataError) as refused:
        read_flows(Sources(tmp_path, tmp_path))

    assert refused.value.problems == (
        "domain.yml: utter_greet asks 'age', which is none of: safe_to_text, human",
        "domain.yml: utter_deny has an effect that is none of ours or lacks fields: {'type': 'urgency', 'level': 1}",
        "domain.yml: utter_bye sets 'adult', which is no slot",
        "rules/control.yml: 'A greeting is greeted' uses utter_hello, which the domain does not have",
        "rules: no rule answers intent 'deny'",
        "domain.yml: no rule uses utter_bye",
    )


def test_rasa_finds_nothing_wrong_with_domain_and_rules():
    checked = launch("validate", "--data", PHRASES)

    assert checked.returncode == 0, checked.stderr


def test_the_rules_keep_the_written_conversations_and_one_they_do_not_keep_is_shown(model: Path, tmp_path: Path):
    stories = Path(shutil.copytree(ROOT / "tests" / "engine" / "flows", tmp_path / "flows"))
    (stories / "wrong.yml").write_text("""
version: "3.1"
stories:
- {story: A greeting is ignored, steps: [{intent: greet}, {action: utter_menu}]}
""")

    checked = launch("test-flows", "--model", model, "--stories", stories)

    assert checked.returncode == 2
    assert checked.stderr.startswith("1 problem in the data:\nwrong.yml: wrong answers, marked by Rasa:\n")
    assert "- action: utter_menu  # predicted: utter_greet" in checked.stderr


def test_the_engine_shares_no_code_with_the_rest():
    for path in ENGINE.glob("*.py"):
        imports = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom | ast.Import)]
        names = [
            name for node in imports for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
        ]
        assert all(name.startswith("bot.engine") for name in names if name.split(".")[0] == "bot"), path
