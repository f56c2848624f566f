"""Words: from a message's key and a language to the text that a person reads. All sentences live in flows/replies.

Layout: flows/replies/<language>/*.ftl, then flows/replies/<language>/<region>/*.ftl, which override and extend.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from fluent.runtime import FluentBundle, FluentResource

from bot.conversation import Channel, Language


class WordsError(Exception):
    """Raised when words are missing or broken; the text names language, key and file."""


@dataclass(frozen=True, slots=True)
class LanguageInfo:
    """One line of flows/languages.yml. `name` is the language's own name, `direction` is ltr or rtl."""

    code: Language
    name: str
    english: str
    direction: str
    scripts: tuple[str, ...]
    latin: bool = False
    called: tuple[str, ...] = ()


def load_languages(flows: Path) -> tuple[LanguageInfo, ...]:
    """Return all languages of the line, in the order in which menus show them."""
    listed = yaml.safe_load((flows / "languages.yml").read_text(encoding="utf-8"))["languages"]
    return tuple(
        LanguageInfo(**{**entry, "scripts": tuple(entry["scripts"]), "called": tuple(entry.get("called", ()))}) for entry in listed
    )


class Words:
    """The catalogue. `offered` restricts the languages; by default all that have a folder of replies are offered."""

    def __init__(self, flows: Path, *, offered: tuple[str, ...] = (), default: str = "en", region: str = "us") -> None:
        self._flows = flows
        self._region = region
        known: dict[str, LanguageInfo] = {info.code: info for info in load_languages(flows)}
        if unknown := [code for code in (*offered, default) if code not in known]:
            raise WordsError(f"LANGUAGES names {', '.join(unknown)}, which flows/languages.yml does not list.")
        with_words = [code for code in known if (flows / "replies" / code / "control.ftl").exists()]
        if missing := [code for code in offered if code not in with_words]:
            raise WordsError(f"LANGUAGES names {', '.join(missing)}, which has no words in flows/replies yet.")
        self.languages = tuple(known[code] for code in (offered or with_words))
        self.default = Language(default)
        if self.default not in {info.code for info in self.languages}:
            raise WordsError(f"DEFAULT_LANGUAGE is {default}, which is not among the languages offered.")
        self._known = known
        self._bundles: dict[str, FluentBundle] = {}

    def language(self, code: str) -> LanguageInfo:
        """Return what is known of a language; KeyError for one that is not listed."""
        return self._known[code]

    def is_offered(self, code: str) -> bool:
        """Say whether replies exist in this language here."""
        return any(info.code == code for info in self.languages)

    def has(self, key: str, language: str, attribute: str | None = None) -> bool:
        """Say whether the message, or that attribute of it, exists."""
        bundle = self._bundle(language)
        if not bundle.has_message(key):
            return False
        message = bundle.get_message(key)
        return message.value is not None if attribute is None else attribute in message.attributes

    def text(
        self,
        key: str,
        language: str,
        attribute: str | None = None,
        *,
        channel: Channel = Channel.WEB,
        values: Mapping[str, str | int] | None = None,
        **more: str | int,
    ) -> str:
        """Return the message's text, or its attribute's. On SMS the attribute `.sms` stands in for the core if there is one.

        Fluent's variables come as `values` or by name. Raises WordsError when the message does not exist in that language:
        no reply is ever silently in English.
        """
        bundle = self._bundle(language)
        if not bundle.has_message(key):
            raise WordsError(f"flows/replies/{language} has no message {key}.")
        message = bundle.get_message(key)
        if attribute is None and channel is Channel.SMS and "sms" in message.attributes:
            attribute = "sms"
        pattern = message.value if attribute is None else message.attributes.get(attribute)
        if pattern is None:
            raise WordsError(f"flows/replies/{language}: {key} has no {'.' + attribute if attribute else 'text'}.")
        text, errors = bundle.format_pattern(pattern, {**(values or {}), **more})
        if errors:
            raise WordsError(f"flows/replies/{language}: {key} cannot be formatted ({type(errors[0]).__name__}).")
        return str(text)

    def title(self, key: str, language: str) -> str:
        """Return the message's short title, as menus and cards show it."""
        return self.text(key, language, "title")

    @cached_property
    def topics(self) -> Topics:
        """What follows what: flows/topics.yml."""
        return load_topics(self._flows)

    def _bundle(self, language: str) -> FluentBundle:
        if language not in self._bundles:
            # No isolating marks: on SMS each would cost money, and pages isolate whole messages by their markup.
            bundle = FluentBundle([language], use_isolating=False)
            folder = self._flows / "replies" / language
            for path in [*sorted(folder.glob("*.ftl")), *sorted((folder / self._region).glob("*.ftl"))]:
                bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")), allow_overrides=True)
            self._bundles[language] = bundle
        return self._bundles[language]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from; `checked` is the ISO date on which somebody read it."""

    citation: str
    address: str
    says: str
    checked: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: what a person may want next, its sources, what is unsettled, and the review state per language."""

    name: str
    group: str
    urgency: int
    next: tuple[str, ...]
    sources: tuple[Source, ...]
    unsettled: tuple[str, ...]
    review: dict[str, str]


@dataclass(frozen=True, slots=True)
class Topics:
    """All topics, and the eight that the help menu names."""

    menu: tuple[str, ...]
    by_name: dict[str, Topic]

    def __contains__(self, name: str) -> bool:
        return name in self.by_name


def load_topics(flows: Path) -> Topics:
    """Read flows/topics.yml."""
    data = yaml.safe_load((flows / "topics.yml").read_text(encoding="utf-8"))
    topics = {
        name: Topic(
            name=name,
            group=entry["group"],
            urgency=entry["urgency"],
            next=tuple(entry["next"]),
            sources=tuple(
                Source(s["citation"], s["address"], s["says"], str(s["checked"])) for s in entry["sources"]
            ),
            unsettled=tuple(entry.get("unsettled") or ()),
            review=dict(entry["review"]),
        )
        for name, entry in data["topics"].items()
    }  # fmt: skip
    return Topics(tuple(data["menu"]), topics)
