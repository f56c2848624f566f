"""Settings: every problem at once, each with its remedy; no default for a secret; no demo in public."""

import base64
import os

import pytest

from bot.settings import Settings, SettingsError
from tests.line import settings

KEY = base64.b64encode(os.urandom(32)).decode()
GOOD = {
    "PUBLIC_URL": "https://line.example.org", "REDIS_URL": "rediss://redis.example.org/0", "SECRET_KEYS": KEY, "ENGINE_TOKEN": "x" * 24,
    "TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "TWILIO_MESSAGING_SERVICE_SID": "MG1",
}  # fmt: skip


def refused(**changes):
    """Return what Settings says to GOOD with these changes."""
    env = {name: value for name, value in (GOOD | changes).items() if value is not None}
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(env)
    return str(caught.value)


def test_a_complete_environment_is_accepted():
    """And frozen from then on."""
    made = Settings.from_env(GOOD)

    assert made.reply_window_minutes == 15
    with pytest.raises(Exception, match="frozen"):
        made.port = 1


def test_all_problems_are_reported_at_once():
    """One start, one list."""
    text = refused(PUBLIC_URL=None, REDIS_URL=None, SECRET_KEYS="short", PORT="99999", REPLY_WINDOW_MINUTES="90")

    for name in (
        "PUBLIC_URL: is missing",
        "REDIS_URL: is missing",
        "SECRET_KEYS: each key is 32 random bytes",
        "PORT:",
        "REPLY_WINDOW_MINUTES:",
    ):
        assert name in text


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"PUBLIC_URL": "http://line.example.org"}, "PUBLIC_URL: must begin with https:// outside demo mode"),
        ({"PUBLIC_URL": "https://line.example.org/path"}, "write it as https://HOST or http://HOST:PORT, without a path"),
        ({"QUIETLINE_DEMO": "1"}, "demo mode runs on this machine only"),
        ({"QUIETLINE_DEMO": "1", "PUBLIC_URL": "http://127.0.0.1:8000", "BIND": "0.0.0.0"}, "demo mode runs on this machine only"),
        ({"TWILIO_AUTH_TOKEN": None}, "set all three, or none"),
        ({"SECRET_KEYS": None}, "SECRET_KEYS: is missing"),
        ({"SECRET_KEYS_FILE": "/nowhere", "SECRET_KEYS": None}, "SECRET_KEYS_FILE: /nowhere cannot be read"),
        ({"ENGINE_TOKEN": "short"}, "ENGINE_TOKEN:"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_remedy(changes, complaint):
    """The text says what to do."""
    assert complaint in refused(**changes)


def test_no_secret_is_repeated_in_a_complaint():
    """A mistyped secret is still a secret."""
    assert "hunter2" not in refused(SECRET_KEYS="hunter2", ENGINE_TOKEN="hunter2")


def test_secrets_may_come_from_files(tmp_path):
    """As container platforms hand them out."""
    file = tmp_path / "keys"
    file.write_text(KEY + "\n")

    made = Settings.from_env({**GOOD, "SECRET_KEYS": "", "SECRET_KEYS_FILE": str(file)})

    assert made.secret_keys[0].get_secret_value() == KEY


def test_secrets_show_themselves_in_no_repr():
    """Not in a log, not in a traceback."""
    made = settings()

    assert made.secret_keys[0].get_secret_value() not in repr(made)
    assert made.twilio_auth_token.get_secret_value() not in repr(made)


def test_every_setting_has_a_line_in_the_docs():
    """docs/settings.md is held against the code."""
    from bot.settings import ROOT

    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert f"`{field.alias or name.upper()}`" in text, name
        assert field.description in text, name
