"""Passwords: what is refused, what is taken, how it is kept."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters

from bot.staff.errors import WeakPassword
from bot.staff.passwords import Passwords
from tests.staff.support import cheap_hasher


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords(cheap_hasher())


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "short"),
        ("7letter", "short"),
        ("x" * 257, "long"),
        ("password", "common"),
        ("PassWord", "common"),
        ("password2024!", "common"),
        ("  123qwerty  ", "common"),
        ("12345678", "common"),
        ("zzzzzzzzzzzz", "common"),
        ("quietline1", "common"),
        ("ana torres", "name"),
        ("AnaTorres99", "name"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(passwords: Passwords, password: str, reason: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        passwords.hash(password, name="Ana Torres")

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "password",
    [
        "eightchr",
        "all lower case words",
        "31415926535897932384",
        "x" * 20 + "y" * 20 + "z" * 24,
        "пароль для дежурства",
        "كلمة سر طويلة",
        "  spaces at both ends ",
        "🐢🐇🦊🐢🐇🦊🐙🦔",
        "a\tb\tc\td\te",
    ],
)
def test_any_characters_are_taken_without_rules_of_composition(passwords: Passwords, password: str) -> None:
    hashed = passwords.hash(password, name="Ana")

    assert passwords.verify(password, hashed)
    assert not passwords.verify(password + "x", hashed)


def test_the_same_letters_match_however_the_keyboard_composes_them(passwords: Passwords) -> None:
    """é may arrive as one code point or as e and an accent."""
    hashed = passwords.hash("caf\u00e9 con leche", name="Ana")

    assert passwords.verify("cafe\u0301 con leche", hashed)


def test_without_settings_a_hash_costs_64_mebibytes_and_three_passes() -> None:
    hashed = Passwords().hash("correct horse battery", name="Ana")

    cost = extract_parameters(hashed)
    assert hashed.startswith("$argon2id$")
    assert (cost.memory_cost, cost.time_cost, cost.salt_len) == (64 * 1024, 3, 16)


def test_nobodys_hash_never_verifies(passwords: Passwords) -> None:
    assert not passwords.verify("nobody has this password", None)
    assert not passwords.verify("anything", "not a hash at all")


def test_a_hash_of_another_cost_is_made_anew(passwords: Passwords) -> None:
    older = PasswordHasher(time_cost=1, memory_cost=32, parallelism=1).hash("correct horse battery")

    renewed = passwords.rehash("correct horse battery", older)

    assert renewed is not None
    assert passwords.verify("correct horse battery", renewed)
    assert passwords.rehash("correct horse battery", renewed) is None


def test_the_list_holds_a_hundred_common_passwords_and_our_own_words(passwords: Passwords) -> None:
    assert len(passwords._common) >= 100
    assert {"password", "qwerty123", "quietline", "advocate"} <= passwords._common
