"""Settings: read once, frozen, every problem reported at once with its remedy."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: `flows/` and `nlu_data/` lie here."""


class SettingsError(Exception):
    """Raised when the line cannot start as it is set up; the text lists every problem and its remedy."""


def _base_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise ValueError("write it as https://HOST or http://HOST:PORT, without a path")
    return value.rstrip("/")


def _commas(value: Any) -> Any:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _long_enough(values: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
    for value in values:
        try:
            raw = base64.b64decode(value.get_secret_value(), validate=True)
        except (ValueError, binascii.Error):
            raw = b""
        if len(raw) < 32:
            raise ValueError("each key is 32 random bytes in base64; `quietline new-key` prints one")
    return values


class Settings(BaseSettings):
    """All that can be set. Names in the environment are these in capitals; a secret may also be given as NAME_FILE."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="", extra="ignore", case_sensitive=False)

    demo: bool = Field(False, alias="QUIETLINE_DEMO", description="Try-out on this machine: made-up carrier, demo advocate.")
    public_url: Annotated[str, AfterValidator(_base_address)] = Field(
        description="The address that people and the carrier reach, such as https://line.example.org."
    )
    bind: str = Field("127.0.0.1", description="The address that the web process listens on.")
    port: int = Field(8000, ge=1, le=65535, description="The port that the web process listens on.")
    redis_url: str = Field(description="redis://, rediss:// or unix:// address of a Redis that only the line uses.")
    database_url: str = Field("sqlite:///.run/staff.db", description="Staff accounts, audit and tallies (SQLAlchemy address).")
    secret_keys: Annotated[tuple[SecretStr, ...], NoDecode, AfterValidator(_long_enough)] = Field(
        min_length=1, description="Comma-separated keys, newest first; the first seals, all open."
    )
    engine_socket: Path = Field(Path(".run/engine/engine.sock"), description="Where the dialogue engine listens.")
    engine_token: SecretStr = Field(min_length=16, description="Shared by web and engine; at least 16 characters.")
    twilio_account_sid: str = Field("", description="The carrier account (AC…). Empty: no SMS, only the chat page.")
    twilio_auth_token: SecretStr = Field(SecretStr(""), description="Signs what the carrier sends us.")
    twilio_messaging_service_sid: str = Field("", description="The Messaging Service (MG…) that texts go out by.")
    twilio_api_base: Annotated[str, AfterValidator(_base_address)] = Field(
        "https://api.twilio.com", description="The carrier's API; the pretend phone's address in demo mode."
    )
    demo_password: SecretStr = Field(SecretStr(""), description="Demo mode only: the demo advocate's password, made by `make run`.")
    demo_totp: SecretStr = Field(SecretStr(""), description="Demo mode only: the demo advocate's second factor, made by `make run`.")
    site_name: str = Field("Messages", max_length=40, description="Shown on the chat page. Keep it neutral.")
    languages: Annotated[tuple[str, ...], NoDecode] = Field((), description="Languages offered; empty: every one that has words.")
    default_language: str = Field("en", description="Used when the first message does not tell.")
    exit_url: str = Field("https://www.weather.gov/", description="Where Leave goes: neutral, the same for everybody.")
    reply_window_minutes: int = Field(15, ge=1, le=60, description="A text goes out only this long after the person's last one.")
    cover_hours: int = Field(12, ge=1, le=48, description="How long the cover story is told after an exit word.")
    conversation_hours: float = Field(2, gt=0, le=24, description="What the bot remembers of a texter ends this long after the last text.")
    lease_seconds: int = Field(60, ge=30, le=600, description="A talk goes back to the line when its advocate is silent this long.")
    idle_minutes: int = Field(30, ge=5, le=120, description="What the bot remembers on the chat page ends after this much silence.")

    @model_validator(mode="before")
    @classmethod
    def _split_lists(cls, data: Any) -> Any:
        if isinstance(data, dict):
            for name in ("secret_keys", "languages"):
                for key in (name, name.upper()):
                    if key in data:
                        data[key] = _commas(data[key])
        return data

    @model_validator(mode="after")
    def _consistent(self) -> Settings:
        problems = []
        carrier = (self.twilio_account_sid, self.twilio_auth_token.get_secret_value(), self.twilio_messaging_service_sid)
        if any(carrier) and not all(carrier):
            problems.append("TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_MESSAGING_SERVICE_SID: set all three, or none")
        host = urlsplit(self.public_url).hostname
        if self.demo and (host not in ("127.0.0.1", "localhost", "::1") or self.bind not in ("127.0.0.1", "localhost", "::1")):
            problems.append("QUIETLINE_DEMO: demo mode runs on this machine only; set PUBLIC_URL and BIND to 127.0.0.1, or leave demo mode")
        if not self.demo and urlsplit(self.public_url).scheme != "https":
            problems.append("PUBLIC_URL: must begin with https:// outside demo mode; people's messages must not travel in the clear")
        if problems:
            raise ValueError("\n".join(problems))
        return self

    @property
    def has_carrier(self) -> bool:
        """Whether texts can be received and sent."""
        return bool(self.twilio_account_sid)

    @property
    def secure_cookies(self) -> bool:
        """Cookies carry Secure and the __Host- prefix except on a demo's plain http address."""
        return self.public_url.startswith("https://")

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Build the settings from `env`, or raise SettingsError that names every problem at once."""
        values: dict[str, Any] = {}
        problems: list[str] = []
        for name, field in cls.model_fields.items():
            variable = field.alias or name.upper()
            if env.get(variable):
                values[field.alias or name] = env[variable]
            elif path := env.get(f"{variable}_FILE"):
                try:
                    values[field.alias or name] = Path(path).read_text(encoding="utf-8").strip()
                except OSError as error:
                    problems.append(f"{variable}_FILE: {path} cannot be read ({error.strerror}); give a readable file")
        try:
            settings = _FromValues(**values)
        except ValidationError as error:
            raise SettingsError(_explain(error, problems)) from None
        if problems:
            raise SettingsError(_explain(None, problems))
        return settings


class _FromValues(Settings):
    """Settings that come only from the values given, never from the process's own environment or an .env file."""

    @classmethod
    def settings_customise_sources(cls, settings_cls: Any, init_settings: Any, **_: Any) -> Any:  # type: ignore[override]
        return (init_settings,)


def _explain(error: ValidationError | None, problems: list[str]) -> str:
    """Return all problems, one a line. Values are not repeated: one of them may be a secret."""
    lines = list(problems)
    for item in error.errors(include_url=False, include_input=False) if error else ():
        text = item["msg"].removeprefix("Value error, ")
        if not item["loc"]:
            lines.extend(text.split("\n"))
            continue
        name = str(item["loc"][0]).upper()
        field = Settings.model_fields.get(name.lower())
        meaning = f" ({field.description})" if field and field.description else ""
        lines.append(f"{name}: {'is missing; set it' if item['type'] == 'missing' else text}{meaning}")
    return "The line cannot start:\n" + "\n".join(f"  - {line}" for line in lines) + "\nSettings are explained in docs/settings.md."
