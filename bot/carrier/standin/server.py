"""The stand-in over HTTP: a small threaded server that only this machine reaches."""

from __future__ import annotations

import json
import socket
import socketserver
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import urlsplit

from bot import log
from bot.carrier.standin.control import Control
from bot.carrier.standin.exchange import Dropped, Request, Response
from bot.carrier.standin.loopback import NotLoopback, is_loopback
from bot.carrier.standin.rest import Rest, is_rest
from bot.carrier.standin.standin import StandIn

_BODY_LIMIT = 64 * 1024


class StandInServer:
    """Serves one stand-in while its `with` block lasts, and closes it after that.

    `port` 0 takes a free one; `url` is the address then, to be given as TWILIO_API_BASE. Raises NotLoopback for another `host`.
    """

    def __init__(self, standin: StandIn, port: int = 0, host: str = "127.0.0.1") -> None:
        if not is_loopback(host):
            raise NotLoopback("The stand-in listens only on this machine. Give 127.0.0.1, ::1 or localhost.")
        self.standin = standin
        kind = _ServerV6 if ":" in host else _Server
        self._server = kind((host, port), standin)
        self.port: int = self._server.server_address[1]
        self.url = f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"
        standin.api_base = self.url
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="stand-in", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self.standin.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], standin: StandIn) -> None:
        self.rest = Rest(standin)
        self.control = Control(standin)
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        # HTTPServer's own looks the machine's name up, which may ask the network and take seconds.
        socketserver.TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # The inherited one prints a traceback. Connections that clients drop are not worth a word here.
        return


class _ServerV6(_Server):
    address_family = socket.AF_INET6


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = True
    server_version = "standin"
    sys_version = ""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the request line may hold a number."""

    def _serve(self) -> None:
        try:
            response = self._answer()
        except Dropped:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        except Exception as error:
            log.get().error("standin_failed", problem=type(error).__name__)
            response = Response(500, {"code": 20500, "message": "Internal Server Error", "status": 500})
        self._send(response)

    def _answer(self) -> Response:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > _BODY_LIMIT or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            return Response(413, {"problem": "send at most 64 KB, with its length"})
        body = self.rfile.read(int(length))
        if refusal := self._refuse_browsers():
            return refusal
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, body)
        server = cast(_Server, self.server)
        return server.rest.answer(request) if is_rest(request) else server.control.answer(request)

    def _refuse_browsers(self) -> Response | None:
        """Keep web pages out: a page from anywhere can make its browser call this machine, even under a name of its own."""
        host = urlsplit("//" + self.headers.get("Host", "")).hostname or ""
        if "Origin" in self.headers or not is_loopback(host):
            return Response(403, {"problem": "web pages may not call this"})
        return None

    def _send(self, response: Response) -> None:
        content = b"" if response.body is None else json.dumps(response.body, ensure_ascii=False).encode("utf-8", "replace")
        self.send_response(response.status)
        if response.body is not None:
            self.send_header("Content-Type", "application/json; charset=utf-8")
        if response.status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="Twilio API"')
        if response.status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
