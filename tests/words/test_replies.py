"""The words themselves: whole in every language, the same facts everywhere, nothing on SMS that gives a person away."""

import re

import pytest
import yaml
from fluent.syntax import FluentParser, ast

from bot.safety.codes import CARRIER_WORDS
from bot.safety.plain import trimmed
from bot.settings import ROOT
from bot.words.catalogue import Words

WORDS = Words(ROOT / "flows")
LANGUAGES = [info.code for info in WORDS.languages]
OTHERS = [code for code in LANGUAGES if code != "en"]
PERSONS_FILES = ("control", "handoff", "rights-care", "rights-law", "needs", "web")
NUMBERS = re.compile(r"\d[\d.,-]*\d|\d")
ADDRESSES = re.compile(r"\b[a-z][\w-]*(?:\.[\w-]+)*\.(?:org|gov|com)(?:/[\w/-]*)?")
BANNED_ON_SMS = {
    "en": r"traffick|\babus|hotline|survivor|\bvictim|\brescue",
    "es": r"\btrata\b|tráfico de personas|\babus|\bvíctim|sobreviviente|rescat",
    "ar": r"اتجار|ضحي[ةه]|ضحايا|ناجي|إنقاذ|انقاذ|خط ساخن|الخط الساخن",
}


def messages(language, files=PERSONS_FILES):
    """Return {key or key.attribute: text} as written, placeables and all, for one language."""
    found = {}
    for name in files:
        source = (ROOT / "flows" / "replies" / language / f"{name}.ftl").read_text(encoding="utf-8")
        for entry in FluentParser(with_spans=True).parse(source).body:
            assert not isinstance(entry, ast.Junk), f"{language}/{name}.ftl: {entry.content[:80]}"
            if isinstance(entry, ast.Message):
                if entry.value:
                    found[entry.id.name] = source[entry.value.span.start : entry.value.span.end]
                for attribute in entry.attributes:
                    found[f"{entry.id.name}.{attribute.id.name}"] = source[attribute.value.span.start : attribute.value.span.end]
    return found


ENGLISH = messages("en")


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_exists_in_every_language(language):
    """A missing message is a failing test, not a silent English reply."""
    assert set(messages(language)) == set(ENGLISH)


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_left_in_english(language):
    """Titles that are the same word in both languages are listed."""
    same = {"answer_no.title"}
    copies = [
        key for key, text in messages(language).items() if text == ENGLISH[key] and key not in same and re.search(r"[A-Za-z]{3}", text)
    ]

    assert copies == []


@pytest.mark.parametrize("language", OTHERS)
def test_numbers_and_addresses_are_the_same_in_every_language(language):
    """A wrong digit sends somebody to a stranger."""
    for key, text in messages(language).items():
        plain = re.sub(r"\[\w+\]", "", text)
        english = re.sub(r"\[\w+\]", "", ENGLISH[key])
        if "->" in text:
            continue
        assert set(NUMBERS.findall(plain)) == set(NUMBERS.findall(english)), f"{language}: {key}"
        assert set(ADDRESSES.findall(plain.lower())) == set(ADDRESSES.findall(english.lower())), f"{language}: {key}"


def test_every_number_and_address_is_a_verified_contact():
    """flows/contacts.yml says whose it is, and where that was checked."""
    contacts = yaml.safe_load((ROOT / "flows" / "contacts.yml").read_text(encoding="utf-8"))
    entries = contacts["contacts"] if isinstance(contacts, dict) else contacts
    known = " ".join(f"{entry['number']} {entry['what']}" for entry in entries).lower()
    for key, text in ENGLISH.items():
        for number in re.findall(r"\b1-\d{3}-\d{3}-\d{4}\b|\b\d{5,6}\b", text):
            assert number in known, (key, number)
        for address in ADDRESSES.findall(text.lower()):
            assert address in known, (key, address)
    for entry in entries:
        assert entry["source"], entry
        assert entry["checked"], entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_sms_sends_holds_no_word_that_gives_a_person_away(language):
    """The thread on the phone can be read by others."""
    written = messages(language)
    for key, text in written.items():
        core, _, attribute = key.partition(".")
        replaced = attribute == "" and f"{core}.sms" in written
        on_sms = attribute in ("", "sms", "more", "plain", "title", "time") and not replaced
        from_web_only = key in messages(language, ("web",))
        if on_sms and not from_web_only:
            assert not re.search(BANNED_ON_SMS[language], text, re.IGNORECASE), f"{language}: {key}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_short_enough_for_a_menu(language):
    """At most 20 characters."""
    long = {key: text for key, text in messages(language).items() if key.endswith(".title") and len(text) > 20}

    assert long == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_is_a_word_that_the_carrier_takes_on_sms(language):
    """Digits answer; a label that is typed instead must not unsubscribe anybody. YES alone re-subscribes and is harmless."""
    labels = {trimmed(text) for key, text in messages(language).items() if key.startswith("answer_") and key.endswith(".title")}

    assert labels & CARRIER_WORDS <= {"yes"}


def test_every_topic_has_words_sources_and_a_way_to_it():
    """Reachable from the start by choices alone, and every fact has a source that somebody checked."""
    topics = WORDS.topics
    reached, ahead = set(), list(topics.menu)
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += topics.by_name[name].next
    assert reached == set(topics.by_name)
    assert len(reached) == 27
    for topic in topics.by_name.values():
        assert topic.sources, topic.name
        for source in topic.sources:
            assert source.citation, topic.name
            assert source.address, topic.name
            assert re.fullmatch(r"20\d\d-\d\d-\d\d", source.checked), topic.name
        for language in LANGUAGES:
            assert WORDS.has(topic.name, language)
            assert WORDS.has(topic.name, language, "more")
            assert WORDS.has(topic.name, language, "plain")
            assert topic.review[language] == "drafted"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ahead", [0, 1, 2, 3, 11, 100])
def test_places_in_line_read_well_for_every_number(language, ahead):
    """Plurals are the language's own."""
    text = WORDS.text("in_line", language, ahead=ahead)

    assert text
    assert "{" not in text
    if ahead > 2:
        assert str(ahead) in text
