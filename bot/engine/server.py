"""Serves turns over HTTP on a unix socket: one process, one event loop, two threads that embed.

Rasa's own server is not used: it cannot bind a unix socket with a mode, and its handling of a message hides errors
behind empty answers.
"""

from __future__ import annotations

import asyncio
import hmac
import signal
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from aiohttp import web
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.engine import log
from bot.engine.conversations import ConversationLocks
from bot.engine.dialogue import Dialogue
from bot.engine.models import fingerprint_of
from bot.engine.protocol import (
    MAX_BODY_BYTES,
    BadRequest,
    TurnRequest,
    UnderstandRequest,
    turn_json,
    understanding_json,
)
from bot.engine.safe_start import check_process
from bot.engine.settings import ServeSettings
from bot.engine.tracker_store import BoundedTrackerStore, connect
from bot.engine.understanding import Understanding

TOKEN_HEADER = "X-Engine-Token"  # noqa: S105  # the name of a header
EMBEDDING_THREADS = 2
SECONDS_TO_FINISH = 5.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class NotReady(Exception):
    """Raised for a turn that comes before the model is loaded."""


class Engine:
    """The engine at work: the loaded model, the memory of conversations, and the order of their turns."""

    def __init__(self, redis: Redis[bytes]) -> None:
        self._redis = redis
        self._locks = ConversationLocks()
        self._threads = ThreadPoolExecutor(EMBEDDING_THREADS, thread_name_prefix="embedding")
        self._dialogue: Dialogue | None = None
        self.model: str | None = None

    async def load(self, model: Path) -> None:
        """Load `model` beside the event loop, so that health can be asked meanwhile; embeds once in each thread."""
        loop = asyncio.get_running_loop()
        dialogue = await loop.run_in_executor(self._threads, Dialogue, model)
        warm_up = (loop.run_in_executor(self._threads, dialogue.understand, "hello", "en") for _ in range(EMBEDDING_THREADS))
        await asyncio.gather(*warm_up)
        check_process()
        self._dialogue, self.model = dialogue, fingerprint_of(model)

    async def close(self) -> None:
        """Wait for threads that still embed, and let Redis go."""
        await asyncio.get_running_loop().run_in_executor(None, self._threads.shutdown)
        await self._redis.close()

    async def redis_answers(self) -> bool:
        """Return whether Redis answers a ping within half a second."""
        try:
            return bool(await self._redis.ping())
        except (RedisError, OSError):
            return False

    @property
    def dialogue(self) -> Dialogue:
        """The loaded model; raises `NotReady`."""
        if self._dialogue is None:
            raise NotReady
        return self._dialogue

    async def understand(self, text: str, language: str | None) -> Understanding:
        """Return what `text` means, found out in one of the embedding threads."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self.dialogue.understand, text, language)

    async def turn(self, request: TurnRequest) -> dict[str, object]:
        """Answer one turn, after the earlier ones of its conversation; one read and one write of Redis.

        Raises `RedisError` before anything else is done when the conversation cannot be read.
        """
        dialogue = self.dialogue
        store = BoundedTrackerStore(self._redis, dialogue.domain)
        async with self._locks.turn(request.conversation):
            tracker = await store.retrieve(request.conversation)
            if request.intent is not None:
                understanding = Understanding.given(request.intent)
            else:
                understanding = await self.understand(request.text or "", request.language)
            channel = request.channel.value if request.channel else None
            answer = await dialogue.respond(tracker, understanding, request.asked, channel)
            await store.save(tracker)
        return turn_json(understanding, answer)


def create_app(engine: Engine, token: str) -> web.Application:
    """Return the HTTP application: every route asks for `token`, and every failure is named by its class only."""

    async def health(_request: web.Request) -> web.Response:
        body = {"ready": engine.model is not None, "model": engine.model, "redis": await engine.redis_answers()}
        return web.json_response(body, status=200 if engine.model else 503)

    async def turn(request: web.Request) -> web.Response:
        return web.json_response(await engine.turn(TurnRequest.parse(await request.read(), engine.dialogue.intents)))

    async def understand(request: web.Request) -> web.Response:
        asked = UnderstandRequest.parse(await request.read())
        return web.json_response(understanding_json(await engine.understand(asked.text, asked.language)))

    app = web.Application(client_max_size=MAX_BODY_BYTES, middlewares=[_content_free_errors, _token_check(token)])
    app.add_routes([web.get("/health", health), web.post("/turn", turn), web.post("/understand", understand)])
    return app


def _token_check(token: str) -> Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]:
    expected = token.encode()

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        shown = request.headers.get(TOKEN_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(shown, expected):
            return web.json_response({"kind": "WrongToken"}, status=403)
        return await handler(request)

    return check


@web.middleware
async def _content_free_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except BadRequest as error:
        return web.json_response({"kind": "BadRequest", "problem": str(error)}, status=400)
    except web.HTTPException as error:
        return web.json_response({"kind": type(error).__name__}, status=error.status)
    except Exception as error:
        # RedisError is the name of all ways in which Redis may fail.
        kind = "RedisError" if isinstance(error, RedisError) else type(error).__name__
        log.event("request_failed", error)
        return web.json_response({"kind": kind}, status=503)


async def serve(settings: ServeSettings, listener: socket.socket) -> None:
    """Serve on `listener` until SIGTERM or SIGINT, then finish the turns under way (at most 5 s) and return.

    Health is answered with 503 until the model is loaded. Redis may come and go. Raises `ModelMissing` and `UnsafeStart`.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    engine = Engine(connect(settings.redis_url))
    runner = web.AppRunner(create_app(engine, settings.token), access_log=None, shutdown_timeout=SECONDS_TO_FINISH)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        await engine.load(settings.model)
        await stop.wait()
    finally:
        await runner.cleanup()
        await engine.close()
