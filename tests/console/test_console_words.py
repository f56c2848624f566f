"""The console's words: every one from the catalogues, every language whole, nothing unused, and the scripts small."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

from bot.conversation import Channel, Language, Reason, Urgency
from bot.handoff.talks import Author, Sending
from bot.settings import ROOT
from tests.console.support import Advocate, House, all_words

REPLIES = ROOT / "flows" / "replies"
CONSOLE = ROOT / "webhooks" / "console"
LANGUAGES = sorted(path.parent.name for path in REPLIES.glob("*/console.ftl"))
REFERENCE = "en"
LARGEST_SCRIPT = 30 * 1024

# Families of keys that code completes: what stands before the dots, and what may follow.
FAMILIES = {
    "desk_urgency_": [str(level.value) for level in Urgency],
    "desk_reason_": [reason.value for reason in Reason],
    "desk_channel_": [channel.value for channel in Channel],
    "desk_sending_": [state.value for state in Sending],
    "desk_author_": [author.value for author in (Author.PERSON, Author.BOT, Author.NOTE)],
    "desk_enrol_password_": ["short", "long", "common", "name"],
    "desk_language_": [info.code for info in all_words().languages],
}
# Completed from what the line tells people; an event without a key of its own has the general one.
EVENTS = "desk_event_"


class _Variables(Visitor):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    """Return each key of a language's console, with the variables that it uses."""
    resource = parse((REPLIES / language / "console.ftl").read_text(encoding="utf-8"))
    assert [entry.content for entry in resource.body if isinstance(entry, ast.Junk)] == []
    found = {}
    for entry in resource.body:
        if isinstance(entry, ast.Message):
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


def sources() -> list[Path]:
    return sorted(chain(CONSOLE.rglob("*.py"), CONSOLE.rglob("*.html")))


def used_keys() -> set[str]:
    named = {key for path in sources() for key in re.findall(r"[\"'](desk_[a-z0-9_]*[a-z0-9])[\"']", path.read_text(encoding="utf-8"))}
    return named | {prefix + end for prefix, ends in FAMILIES.items() for end in ends}


def test_the_console_can_be_read_in_english_and_spanish() -> None:
    assert {"en", "es"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key_with_the_same_variables(language: str) -> None:
    assert messages(language) == messages(REFERENCE)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != REFERENCE])
def test_no_language_repeats_the_english(language: str) -> None:
    english, own = all_words(), all_words()
    plain = [key for key, variables in messages(language).items() if not variables and not key.startswith("desk_language_")]

    assert [key for key in plain if own.text(key, language) == english.text(key, REFERENCE)] == []


def test_every_key_that_the_console_uses_exists_and_none_is_left_over() -> None:
    known = set(messages(REFERENCE))
    spare = {key for key in known if key.startswith(EVENTS) or key.startswith("desk_language_")}

    assert used_keys() - known == set()
    assert known - used_keys() - spare == set()


def test_console_keys_collide_with_no_others() -> None:
    assert all(key.startswith("desk_") for key in messages(REFERENCE))
    others = [path for path in (REPLIES / REFERENCE).rglob("*.ftl") if path.name != "console.ftl"]
    assert [path.name for path in others if re.search(r"^desk_", path.read_text(encoding="utf-8"), re.MULTILINE)] == []


def test_no_sentence_stands_in_a_template() -> None:
    """Between tags there is only the program's name, signs, and what an expression puts there."""
    for path in sorted(CONSOLE.rglob("*.html")):
        text = re.sub(
            r"\{% block width %\}[\w-]+|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!doctype html>",
            "",
            path.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        words = re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", " ", text))
        assert set(words) <= {"quietline", "UTC"}, path.name


def test_every_event_that_people_are_told_of_has_words_for_the_advocate(house: House, ana: Advocate) -> None:
    cid = ana.takes(house.somebody_waits("hello"))
    for event in ("back_in_line", "advocate_changed", "bot_is_back", "something_new"):
        house.talks.add(cid, Author.EVENT, event, house.clock(), language=Language("en"))

    text = ana.get(f"/console/talk/{cid}").text

    for told in (
        "The talk went back to the line.",
        "Another advocate took over.",
        "The bot answers again.",
        "The line told the person what has changed.",
    ):
        assert told in text


def test_the_scripts_are_small_plain_modules_of_our_own() -> None:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in (CONSOLE / "static").glob("*.mjs")}

    assert sum(len(text.encode()) for text in scripts.values()) < LARGEST_SCRIPT
    assert [path.suffix for path in (CONSOLE / "static").iterdir() if path.suffix not in (".mjs", ".css", ".svg")] == []
    for name, text in scripts.items():
        assert (
            re.findall(r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\b|localStorage|sessionStorage|https?://", text)
            == []
        ), name
        assert all(target.startswith("./") for target in re.findall(r"from \"([^\"]+)\"", text)), name
