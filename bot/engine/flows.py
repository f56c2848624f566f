"""Reads what the rules may use: the domain's intents and replies; checks that each intent is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.engine.errors import DataError
from bot.engine.models import Sources
from bot.engine.replies import MalformedReply, Reply

_RESPONSE_PREFIX = "utter_"


@dataclass(frozen=True)
class Flows:
    """The domain's intents, in its order, and the reply of each response, by the response's name."""

    intents: tuple[str, ...]
    replies: dict[str, Reply]


def read_flows(sources: Sources) -> Flows:
    """Return what domain and rules hold; raises `DataError` with all problems, among them intents without a rule."""
    domain = _load(sources.domain)
    intents = tuple(next(iter(intent)) if isinstance(intent, dict) else intent for intent in domain.get("intents", ()))
    replies: dict[str, Reply] = {}
    problems: list[str] = []
    for name, variants in domain.get("responses", {}).items():
        for variant in variants:
            try:
                replies[name] = Reply.from_payload(variant.get("custom"))
            except MalformedReply as error:
                problems.append(f"domain.yml: {name} {error}")
    problems += _unknown_slots(replies, set(domain.get("slots", {})))
    problems += _rules_at_odds(sources, intents, replies)
    if problems:
        raise DataError(problems)
    return Flows(intents, replies)


def _load(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except FileNotFoundError as error:
        raise DataError([f"{path} does not exist"]) from error
    except yaml.YAMLError as error:
        raise DataError([f"{path}: {' '.join(str(error).split())}"]) from error
    if not isinstance(content, dict):
        raise DataError([f"{path} holds no mapping"])
    return content


def _unknown_slots(replies: dict[str, Reply], slots: set[str]) -> Iterator[str]:
    for name, reply in replies.items():
        for slot in set(reply.slots) - slots:
            yield f"domain.yml: {name} sets '{slot}', which is no slot"


def _rules_at_odds(sources: Sources, intents: tuple[str, ...], replies: dict[str, Reply]) -> Iterator[str]:
    answered: set[str] = set()
    used: set[str] = set()
    for path in sorted(sources.rules.glob("*.yml")):
        for rule in _load(path).get("rules", ()):
            for step in rule.get("steps", ()):
                intent, action = step.get("intent"), step.get("action")
                if intent:
                    answered.add(intent)
                if action:
                    used.add(action)
                    if action.startswith(_RESPONSE_PREFIX) and action not in replies:
                        yield f"rules/{path.name}: '{rule.get('rule')}' uses {action}, which the domain does not have"
    for intent in intents:
        if intent not in answered:
            yield f"rules: no rule answers intent '{intent}'"
    for name in replies:
        if name not in used:
            yield f"domain.yml: no rule uses {name}"
