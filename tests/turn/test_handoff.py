"""A human: asked for in one step, told what is kept, talked with, and nothing left."""

import pytest

from bot.conversation import Channel, Phase
from bot.handoff.desk import DeskError, DeskFull, Gone, NotWaiting, NotYours
from bot.handoff.talks import Author, NoTalk, Sending
from bot.jobs import deliver, send_what_waits
from tests.line import meaning


def in_talk_with_ada(line):
    """A person has asked for a human, and Ada has taken the talk; return its id."""
    line.text("8")
    line.on_duty()
    cid = line.conversation_of().id
    line.services.desk.claim(cid, "ada")
    return cid


def test_eight_puts_a_person_in_the_line_and_says_what_is_kept(line):
    """Place, what is kept and the limits of secrecy, before a human joins."""
    line.text("hello")

    answer = line.text("8")

    assert [reply.key for reply in answer.replies] == ["in_line", "kept_notice", "limits_notice"]
    assert answer.phase is Phase.WAITING
    assert len(line.services.desk.cards()) == 1


def test_the_message_that_asked_is_kept_so_that_nobody_says_it_twice(line):
    """Sealed, with the talk."""
    line.engine.meanings["I need a real person please"] = meaning("handoff")
    from bot.conversation import Effect
    from bot.dialogue.engine import Understood

    line.engine.meanings["I need a real person please"] = Understood("talk_to_human", 0.9, (), (), (Effect("handoff"),))
    line.text("I need a real person please")
    line.on_duty()
    cid = line.conversation_of().id
    line.services.desk.claim(cid, "ada")

    lines = line.services.desk.talk(cid, "ada").lines

    assert [(one.author, one.text) for one in lines] == [(Author.PERSON, "I need a real person please"), (Author.EVENT, "joined")]


def test_while_waiting_the_bot_goes_on_answering(line):
    """Waiting costs no answer, and what is asked is kept for the advocate."""
    line.engine.meanings["what about my papers"] = meaning("no_id_documents")
    line.text("8")

    assert line.text("what about my papers").replies[0].key == "no_id_documents"


def test_with_a_human_in_the_bot_is_silent(line):
    """One voice at a time; safety has still looked."""
    line.text("8")
    line.on_duty()
    line.services.desk.claim(line.conversation_of().id, "ada")

    assert line.text("hello are you there").replies == ()
    assert line.text("1").replies == ()
    assert line.conversation_of().phase is Phase.JOINED


def test_nobody_outside_the_talk_can_read_or_write_it(line):
    """Every act is checked against the holder."""
    line.text("8")
    cid = line.conversation_of().id
    line.on_duty("ada")
    line.on_duty("ben", "Ben")
    line.services.desk.claim(cid, "ada")

    desk = line.services.desk
    for act in (
        lambda: desk.talk(cid, "ben"), lambda: desk.say(cid, "ben", "x"), lambda: desk.note(cid, "ben", "x"),
        lambda: desk.release(cid, "ben"), lambda: desk.end(cid, "ben"), lambda: desk.send_again(cid, "ben", "1-1"),
    ):  # fmt: skip
        with pytest.raises(NotYours):
            act()
    with pytest.raises(NotWaiting):
        desk.claim(cid, "ben")


def test_the_end_destroys_the_key_and_every_trace(line):
    """Sealed copies, wherever they are, cannot be opened any more."""
    cid = in_talk_with_ada(line)
    line.text("my secret")

    line.services.desk.end(cid, "ada")

    assert line.services.held.of(cid) == []
    with pytest.raises(NoTalk):
        line.services.talks.lines(cid)
    with pytest.raises(Gone):
        line.services.desk.say(cid, "ada", "are you there?")


def test_a_person_who_leaves_is_gone_for_the_advocate_at_once(line):
    """Left on purpose, and nothing to read."""
    cid = in_talk_with_ada(line)

    line.text("0")

    with pytest.raises(Gone) as caught:
        line.services.desk.talk(cid, "ada")
    assert str(caught.value) == "The person has left. Nothing of the talk is kept."


def test_handing_back_keeps_the_place_and_wakes_the_bot(line):
    """The person is told once."""
    cid = in_talk_with_ada(line)

    line.services.desk.release(cid, "ada")

    assert line.services.line.waiting() == [cid]
    assert line.conversation_of().phase is Phase.WAITING
    assert line.text("hello").replies != ()


def test_an_advocate_who_falls_silent_loses_the_talk_to_the_line(line):
    """Nobody waits for a closed laptop."""
    cid = in_talk_with_ada(line)

    line.clock.pass_(seconds=61)
    line.services.desk.sweep()

    assert line.services.line.waiting() == [cid]
    with pytest.raises(NotYours):
        line.services.desk.say(cid, "ada", "late")


@pytest.mark.parametrize("notices", ["beat", "cards"])
def test_whoever_notices_a_lost_advocate_gives_the_person_back_whole(line, notices):
    """Place, phase, bot and the one line that says so: not the place alone."""
    cid = in_talk_with_ada(line)
    line.on_duty("ben", "Ben")
    line.clock.pass_(seconds=61)

    line.services.desk.beat("ben") if notices == "beat" else line.services.desk.cards()

    assert line.conversation_of().phase is Phase.WAITING
    assert [one.text for one in line.services.talks.lines(cid)][-1] == "back_in_line"
    assert line.text("hello").replies != ()


def test_a_claim_that_was_cut_short_is_finished_by_repeating_it(line):
    """The line gave the person away, and then the process died: taking again joins them."""
    line.text("8")
    line.on_duty()
    cid = line.conversation_of().id
    line.services.line.claim(cid, "ada", line.clock(), lease=60)

    conversation = line.services.desk.claim(cid, "ada")

    assert conversation.phase is Phase.JOINED
    assert [one.text for one in line.services.talks.lines(cid)].count("joined") == 1
    assert line.services.desk.claim(cid, "ada").phase is Phase.JOINED
    assert [one.text for one in line.services.talks.lines(cid)].count("joined") == 1


def test_full_hands_are_told_so(line):
    """The cap is the advocate's own."""
    line.on_duty(most=1)
    for sender in ("+15555550101", "+15555550102"):
        line.text("8", sender=sender)
    first, second = (card.conversation for card in line.services.desk.cards())
    line.services.desk.claim(first, "ada")

    with pytest.raises(DeskFull, match="You already hold 1 talks"):
        line.services.desk.claim(second, "ada")


def test_nothing_to_send_is_said_so(line):
    """An empty line is a slip."""
    cid = in_talk_with_ada(line)

    with pytest.raises(DeskError, match="There is nothing to send"):
        line.services.desk.say(cid, "ada", "  ")


def test_a_line_goes_out_within_the_reply_window_only(line, a_carrier):
    """We never write first: too late is held, and shown as held."""
    line = a_carrier(line)
    cid = in_talk_with_ada(line)
    line.services.desk.say(cid, "ada", "I am with you")
    deliver(cid, line.services)
    assert [body for _, body, _ in line.services.carrier.texts][-1] == "I am with you"

    line.clock.pass_(minutes=15)
    late = line.services.desk.say(cid, "ada", "are you there?")
    deliver(cid, line.services)

    assert [body for _, body, _ in line.services.carrier.texts][-1] == "I am with you"
    assert line.services.talks.sending(cid)[late.id] is Sending.HELD

    line.text("yes")
    deliver(cid, line.services)
    assert line.services.talks.sending(cid)[late.id] is Sending.HELD
    line.services.desk.send_again(cid, "ada", late.id)
    deliver(cid, line.services)
    assert [body for _, body, _ in line.services.carrier.texts][-1] == "are you there?"


def test_a_text_never_outlives_its_window_at_the_carrier(line, a_carrier):
    """An old answer must not land on a phone that has changed hands."""
    line = a_carrier(line)
    cid = in_talk_with_ada(line)
    line.clock.pass_(minutes=10)
    line.services.desk.say(cid, "ada", "hello")

    deliver(cid, line.services)

    assert line.services.carrier.texts[-1][2] == 5 * 60


def test_on_the_web_nothing_is_queued_for_a_phone(line):
    """There is no phone."""
    line.type("8")
    line.on_duty()
    cid = line.services.desk.cards()[0].conversation
    line.services.desk.claim(cid, "ada")
    line.services.desk.say(cid, "ada", "hello")

    assert line.sent == []
    assert line.services.talks.address(cid) is None
    assert line.services.conversations.get(cid).channel is Channel.WEB


def test_lines_wait_their_turn_while_the_carrier_is_away(line, a_carrier):
    """What cannot be sent stays queued, what comes after it does not overtake, and the clock asks again."""
    line = a_carrier(line)
    cid = in_talk_with_ada(line)
    deliver(cid, line.services)
    before = len(line.services.carrier.texts)
    line.services.carrier.away = True
    for words in ("first", "second"):
        line.services.desk.say(cid, "ada", words)
    deliver(cid, line.services)
    assert list(line.services.talks.sending(cid).values())[-2:] == [Sending.QUEUED, Sending.QUEUED]

    line.services.carrier.away = False
    send_what_waits(line.services)
    assert line.services.redis.exists(f"rq:job:send-{cid}")
    deliver(cid, line.services)

    assert [body for _, body, _ in line.services.carrier.texts][before:] == ["first", "second"]


def test_a_line_found_half_sent_is_not_sent_again(line, a_carrier):
    """The worker died while telling the carrier: the advocate sees that it is uncertain, and decides."""
    line = a_carrier(line)
    cid = in_talk_with_ada(line)
    said = line.services.desk.say(cid, "ada", "hello")
    line.services.talks.set_sending(cid, said.id, Sending.SENDING)

    deliver(cid, line.services)

    assert line.services.talks.sending(cid)[said.id] is Sending.UNSURE
    assert "hello" not in [body for _, body, _ in line.services.carrier.texts]
