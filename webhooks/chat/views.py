"""Views of the chat page. A POST is one turn; a GET shows where the conversation stands, made anew from what little is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, render_template, request, stream_with_context
from redis.exceptions import RedisError
from werkzeug.wrappers import Response as AnyResponse

from bot.conversation import Answer, Channel, Conversation, Language, Phase, Pseudonym, Turn
from bot.handoff.talks import Author, Line, NoTalk
from bot.services import Services
from bot.turn import answer, replay
from webhooks.access import Access, access
from webhooks.chat.guard import Guard

LONGEST_TEXT = 1600
_SHOWN = (Author.PERSON, Author.ADVOCATE, Author.EVENT)


@dataclass(frozen=True, slots=True)
class Message:
    """One message on the page. `side` is me, them or line; `id` is set for lines of a talk, so that none is shown twice."""

    side: str
    text: str
    language: str
    name: str = ""
    id: str = ""


def create_chat(services: Services) -> Blueprint:
    """Return the person's routes: /chat, /chat/say, /chat/lines, /chat/events, /leave."""
    blueprint = Blueprint("chat", __name__, template_folder="templates", static_folder="static", static_url_path="/chat/static")
    guard = Guard(services)
    page = _Page(services, guard)

    @blueprint.get("/")
    @access(Access.PERSON)
    def home() -> AnyResponse:
        return redirect("/chat", 303)

    @blueprint.get("/chat")
    @access(Access.PERSON)
    def chat() -> Response:
        token = guard.token(request)
        try:
            conversation = page.conversation(token)
        except RedisError:
            return page.trouble()
        if token is None or conversation is None:
            return page.start()
        return page.talk(token, conversation, replay(conversation, services))

    @blueprint.post("/chat/say")
    @access(Access.PERSON)
    def say() -> AnyResponse:
        token = guard.token(request)
        if not guard.is_ours(request, token):
            abort(403)
        starting = request.form.get("start", "")
        fresh = token is None
        if token is None or (starting and page.conversation(token) is None):
            token, fresh = guard.new_token(), True
        text = request.form.get("text", "").replace("\x00", " ")[:LONGEST_TEXT].strip()
        choice = f"start:{starting}" if starting else request.form.get("choice") or None
        result, own = page.turn(token, text, choice)
        response: AnyResponse
        if result.ended:
            response = page.after_leaving() if request.headers.get("X-Fragment") else redirect("/leave", 303)
        elif request.headers.get("X-Fragment"):
            response = page.fragment(token, result, own)
        elif not result.replies or page.can_replay(token):
            response = redirect("/chat", 303)
        else:
            response = page.fragment_page(token, result, own)
        if fresh and not result.ended:
            guard.set(response, token)  # type: ignore[arg-type]
        return response

    @blueprint.get("/chat/lines")
    @access(Access.PERSON)
    def lines() -> Response:
        conversation = page.conversation(guard.token(request))
        if conversation is None:
            return page.ended()
        return page.new_lines(conversation, request.args.get("after", ""))

    @blueprint.get("/chat/events")
    @access(Access.PERSON)
    def events() -> Response:
        conversation = page.conversation(guard.token(request))
        if conversation is None:
            return Response(status=204)
        stream = page.events(conversation, request.headers.get("Last-Event-ID"))
        return Response(stream_with_context(stream), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})

    @blueprint.route("/leave", methods=["GET", "POST"])
    @access(Access.PERSON)
    def leave() -> AnyResponse:
        # Another site may not end a talk by a link; it is then only sent on to the neutral page.
        if request.headers.get("Sec-Fetch-Site") != "cross-site":
            page.leave(guard.token(request))
        response = redirect(services.settings.exit_url, 303) if request.method == "GET" else Response(status=204)
        guard.clear(response)  # type: ignore[arg-type]
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response

    return blueprint


class _Page:
    """What the views have in common."""

    def __init__(self, services: Services, guard: Guard) -> None:
        self._services = services
        self._guard = guard

    def conversation(self, token: str | None) -> Conversation | None:
        """Return the conversation behind the cookie, or None. Raises RedisError."""
        if token is None:
            return None
        sender, earlier = self._sender(token)
        return self._services.conversations.find(sender, earlier)

    def can_replay(self, token: str) -> bool:
        """Say whether a reload would show the last answer: not when Redis is away."""
        try:
            return self.conversation(token) is not None
        except RedisError:
            return False

    def turn(self, token: str, text: str, choice: str | None) -> tuple[Answer, str]:
        """Answer one message of the page; return the answer and what the person's own bubble shows."""
        try:
            sender, earlier = self._sender(token)
        except RedisError:
            sender, earlier = Pseudonym(""), None
        turn = Turn(
            sender=sender, earlier_sender=earlier, channel=Channel.WEB, at=self._services.clock(), text=text, choice=choice,
        )  # fmt: skip
        result = answer(turn, self._services)
        return result, text or request.form.get("label", "")[:80]

    def leave(self, token: str | None) -> None:
        """End the conversation behind the cookie, whatever state it is in."""
        try:
            conversation = self.conversation(token)
            if conversation is not None:
                self._services.desk.erase(conversation, "left")
        except RedisError as error:
            self._services.log.error("leave_incomplete", problem=type(error).__name__)

    # ---- pages

    def start(self) -> Response:
        """The first screen: what this is, what leaving does, the languages."""
        words = self._services.words
        language = request.args.get("language") or request.accept_languages.best_match([i.code for i in words.languages])
        chosen = Language(language) if language and words.is_offered(language) else words.default
        return self._render("start.html", chosen, languages=words.languages)

    def trouble(self) -> Response:
        """Redis is away: say so, with the numbers that always work."""
        return Response(self._html("trouble.html", self._services.words.default), 503)

    def talk(self, token: str, conversation: Conversation, result: Answer) -> Response:
        """The conversation as it stands."""
        return self._turn("talk.html", token, result, self.shown(conversation, result), conversation)

    def fragment(self, token: str, result: Answer, own: str) -> Response:
        """What a turn adds to the page: the person's own message, the replies, the choices, the state."""
        conversation = self._safe_conversation(token)
        if conversation is not None and conversation.phase is not Phase.BOT:
            mine = self._talk_messages(conversation, request.form.get("after", ""))
        else:
            mine = _own(own, result)
        return self._turn("turn.html", token, result, [*mine, *_replies(result)], conversation)

    def fragment_page(self, token: str, result: Answer, own: str) -> Response:
        """The same as a whole page, when nothing is remembered that a reload could show (Redis is away)."""
        return self._turn("talk.html", token, result, [*_own(own, result), *_replies(result)], None)

    def _turn(self, template: str, token: str, result: Answer, messages: list[Message], conversation: Conversation | None) -> Response:
        return self._render(
            template,
            result.language,
            messages=messages,
            answer=result,
            form=self._guard.form_token(token),
            state=self._state(conversation),
            phase=conversation.phase.value if conversation else Phase.BOT.value,
            last=_last(messages),
        )

    def shown(self, conversation: Conversation, result: Answer) -> list[Message]:
        """All that a reloaded page shows: the lines of the talk with a human, and the machine's last answer."""
        lines, replies = self._talk_messages(conversation, ""), _replies(result)
        return [*replies, *lines] if conversation.phase is Phase.JOINED else [*lines, *replies]

    def new_lines(self, conversation: Conversation, after: str) -> Response:
        """Lines of the talk that the page does not have yet, and the state."""
        messages = self._talk_messages(conversation, after)
        return self._render(
            "lines.html", conversation.language, messages=messages, state=self._state(conversation), phase=conversation.phase.value,
            last=_last(messages),
        )  # fmt: skip

    def ended(self) -> Response:
        """The conversation is over, from whichever side: say so once."""
        language = Language(request.args.get("language", ""))
        words = self._services.words
        response = self._render("ended.html", language if words.is_offered(language) else words.default)
        response.headers["X-Ended"] = "1"
        return response

    def after_leaving(self) -> Response:
        """A turn ended it: the page leaves too."""
        response = Response("", mimetype="text/html")
        response.headers["X-Left"] = "1"
        return response

    def events(self, conversation: Conversation, after: str | None) -> Iterator[str]:
        """Server-sent events: that something changed for this person. The page then asks for what."""
        yield "retry: 2000\n\n"
        for item in self._services.news.follow(after):
            if item.kind == "tick":
                yield ": still here\n\n"
            elif item.kind == "again":
                yield "event: lines\ndata: again\n\n"
            elif item.conversation == conversation.id and item.kind in ("ended", "left"):
                yield f"id: {item.id}\nevent: ended\ndata: ended\n\n"
                return
            elif item.conversation == conversation.id or item.kind in _MOVES:
                yield f"id: {item.id}\nevent: lines\ndata: {item.kind}\n\n"

    # ---- parts

    def _sender(self, token: str) -> tuple[Pseudonym, Pseudonym | None]:
        return self._services.pseudonyms.of(f"web {token}", self._services.clock())

    def _safe_conversation(self, token: str) -> Conversation | None:
        try:
            return self.conversation(token)
        except RedisError:
            return None

    def _talk_messages(self, conversation: Conversation, after: str) -> list[Message]:
        try:
            lines = self._services.talks.lines(conversation.id, after or "0-0")
        except NoTalk:
            return []
        return [self._message(line, conversation) for line in lines if line.author in _SHOWN]

    def _message(self, line: Line, conversation: Conversation) -> Message:
        if line.author is Author.EVENT:
            values = {"alias": line.name} if line.name else {}
            return Message(
                "line", self._services.words.text(line.text, conversation.language, values=values), conversation.language, "", line.id
            )
        side = "me" if line.author is Author.PERSON else "them"
        return Message(side, line.text, line.language, line.name, line.id)

    def _state(self, conversation: Conversation | None) -> str:
        if conversation is None:
            return ""
        words, language = self._services.words, conversation.language
        if conversation.phase is Phase.JOINED:
            return words.text("state_joined", language, alias=conversation.alias)
        if conversation.phase is Phase.WAITING:
            place = self._services.line.place(conversation.id)
            return words.text("state_waiting", language, ahead=place.ahead if place else 0)
        return words.text("state_bot", language)

    def _render(self, template: str, language: Language, **values: object) -> Response:
        return Response(self._html(template, language, **values), mimetype="text/html")

    def _html(self, template: str, language: Language, **values: object) -> str:
        words = self._services.words
        return render_template(
            f"chat/{template}",
            lang=language,
            dir=words.language(language).direction,
            direction=lambda code: words.language(code).direction,
            t=lambda key, **arguments: words.text(key, language, **arguments),
            site=self._services.settings.site_name,
            **values,
        )


_MOVES = frozenset({"claimed", "left", "ended", "released", "lapsed", "urgency"})
"""News about others that may move a waiting person's place."""


def _own(text: str, result: Answer) -> list[Message]:
    return [Message("me", text, result.language)] if text else []


def _replies(result: Answer) -> list[Message]:
    return [Message("them", reply.text, result.language) for reply in result.replies]


def _last(messages: list[Message]) -> str:
    """Return the entry id of the newest line of a talk among the messages, or "" if there is none."""
    return max((message.id for message in messages if message.id), key=_order, default="")


def _order(entry: str) -> tuple[int, int]:
    moment, _, number = entry.partition("-")
    return int(moment), int(number or 0)
