"""The stand-in as a process: `python -m bot.carrier.standin`.

Environment: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, PUBLIC_URL (all needed), CARRIER_PORT (8090 if not given),
TWILIO_MESSAGING_SERVICE_SID (a made-up one if not given). SIGTERM and Ctrl-C end it; exit code 2 says that it is set up wrongly.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Mapping

import click

from bot import log
from bot.carrier.standin.loopback import NotLoopback
from bot.carrier.standin.server import StandInServer
from bot.carrier.standin.standin import SERVICE_SID, StandIn

DEFAULT_PORT = 8090


def main(env: Mapping[str, str]) -> int:
    """Serve until told to end, and return the exit code."""
    log.configure()
    problems = [f"{name} is missing; set it" for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PUBLIC_URL") if not env.get(name)]
    port = env.get("CARRIER_PORT") or str(DEFAULT_PORT)
    if not port.isdecimal() or int(port) > 65535:
        problems.append("CARRIER_PORT is not a port; write a number up to 65535")
    if problems:
        return _give_up(problems)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    try:
        standin = StandIn(
            env["TWILIO_ACCOUNT_SID"],
            env["TWILIO_AUTH_TOKEN"],
            env["PUBLIC_URL"],
            messaging_service_sid=env.get("TWILIO_MESSAGING_SERVICE_SID") or SERVICE_SID,
        )
        server = StandInServer(standin, int(port))
    except NotLoopback as error:
        return _give_up([str(error)])
    except OSError as error:
        return _give_up([f"CARRIER_PORT {port} cannot be used ({error.strerror}); give another"])
    with server:
        log.get().info("standin_ready")
        ended.wait()
    return 0


def _give_up(problems: list[str]) -> int:
    click.echo("\n".join(["The pretend carrier cannot start:", *(f"  - {problem}" for problem in problems)]), err=True)
    return 2


if __name__ == "__main__":
    sys.exit(main(os.environ))
