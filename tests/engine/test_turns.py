"""Turns over the socket: what is understood, what is answered, what is remembered."""

from __future__ import annotations

from typing import Any

import pytest

from tests.processes import Engine, Redis


def keys(answer: Any) -> list[str]:
    """Return the keys of a turn's replies."""
    assert answer.status_code == 200, answer.text
    return [reply["key"] for reply in answer.json()["replies"]]


def test_a_text_is_answered_with_keys_and_three_candidates(engine: Engine):
    answer = engine.turn("text", "I have no money for a doctor!").json()

    assert answer["intent"] == "cost_of_care"
    assert answer["replies"] == [{"key": "cost_of_care", "asks": None}]
    assert answer["effects"] == []
    assert answer["candidates"][0]["intent"] == "cost_of_care"
    assert len(answer["candidates"]) == 3
    assert 0.5 < answer["confidence"] == answer["candidates"][0]["confidence"] <= 1


def test_a_choice_from_a_menu_needs_no_model(engine: Engine):
    answer = engine.turn("choice", intent="interpreter").json()

    assert answer == {
        "intent": "interpreter",
        "confidence": 1.0,
        "candidates": [{"intent": "interpreter", "confidence": 1.0}],
        "replies": [{"key": "interpreter", "asks": None}],
        "effects": [],
    }


@pytest.mark.parametrize(
    ("intent", "reply", "effects"),
    [
        ("danger_now", {"key": "danger_now", "asks": "human"}, [{"type": "urgency", "level": 1, "reason": "danger"}]),
        ("self_harm", {"key": "self_harm", "asks": "human"}, [{"type": "urgency", "level": 1, "reason": "self_harm"}]),
        ("being_watched", {"key": "being_watched", "asks": None}, [{"type": "quiet"}]),
        ("exit_now", {"key": "exit", "asks": None}, [{"type": "end"}]),
        ("talk_to_human", {"key": "handoff", "asks": None}, [{"type": "handoff"}]),
        ("minor_rights", {"key": "minor_rights", "asks": None}, [{"type": "urgency", "level": 2, "reason": "minor"}]),
        ("change_language", {"key": "language_menu", "asks": None}, []),
        ("privacy_question", {"key": "privacy", "asks": None}, []),
        ("bot_question", {"key": "bot", "asks": None}, []),
        ("help_menu", {"key": "menu", "asks": None}, []),
    ],
)
def test_an_intent_has_its_reply_and_its_effects(engine: Engine, intent: str, reply: dict[str, Any], effects: list[Any]):
    answer = engine.turn(f"effects-{intent}", intent=intent).json()

    assert (answer["replies"], answer["effects"]) == ([reply], effects)


@pytest.mark.parametrize(
    ("asked", "said", "key"),
    [
        ("human", "affirm", "handoff"),
        ("human", "deny", "human_no"),
        ("safe_to_text", "affirm", "safe_yes"),
        ("safe_to_text", "deny", "safe_no"),
        (None, "affirm", "affirm"),
        (None, "deny", "deny"),
        ("safe_to_text", "danger_now", "danger_now"),
    ],
)
def test_yes_and_no_answer_what_was_asked_last(engine: Engine, asked: str | None, said: str, key: str):
    assert keys(engine.turn(f"asked-{asked}-{said}", intent=said, asked=asked)) == [key]


def test_a_question_is_only_answered_by_the_turn_that_brings_it(engine: Engine):
    engine.turn("once", intent="greet", asked="human")

    assert keys(engine.turn("once", intent="affirm")) == ["affirm"]


def test_twice_not_understood_in_a_row_offers_a_human(engine: Engine):
    unclear = "xq zvw kkpt"

    assert keys(engine.turn("unsure", unclear)) == ["did_you_mean"]
    assert keys(engine.turn("unsure", unclear)) == ["unsure_twice"]
    assert keys(engine.turn("unsure", unclear)) == ["unsure_twice"]
    assert keys(engine.turn("unsure", intent="cost_of_care")) == ["cost_of_care"]
    assert keys(engine.turn("unsure", unclear)) == ["did_you_mean"]


def test_what_is_remembered_is_slots_and_three_intents_for_two_hours(engine: Engine, own_redis: Redis):
    for intent in ("greet", "minor_rights", "cost_of_care"):
        engine.turn("memory", intent=intent)
    engine.turn("memory", intent="affirm", asked="safe_to_text")

    kept = own_redis.client.get("dlg:memory")
    assert kept == (
        '{"slots": {"topic": "cost_of_care", "last_question": "safe_to_text", "safe_to_text": "yes", "minor": true}, '
        '"intents": ["minor_rights", "cost_of_care", "affirm"]}'
    )
    assert 7100 < own_redis.client.ttl("dlg:memory") <= 7200


def test_memory_stays_small_however_long_a_conversation_lasts(engine: Engine, own_redis: Redis):
    sizes = []
    for _ in range(30):
        engine.turn("long", intent="insurance_benefits")
        sizes.append(len(own_redis.client.get("dlg:long")))

    assert max(sizes[3:]) == sizes[-1] <= 300


def test_the_turns_of_a_burst_are_answered_in_the_order_in_which_they_came(engine: Engine, own_redis: Redis):
    """A long text first: were it embedded before its turn, the short ones behind it would overtake."""
    turns = [{"text": "i have no money for a doctor " * 12}, {"intent": "greet"}, {"intent": "interpreter"}, {"intent": "legal_help"}]

    answers = [answer["intent"] for answer in engine.burst("burst", turns)]

    assert answers[1:] == ["greet", "interpreter", "legal_help"]
    assert own_redis.client.get("dlg:burst").endswith('"intents": ["greet", "interpreter", "legal_help"]}')


def test_understanding_keeps_nothing(engine: Engine, own_redis: Redis):
    before = own_redis.client.dbsize()

    answer = engine.post("/understand", {"text": "me duele la muela", "language": "es"}).json()

    assert answer["intent"] == "primary_care"
    assert set(answer) == {"intent", "confidence", "candidates"}
    assert own_redis.client.dbsize() == before


@pytest.mark.parametrize("language", ["en", "EN-us", "xx", "", None])
def test_a_language_that_was_never_trained_is_understood_as_well_as_can_be(engine: Engine, language: str | None):
    answer = engine.post("/understand", {"text": "I have no money for a doctor", "language": language})

    assert answer.json()["candidates"][0]["intent"] == "cost_of_care"
