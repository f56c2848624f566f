"""For every test that needs a carrier: the stand-in, somebody who receives what it posts, and the carrier's own client.

    with Receiver() as receiver, a_carrier(receiver) as carrier:
        receiver.says("Hello")
        carrier.standin.text(a_number(), "hi")

Tests of the real line give `StandIn` the line's address instead. `CarrierProcess` runs the stand-in as `make run` does.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from twilio.twiml.messaging_response import MessagingResponse
from werkzeug.datastructures import MultiDict
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from bot.carrier.standin import SERVICE_SID, StandIn, StandInServer

ACCOUNT = "AC" + "1" * 32
TOKEN = "token-of-the-pretend-account"
SERVICE = SERVICE_SID


def a_number(last: int = 43) -> str:
    """Return a made-up number; `last` is 0 to 99."""
    return f"+12025550{100 + last}"


def twiml(*texts: str, callback: str | None = None) -> str:
    """Return the TwiML that answers with `texts`, made by the carrier's own library."""
    response = MessagingResponse()
    for text in texts:
        response.message(text, action=callback)
    return str(response)


def wait_until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until `condition` holds; fail after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.01)


def a_free_port() -> int:
    """Return a port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Post:
    """One request that was received; `signed` says whether the carrier's own validator accepts it."""

    path: str
    form: MultiDict[str, str]
    headers: dict[str, str]
    signed: bool


@dataclass
class Receiver:
    """The webhooks of a line with no line behind them, on a free port. It checks signatures and remembers what it got.

    `public_url` is the address that signatures are checked against, if it is not the real one.
    """

    public_url: str = ""
    posts: list[Post] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._answers: dict[str, Callable[[], Response]] = {}
        self._server = make_server("127.0.0.1", 0, self._respond, threaded=True, request_handler=_Quiet)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.public_url = self.public_url or self.url
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def says(self, *texts: str, path: str = "/sms/inbound", callback: str | None = None) -> None:
        """Answer with these texts from now on."""
        self.answers(twiml(*texts, callback=callback), path=path)

    def answers(
        self, body: str, *, path: str = "/sms/inbound", status: int = 200, content_type: str = "text/xml", after: float = 0
    ) -> None:
        """Answer with this HTTP response from now on, `after` seconds."""

        def answer() -> Response:
            time.sleep(after)
            return Response(body, status, content_type=content_type)

        self._answers[path] = answer

    def does(self, action: Callable[[], object], *, path: str = "/sms/inbound") -> None:
        """Do `action` while a request to `path` is under way, then answer with nothing."""

        def answer() -> Response:
            action()
            return Response(twiml(), content_type="text/xml")

        self._answers[path] = answer

    def got(self, path: str) -> list[MultiDict[str, str]]:
        """Return the forms that came to `path`, oldest first."""
        return [post.form for post in self.posts if post.path == path]

    def statuses(self) -> list[str]:
        """Return the statuses that came to /sms/status, oldest first."""
        return [form["MessageStatus"] for form in self.got("/sms/status")]

    def _respond(self, environ: dict[str, Any], start_response: Any) -> Any:
        request = Request(environ)
        query = f"?{request.query_string.decode()}" if request.query_string else ""
        signature = request.headers.get("X-Twilio-Signature", "")
        signed = RequestValidator(TOKEN).validate(self.public_url + request.path + query, request.form, signature)
        self.posts.append(Post(request.path, MultiDict(request.form), dict(request.headers), bool(signed)))
        answer = self._answers.get(request.path, lambda: Response(twiml(), content_type="text/xml"))
        return answer()(environ, start_response)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def a_carrier(receiver: Receiver, **options: Any) -> Iterator[StandInServer]:
    """Run a stand-in that posts to `receiver`; `options` are those of StandIn."""
    standin = StandIn(ACCOUNT, TOKEN, receiver.public_url, deliver_to=receiver.url, **options)
    with StandInServer(standin) as server:
        yield server


def api(server: StandInServer, *, token: str = TOKEN) -> httpx.Client:
    """Return a plain HTTP client for the account's messages: `api(server).post("Messages.json", data={…})`."""
    base = f"{server.url}/2010-04-01/Accounts/{ACCOUNT}/"
    return httpx.Client(base_url=base, auth=(ACCOUNT, token), timeout=5, trust_env=False)


def control(url: str) -> httpx.Client:
    """Return a client for the control side of the stand-in at `url`."""
    return httpx.Client(base_url=url, timeout=20, trust_env=False)


def twilio_client(url: str, *, timeout: float = 5) -> Client:
    """Return Twilio's own client, pointed at the stand-in at `url`."""
    return Client(ACCOUNT, TOKEN, http_client=_Redirected(url, timeout))


class _Redirected(TwilioHttpClient):
    def __init__(self, base: str, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self.session.trust_env = False
        self._base = base

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        return super().request(method, url.replace("https://api.twilio.com", self._base), *args, **kwargs)


class CarrierProcess:
    """The stand-in as a process of its own, posting to the line at `public_url`; `output` is all that it printed, after its end."""

    def __init__(self, public_url: str, **env: str) -> None:
        port = a_free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._env = {
            "PATH": os.environ.get("PATH", ""),
            "CARRIER_PORT": str(port),
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "PUBLIC_URL": public_url,
        } | env
        self.output = ""
        self.code: int | None = None

    def start(self) -> Self:
        """Start it, and return when it answers."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot.carrier.standin"], env=self._env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        wait_until(self._ready, 15)
        return self

    def stop(self) -> None:
        """End it with SIGTERM."""
        self._process.terminate()
        self.output, _ = self._process.communicate(timeout=10)
        self.code = self._process.returncode

    def _ready(self) -> bool:
        assert self._process.poll() is None, self._process.communicate()[0]
        try:
            return httpx.get(f"{self.url}/healthz", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.code is None:
            self.stop()
