"""The `quietline` command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bot import log
from bot.carrier import phone as phone_terminal
from bot.carrier.standin import NotLoopback
from bot.content import cache_folder, load_content
from bot.language import report
from bot.memory.connect import connect
from bot.memory.held import Held, Holding
from bot.run import ENGINE_PYTHON, RUN, demo_environment, new_key, redis_command, run, train
from bot.services import build
from bot.settings import ROOT, Settings, SettingsError
from bot.staff.errors import StaffError
from bot.staff.roles import Role


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """An anonymous text and chat help line: a machine answers at once, a human when asked for, nothing is kept."""


@main.command("run")
def run_command() -> None:
    """Run everything on this machine: a demo, unless PUBLIC_URL and the secrets are set."""
    _or_say_why(lambda: sys.exit(run(os.environ)))


@main.command("redis")
def redis_process() -> None:
    """Run the embedded Redis (memory only, unix socket)."""
    url = _environment().get("REDIS_URL", "")
    command = redis_command(Path(url.removeprefix("unix://")).parent)
    os.execv(command[0], command)


@main.command("engine")
def engine_process() -> None:
    """Run the dialogue engine on its unix socket."""
    env = _environment()
    env.setdefault("ENGINE_MODEL", _newest_model())
    python = str(ROOT / ENGINE_PYTHON)
    os.chdir(ROOT)
    os.execve(python, [python, "-m", "bot.engine.launcher", "serve"], env)


@main.command("worker")
def worker_process() -> None:
    """Run the worker: advocates' lines, deletion of the carrier's records."""
    from bot.worker import work

    log.configure()
    os.environ.update(_environment())
    _or_say_why(lambda: work(build(Settings.from_env(os.environ))))


@main.command("web")
def web_process() -> None:
    """Run the web process: webhooks, chat page, console."""
    env = _environment()
    _or_say_why(lambda: Settings.from_env(env))
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    os.chdir(ROOT)
    os.execve(gunicorn, [gunicorn, "-c", "python:webhooks.server", "webhooks.app:from_environment()"], env)


@main.command("train")
@click.option("--force", is_flag=True, help="Train even if nothing changed.")
def train_command(force: bool) -> None:
    """Train the model if its inputs changed, and the language profiles."""
    click.echo(train(os.environ, *(["--force"] if force else [])))
    load_content()


@main.command("evaluate", context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def evaluate_command(arguments: tuple[str, ...]) -> None:
    """Measure understanding on FILE.tsv (columns lang, intent, text) or with --validation; --json for machines."""
    command = [str(ROOT / ENGINE_PYTHON), "-m", "bot.engine.launcher", "evaluate", *(_absolute(a) for a in arguments)]
    sys.exit(subprocess.run(command, cwd=ROOT, check=False).returncode)


@main.command("detect")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print for machines.")
def detect_command(file: Path, as_json: bool) -> None:
    """Measure language detection on FILE.tsv (columns lang, text; more are ignored)."""
    click.echo(report.detect(file, root=ROOT, cache=cache_folder(), as_json=as_json))


@main.command("phone")
@click.option("--number", default=None, help="The made-up number to text from; by default a new one.")
def phone_command(number: str | None) -> None:
    """A pretend phone in the terminal: text the line that `make run` runs."""
    settings = _settings()
    try:
        sys.exit(phone_terminal.run(settings.twilio_api_base, number))
    except NotLoopback as error:
        raise click.ClickException(str(error)) from None


@main.command("held")
@click.option("--json", "as_json", is_flag=True, help="Print for machines.")
def held_command(as_json: bool) -> None:
    """List all that is held about people right now, in plain words: what a subpoena would find."""
    settings = _settings()
    holdings = Held(connect(settings.redis_url)).all()
    click.echo(json.dumps([_as_dict(holding) for holding in holdings], indent=2) if as_json else _held_text(holdings))


@main.group("advocate")
def advocate() -> None:
    """Staff accounts."""


@advocate.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(["advocate", "supervisor", "admin"]), default="advocate", show_default=True)
def advocate_add(name: str, role: str) -> None:
    """Make an account and print a one-time link with which its owner sets password and second factor."""
    settings = _settings()
    services = build(settings)
    services.staff.migrate()
    token = _known(lambda name: services.staff.add_account(name, Role(role)), name)
    click.echo(f"{settings.public_url}/console/enrol/{token}\nGive this link to {name}. It works once.")


@advocate.command("renew")
@click.argument("name")
def advocate_renew(name: str) -> None:
    """Print a fresh one-time link for an account whose owner lost password or second factor; ends all their sessions."""
    settings = _settings()
    click.echo(f"{settings.public_url}/console/enrol/{_known(build(settings).staff.renew_enrolment, name)}")


@advocate.command("disable")
@click.argument("name")
def advocate_disable(name: str) -> None:
    """Close an account at once and end all its sessions."""
    _known(build(_settings()).staff.disable, name)
    click.echo(f"{name} can no longer sign in.")


@main.command("new-key")
def new_key_command() -> None:
    """Print a fresh key for SECRET_KEYS."""
    click.echo(new_key())


def _environment() -> dict[str, str]:
    """Return this process's environment, completed for the demo when nothing is set up."""
    env = dict(os.environ)
    if not env.get("PUBLIC_URL") or env.get("QUIETLINE_DEMO") == "1":
        return demo_environment(env, ROOT / RUN)
    return env


def _settings() -> Settings:
    try:
        return Settings.from_env(_environment())
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


def _known(act: Callable[[str], Any], name: str) -> Any:
    """Return what a change of the account gives, or say plainly why it cannot be made."""
    try:
        return act(name)
    except StaffError as error:
        raise click.ClickException(str(error)) from None


def _or_say_why(do: Any) -> None:
    try:
        do()
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


def _newest_model() -> str:
    models = sorted((cache_folder() / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise click.ClickException("There is no model yet. Run `quietline train` first.")
    return str(models[-1])


def _absolute(argument: str) -> str:
    return str(Path(argument).resolve()) if not argument.startswith("-") and Path(argument).exists() else argument


def _as_dict(holding: Holding) -> dict[str, object]:
    return {
        "what": holding.family,
        "count": holding.count,
        "holds": holding.holds,
        "personal": holding.personal,
        "seconds_left": holding.longest,
    }


def _held_text(holdings: list[Holding]) -> str:
    personal = [holding for holding in holdings if holding.personal]
    lines = ["Held because of a person right now:"]
    lines += [_line(holding) for holding in personal] or ["  nothing"]
    lines += ["", "Held for the line itself:", *[_line(holding) for holding in holdings if not holding.personal]]
    return "\n".join(lines)


def _line(holding: Holding) -> str:
    left = f", gone in {_in_words(holding.longest)} at the latest" if holding.longest else ""
    return f"  {holding.count:>4} × {holding.holds}{left}"


def _in_words(seconds: int) -> str:
    for unit, length in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds} seconds"
