"""Safety runs first and alone."""

from dataclasses import replace

import pytest

from bot.conversation import Effect, Phase, Question, Reason, Urgency
from tests.line import Line, meaning


@pytest.mark.parametrize(
    ("words", "language", "key"),
    [
        ("he is going to kill me", "en", "danger_now"),
        ("me va a matar", "es", "danger_now"),
        ("حابسني في البيت", "ar", "danger_now"),
        ("i want to die", "en", "self_harm"),
        ("he is here i cant talk now", "en", "being_watched"),
    ],
)
def test_danger_is_answered_with_the_engine_down(line, words, language, key):
    """No model is needed."""
    line.engine.down = True

    answer = line.text(words)

    assert answer.replies[0].key == key
    assert answer.language == language


def test_danger_offers_a_human_and_raises_urgency(line):
    """Yes is enough then."""
    answer = line.text("he is going to kill me")
    assert [choice.value for choice in answer.choices][:2] == ["yes", "no"]
    assert line.conversation_of().asked is Question.HUMAN

    line.text("1")

    conversation = line.conversation_of()
    assert conversation.phase is Phase.WAITING
    assert conversation.urgency is Urgency.NOW
    assert Reason.DANGER in conversation.reasons


def test_danger_never_blocks_what_the_person_asks_next(line):
    """After it they can go on."""
    line.engine.meanings["how much does it cost"] = meaning("cost_of_care")
    line.text("he is going to kill me")

    assert line.text("how much does it cost").replies[0].key == "cost_of_care"


def test_somebody_reading_along_gets_one_neutral_line(line):
    """No topic, no choices, no constants."""
    answer = line.text("he is here i cant talk now")

    assert line.bodies(answer) == [line.reply("being_watched")]


def test_leaving_erases_at_once_from_every_state(line):
    """From the bot, from the line, from a talk."""
    line.on_duty()
    for state in ("hello", "8", "claimed"):
        line.text("hello")
        if state != "hello":
            line.text("8")
        if state == "claimed":
            line.services.desk.claim(line.conversation_of().id, "ada")
        cid = line.conversation_of().id

        answer = line.text("0")

        assert answer.ended
        assert line.services.held.of(cid) == []
        assert line.bodies(answer) == [line.reply("exit")]


def test_the_exit_word_begins_the_cover_and_the_return_word_ends_it(line):
    """Whoever holds the phone meanwhile learns nothing."""
    line.text("hello")
    assert line.bodies(line.text("See you Saturday")) == [line.reply("cover_first")]

    for words in ("who is this", "hello", "is this about trafficking", "8", "1", "yes please", "hola", "what do you do?"):
        said = line.text(words)
        assert said.replies[0].key.startswith("cover_"), words
        assert said.choices == said.constants == ()
    assert line.conversation_of() is None

    assert line.text("How is the garden?").replies[0].key == "welcome_back"
    assert not line.text("hello again").replies[0].key.startswith("cover_")


def test_danger_under_cover_gets_a_line_that_fits_the_cover_and_helps(line):
    """The cover stays."""
    line.text("See you Saturday")

    assert line.text("he is going to kill me").replies[0].key == "cover_danger"
    assert line.text("hello").replies[0].key.startswith("cover_")


def test_the_cover_ends_by_itself(line):
    """Nobody is locked out for ever."""
    line.text("See you Saturday")
    lifetimes = [line.services.redis.ttl(key) for key in line.services.redis.scan_iter(match="cover:*")]

    assert lifetimes
    assert all(0 < seconds <= 12 * 3600 for seconds in lifetimes)


def test_leaving_by_digit_never_starts_the_cover(line):
    """Nobody may be locked out by a slip."""
    line.text("hello")
    line.text("0")

    assert not line.text("hello").replies[0].key.startswith("cover_")


def test_a_silent_alarm_looks_like_small_talk_and_asks_for_a_human(line):
    """The line shows what it was; the phone does not."""
    line.text("hello")

    answer = line.text("did you feed the cat?")

    assert line.bodies(answer) == [line.reply("cover_first")]
    card = line.services.desk.cards()[0]
    assert Reason.SILENT_ALARM in card.reasons
    assert card.urgency is Urgency.NOW
    line.on_duty()
    cid = card.conversation
    line.services.desk.claim(cid, "ada")
    assert line.text("nice weather").replies[0].key.startswith("cover_")
    assert "nice weather" in [one.text for one in line.services.desk.talk(cid, "ada").lines]


def test_with_redis_away_danger_still_gets_the_emergency_reply():
    """And a topic, if the engine is sure; else the numbers that always work."""
    line = Line.at("unix:///nowhere/redis.sock")
    line.engine.meanings["cost"] = meaning("cost_of_care")
    from bot.conversation import Channel, Pseudonym, Turn
    from bot.turn import answer

    def text(words):
        return answer(Turn(Pseudonym(""), Channel.SMS, line.clock(), words), line.services)

    assert text("he is going to kill me").replies[0].key == "danger_now"
    assert [reply.key for reply in text("cost").replies] == ["cost_of_care", "trouble"]
    assert text("something").replies[0].key == "trouble"
    assert text("8").replies[0].key == "trouble"
    assert text("STOP").replies == ()
    assert line.services.metrics.value("turn_without_redis") == 5


def test_with_the_engine_down_choices_still_answer_and_words_get_the_menu(line):
    """A true, useful answer, and a human one digit away."""
    line.engine.down = True
    line.text("hello there")

    answer = line.text("where is a clinic")
    assert answer.replies[0].key == "degraded"
    assert line.text("1").replies[0].key in line.services.words.topics
    assert line.text("8").phase is Phase.WAITING
    assert line.services.metrics.value("engine_failed") >= 2


def test_a_guess_that_somebody_wants_to_leave_does_not_end_anything(line):
    """A slip of the keys must not cost a place in the line; when the engine is sure, leaving is instant."""
    line.engine.meanings["a b"] = meaning("exit", Effect("end"), confidence=0.13)
    line.engine.meanings["delete everything"] = meaning("exit", Effect("end"), confidence=0.97)
    line.text("hello")
    line.text("8")

    assert line.text("a b").replies[0].key == "did_you_mean"
    assert line.conversation_of().phase is Phase.WAITING

    assert line.text("delete everything").ended
    assert line.services.line.waiting() == []


def test_a_first_message_that_ends_leaves_nothing_either(line):
    """The engine's notes on it are erased too."""
    line.engine.meanings["delete everything"] = meaning("exit", Effect("end"), confidence=0.97)
    line.services.redis.set("dlg:other", "stays")

    line.text("delete everything")

    assert [key for key in line.services.redis.scan_iter() if not key.startswith((b"salt:", b"queue:", b"dlg:other"))] == []


def test_a_silent_alarm_works_in_the_middle_of_a_talk(line):
    """The advocate sees it at once; the phone gets small talk, and the cover from then on."""
    line.text("8")
    line.on_duty()
    cid = line.conversation_of().id
    line.services.desk.claim(cid, "ada")

    answer = line.text("did you feed the cat")

    assert line.bodies(answer) == [line.reply("cover_first")]
    conversation = line.services.desk.talk(cid, "ada").conversation
    assert Reason.SILENT_ALARM in conversation.reasons
    assert conversation.phase is Phase.JOINED
    assert line.text("who is this?").replies[0].key.startswith("cover_")


def test_leaving_while_an_answer_is_made_wins(line):
    """The engine takes its time, the person touches Leave meanwhile: nothing of the turn is written back."""
    line.type("hello")
    conversation = line.conversation_of("a chat cookie")

    class SlowEngine:
        def turn(self, *_, **__):
            line.services.desk.erase(conversation, "left")
            return meaning("handoff", Effect("handoff"))

    line.services = replace(line.services, engine=SlowEngine())
    line.type("a human please")

    assert line.services.held.of(conversation.id) == []
    assert line.services.line.waiting() == []


def test_a_talk_that_ended_in_this_very_moment_begins_anew(line):
    """The advocate ended it while the person's words came in: the bot answers them."""
    line.text("8")
    line.on_duty()
    cid = line.conversation_of().id
    line.services.desk.claim(cid, "ada")
    line.services.redis.delete(f"key:{cid}")

    answer = line.text("are you there")

    assert answer.replies
    assert line.conversation_of().id != cid
