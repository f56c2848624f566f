"""What is remembered between two turns, and that it ends."""

from dataclasses import replace

from bot.conversation import Channel, Phase, Question, Reason, Urgency
from bot.memory import keys
from bot.memory.pseudonyms import EPOCH


def test_a_conversation_comes_back_as_it_was(line):
    """All fields survive being written."""
    memory, clock = line.services.conversations, line.clock
    sender, earlier = line.services.pseudonyms.of("+15555550101", clock())
    conversation = replace(
        memory.start(sender, Channel.SMS, clock()),
        phase=Phase.WAITING, menu=("more", "topic:legal_help"), asked=Question.HUMAN, topics=("legal_help",), safe_to_text=True,
        urgency=Urgency.NOW, reasons=(Reason.DANGER,), said=("legal_help",), last=("legal_help#0",), waiting_since=clock(), alias="Ada",
    )  # fmt: skip

    memory.save(conversation, begins=True)

    assert memory.find(sender, earlier) == conversation


def test_a_conversation_is_found_after_the_salt_has_changed(line):
    """Somebody who writes around the change of salts stays in their conversation."""
    line.clock.now = line.clock.now.fromtimestamp(EPOCH * 10_000 - 60, tz=line.clock.now.tzinfo)
    line.text("hello")
    before = line.conversation_of()

    line.clock.pass_(minutes=2)

    assert before is not None
    assert line.conversation_of().id == before.id


def test_pseudonyms_of_different_salts_have_nothing_in_common(line):
    """Once a salt is gone, nobody can say whether a number ever wrote."""
    first = line.services.pseudonyms.of("+15555550101", line.clock())[0]
    line.services.redis.delete(*line.services.redis.keys("salt:*"))

    assert line.services.pseudonyms.of("+15555550101", line.clock())[0] != first


def test_every_key_is_declared_and_ends_by_itself(line):
    """Whatever a person does, each key written belongs to a declared family and has a lifetime."""
    line.on_duty()
    for words in ("hello", "1", "2", "8", "some words for the human", "9", "2"):
        line.text(words)
    line.services.desk.claim(line.conversation_of().id, "ada")
    line.services.desk.say(line.conversation_of().id, "ada", "hello")

    for key in line.services.redis.scan_iter():
        assert keys.family(key.decode()) is not None, key
        assert line.services.redis.ttl(key) > 0, key


def test_a_message_is_handled_once_and_again_only_if_it_never_was_answered(line):
    """Repeats are silent; the fallback may try what was begun and never finished."""
    memory = line.services.conversations

    assert memory.first_time("m1")
    assert not memory.first_time("m1")
    assert memory.first_time("m1", unless_answered=True)
    memory.handled("m1")
    assert not memory.first_time("m1", unless_answered=True)


def test_held_says_in_words_what_is_there_and_nothing_after_the_end(line):
    """The subpoena drill."""
    line.text("hello")
    line.text("8")
    cid = line.conversation_of().id

    held = {holding.family for holding in line.services.held.all() if holding.personal}
    assert {"conv", "who", "talk", "key", "addr"} <= held
    assert line.services.held.of(cid)

    line.text("0")
    assert not [holding for holding in line.services.held.all() if holding.personal]
    assert line.services.held.of(cid) == []


def test_a_person_who_left_while_being_answered_stays_gone(line):
    """A turn that ends after the person left writes nothing back."""
    line.text("hello")
    conversation = line.conversation_of()
    line.services.conversations.erase(conversation)

    assert not line.services.conversations.save(conversation)
    assert line.conversation_of() is None


def test_the_chat_page_is_forgotten_sooner_than_a_text(line):
    """A page left open on a shared computer ends after half an hour of silence."""
    line.text("hello")
    line.type("hello")
    by_text, on_page = line.conversation_of(), line.conversation_of("a chat cookie")

    assert 30 * 60 < line.services.redis.ttl(keys.conversation(by_text.id)) <= 2 * 3600
    assert 0 < line.services.redis.ttl(keys.conversation(on_page.id)) <= 30 * 60
