"""Speech: collects what one turn says, and keeps the conversation's menu, question and page in step with it."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import Answer, Channel, Conversation, Language, Phase, Question, Reply
from bot.dialogue import menus
from bot.words.catalogue import Words
from bot.words.compose import fitting, sms_pages, sms_tail
from bot.words.segments import fold_typography

_REMEMBERED = 12
_BREAK = "\n\n"
_KEPT_AT_GREETING = 3


class Speech:
    """What is being said in one turn. `conversation` is the state that will be saved after it.

    `taught` are the exit and return word that the greeting names in this language, if the site has them.
    """

    def __init__(self, words: Words, channel: Channel, conversation: Conversation, taught: tuple[str, str] | None = None) -> None:
        self.conversation = conversation
        self.replies: list[Reply] = []
        self.ended = False
        self._starts: dict[str, int] = {}
        self._words = words
        self._taught = taught
        self._channel = channel

    @property
    def language(self) -> Language:
        """The language this turn speaks."""
        return self.conversation.language

    # ---- ordinary replies

    def say(self, key: str, *, asks: Question | None = None, choices: tuple[str, ...] = (), **values: str | int) -> None:
        """Say a message by its key; a question brings its yes and no as choices."""
        text = self._words.text(key, self.language, channel=self._channel, values=values)
        self._choices(("yes", "no") if asks else choices, asks=asks)
        self._speak(key, text)

    def remark(self, key: str) -> None:
        """Say something in passing: the choices and what was last told stay as they are."""
        self._add(Reply(key, self._words.text(key, self.language, channel=self._channel)))

    def topic(self, key: str) -> None:
        """Answer a topic and offer what a person may want next."""
        self.conversation = self.conversation.with_topic(key)
        self._tell(key, 0)

    def more(self) -> None:
        """Go on with what was last told: the next page, then the second layer, then nothing more."""
        spoken = self.conversation.spoken
        if spoken and self._words.has(spoken, self.language):
            self._tell(spoken, self.conversation.page)
        else:
            self.say("repeat_nothing")

    def simpler(self) -> None:
        """Say the last message again in simpler words, keeping its choices."""
        spoken = self.conversation.spoken
        if not spoken or not self._words.has(spoken, self.language):
            self.say("repeat_nothing")
            return
        attribute = "plain" if self._words.has(spoken, self.language, "plain") else None
        text = self._words.text(spoken, self.language, attribute, channel=self._channel)
        self._add(Reply(spoken, text))

    def _tell(self, key: str, start: int) -> None:
        """Tell a message from the character `start` on, as far as one reply goes, and offer what follows."""
        next_topics = self._words.topics.by_name[key].next if key in self._words.topics else ()
        values = tuple(f"topic:{name}" for name in next_topics)
        text = self._whole(key)
        if start >= len(text):
            self._choices(values)
            self._add(Reply("no_more", self._words.text("no_more", self.language, channel=self._channel)))
            return
        page, end = self._page(text, start, ("more", *values))
        self._choices(("more", *values) if end < len(text) else values)
        self.conversation = replace(self.conversation, spoken=key, page=end, said=(*self.conversation.said, key)[-_REMEMBERED:])
        self._starts[key] = start
        self._add(Reply(key, page))

    def _whole(self, key: str) -> str:
        """Return a message and its second layer as one text, with a break between them that ends a page."""
        text = self._words.text(key, self.language, channel=self._channel)
        if self._words.has(key, self.language, "more"):
            text += _BREAK + self._words.text(key, self.language, "more")
        return self._as_sent(text)

    def _as_sent(self, text: str) -> str:
        # Folding changes lengths, and pages are remembered by their first character.
        return fold_typography(text) if self._channel is Channel.SMS else text

    def _page(self, text: str, start: int, values: tuple[str, ...]) -> tuple[str, int]:
        """Return the page that begins at `start`, and where the next one begins."""
        stop = text.find(_BREAK, start)
        rest = text[start : stop if stop >= 0 else len(text)]
        page = rest
        if self._channel is Channel.SMS:
            # Before the greeting the choices stand under the greeting, not here, and the page may be longer.
            tail = self._tail(values) if self.conversation.greeted else ""
            page = sms_pages(rest, tail)[0]
        end = start + len(rest) - len(rest[len(page) :].lstrip())
        return page, end + len(_BREAK) if stop >= 0 and end >= stop else end

    def _tail(self, values: tuple[str, ...]) -> str:
        shown, _ = self._fit(values)
        return sms_tail(menus.choices(shown, self._words, self.language), menus.constants(self._with_rest(), self._words, self.language))

    # ---- menus

    def offer_topics(self, key: str | None = None) -> None:
        """Offer the main topics, after the words of `key` if one is given."""
        self._choices(tuple(f"topic:{name}" for name in self._words.topics.menu))
        if key:
            self._speak(key, self._words.text(key, self.language, channel=self._channel))

    def did_you_mean(self, topics: list[str]) -> None:
        """Offer the likeliest meanings; without any, the main topics."""
        values = tuple(f"topic:{name}" for name in topics) or tuple(f"topic:{name}" for name in self._words.topics.menu)
        self._choices(values)
        self._speak("did_you_mean", self._words.text("did_you_mean", self.language, channel=self._channel))

    def offer_languages(self) -> None:
        """Offer every language by its own name."""
        self._choices(tuple(f"lang:{info.code}" for info in self._words.languages))
        self._speak("language_menu", self._words.text("language_menu", self.language, channel=self._channel))

    def change_language(self, language: Language) -> None:
        """Go on in the language that was asked for, and offer the topics in it."""
        self.conversation = replace(self.conversation, language=language, language_chosen=True)
        self.say("language_set")
        self.offer_topics()

    def show_rest(self) -> None:
        """Show the choices that did not fit under the last reply; the first ones come round again after the last."""
        rest, shown = self.conversation.menu_rest, self.conversation.menu
        if not rest:
            self.offer_topics("menu")
            return
        self._choices((*rest, *shown), asks=self.conversation.asked)
        key = self.conversation.spoken or "menu"
        title = self._words.title(key, self.language) if self._words.has(key, self.language, "title") else ""
        self._add(Reply(key, title or self._words.title("answer_other", self.language)))

    def no_choice(self) -> None:
        """A digit that means nothing here: the choices of the reply before stay."""
        self.remark("no_choice")

    def _choices(self, values: tuple[str, ...], *, asks: Question | None = None) -> None:
        shown, rest = self._fit(values)
        self.conversation = replace(self.conversation, menu=shown, menu_rest=rest, asked=asks)

    def _fit(self, values: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        shown = values[: menus.SHOWN]
        if self._channel is Channel.SMS:
            choices = menus.choices(shown, self._words, self.language)
            shown = shown[: fitting(choices, menus.constants(self._with_rest(), self._words, self.language))]
        return shown, values[len(shown) :]

    def _with_rest(self) -> Conversation:
        """The conversation as if something waited behind 7: the longest tail there can be."""
        return replace(self.conversation, menu_rest=("menu",))

    # ---- beginnings and ends

    def hello(self) -> None:
        """Answer a greeting; the first one is answered by the greeting itself."""
        if self.conversation.greeted:
            self.offer_topics("greet")

    def greet(self) -> None:
        """Say once what this is and ask whether it is safe. Choices of the answer before it stay, with "not safe" added."""
        text = self._words.text("first_contact", self.language, channel=self._channel)
        menu, rest = self.conversation.menu, self.conversation.menu_rest
        if not menu:
            self._choices(("yes", "no"), asks=Question.SAFE_TO_TEXT)
        elif self.conversation.asked is None:
            # Few, so that the greeting and its choices stay one text; the others wait behind 7.
            keep = _KEPT_AT_GREETING if self._channel is Channel.SMS else len(menu)
            self.conversation = replace(
                self.conversation, menu=(*menu[:keep], "not_safe"), menu_rest=(*menu[keep:], *rest), asked=Question.SAFE_TO_TEXT
            )
        self.conversation = replace(self.conversation, greeted=True)
        self._add(Reply("first_contact", text))

    def safe(self) -> None:
        """It is safe: say so, teach the words that hide and bring back, and offer the topics."""
        self.conversation = replace(self.conversation, safe_to_text=True)
        self.say("safe_yes")
        self.teach()
        self.offer_topics()

    def teach(self) -> None:
        """Name the exit word and the return word once, if the site has them in this language."""
        if self._taught:
            leave, come_back = self._taught
            text = self._words.text("exit_taught", self.language, channel=self._channel, values={"exit": leave, "return": come_back})
            self._add(Reply("exit_taught", text))

    def close(self, key: str) -> None:
        """Say one last dull line and end the conversation."""
        self.replies = [Reply(key, self._words.text(key, self.language, channel=self._channel), dull=True)]
        self.ended = True

    def be_quiet(self) -> None:
        """One short neutral line, then silence until the person writes again."""
        self._choices(())
        text = self._words.text("being_watched", self.language, channel=self._channel)
        self.replies = [Reply("being_watched", text, dull=True)]
        self.conversation = replace(self.conversation, quiet=True)

    # ---- the line

    def in_line(self, ahead: int, minutes: int | None, *, first: bool, anyone_here: bool) -> None:
        """Tell the person their place; the first time also what is kept from now on, and the limits of secrecy."""
        if self.conversation.phase is Phase.JOINED:
            self.say("joined", alias=self.conversation.alias)
            return
        text = self._place_text(ahead, minutes)
        if not anyone_here:
            text = self._words.text("nobody_yet", self.language) + " " + text
        self._choices(())
        self._speak("in_line", text)
        if first:
            self._add(Reply("kept_notice", self._words.text("kept_notice", self.language, channel=self._channel)))
            limits = (self._words.text(key, self.language, channel=self._channel) for key in ("limits_notice", "keep_asking"))
            self._add(Reply("limits_notice", " ".join(limits)))

    # ---- the result

    def replay(self, ahead: int, minutes: int | None) -> Answer:
        """Return the last answer again, for a page that was reloaded: made anew from its keys, since no text is kept."""
        for entry in self.conversation.last:
            key, _, start = entry.partition("#")
            self.replies.extend(Reply(key, text) for text in self._again(key, int(start or 0), ahead, minutes))
        return self._result()

    def _again(self, key: str, start: int, ahead: int, minutes: int | None) -> list[str]:
        if key == "in_line":
            return [self._place_text(ahead, minutes)] if self.conversation.phase is Phase.WAITING else []
        if key == "exit_taught":
            return (
                [self._words.text(key, self.language, values={"exit": self._taught[0], "return": self._taught[1]})] if self._taught else []
            )
        if key == "joined" or not self._words.has(key, self.language):
            return []
        return [self._page(self._whole(key), start, ())[0]]

    def _place_text(self, ahead: int, minutes: int | None) -> str:
        text = self._words.text("in_line", self.language, ahead=ahead)
        return text + " " + self._words.text("in_line", self.language, "time", minutes=minutes) if minutes else text

    def answer(self) -> Answer:
        """Return what was said, with the choices that stand now, and remember its keys for a reloaded page."""
        last = tuple(f"{reply.key}#{self._starts.get(reply.key, 0)}" for reply in self.replies)
        self.conversation = replace(self.conversation, last=last)
        return self._result()

    def _result(self) -> Answer:
        conversation = self.conversation
        silent_end = bool(self.replies) and self.replies[-1].dull
        return Answer(
            replies=tuple(self.replies),
            choices=() if silent_end else menus.choices(conversation.menu, self._words, self.language),
            constants=() if silent_end else menus.constants(conversation, self._words, self.language),
            language=self.language,
            phase=conversation.phase,
            ended=self.ended,
        )

    def _speak(self, key: str, text: str) -> None:
        # What is spoken whole has its second layer, if any, left to tell.
        end = len(self._as_sent(text)) + len(_BREAK)
        self.conversation = replace(self.conversation, spoken=key, page=end, said=(*self.conversation.said, key)[-_REMEMBERED:])
        self._add(Reply(key, text))

    def _add(self, *replies: Reply) -> None:
        self.conversation = replace(self.conversation, quiet=False)
        self.replies.extend(replies)
