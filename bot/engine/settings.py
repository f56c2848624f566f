"""How to serve, read once from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.engine.errors import SettingsError

_REDIS_SCHEMES = ("redis", "rediss", "unix")


@dataclass(frozen=True)
class ServeSettings:
    """`socket` is the path to bind, `token` what a caller must show, `model` the archive to load."""

    socket: Path
    token: str
    model: Path
    redis_url: str

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> ServeSettings:
        """Return the settings in `env`; raises `SettingsError` that names every wrong or missing variable."""
        problems = [
            f"{name} is missing. Set it to {meaning}."
            for name, meaning in (
                ("ENGINE_SOCKET", "the path of the unix socket to bind"),
                ("ENGINE_TOKEN", "a secret that the web side knows too"),
                ("ENGINE_MODEL", "the path that `train` printed"),
                ("REDIS_URL", "redis://, rediss:// or unix://"),
            )
            if not env.get(name)
        ]
        model, redis_url = env.get("ENGINE_MODEL", ""), env.get("REDIS_URL", "")
        if model and not Path(model).is_file():
            problems.append(f"ENGINE_MODEL names no file: {model}. Train one: python -m bot.engine.launcher train")
        if redis_url and urlsplit(redis_url).scheme not in _REDIS_SCHEMES:
            problems.append("REDIS_URL does not begin with redis://, rediss:// or unix://.")
        if problems:
            raise SettingsError("\n".join(problems))
        return cls(Path(env["ENGINE_SOCKET"]), env["ENGINE_TOKEN"], Path(model), redis_url)
