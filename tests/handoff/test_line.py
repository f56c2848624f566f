"""The waiting line: urgency first, nobody starves, nobody is lost, one winner."""

from datetime import timedelta

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.conversation import ConversationId, Urgency
from bot.handoff.line import HEAD_START, Place, WaitingLine
from tests.line import NOON


@pytest.fixture
def queue(redis):
    """An empty waiting line."""
    return WaitingLine(redis)


def later(**parts):
    return NOON + timedelta(**parts)


def test_people_are_served_in_the_order_they_came(queue):
    """First come, first served among equals."""
    for minute, cid in enumerate(("a", "b", "c")):
        queue.join(ConversationId(cid), Urgency.ORDINARY, later(minutes=minute))

    assert queue.waiting() == ["a", "b", "c"]
    assert queue.place(ConversationId("c")) == Place(2, None)


def test_urgent_people_come_first_and_long_waiting_people_pass_later_urgent_ones(queue):
    """Urgency is a head start, so it grows stale: whoever waits long enough is served."""
    queue.join(ConversationId("patient"), Urgency.ORDINARY, NOON)
    queue.join(ConversationId("danger"), Urgency.NOW, later(minutes=5))
    assert queue.waiting() == ["danger", "patient"]

    queue.join(ConversationId("danger later"), Urgency.NOW, later(seconds=HEAD_START[Urgency.NOW] + 1))
    assert queue.waiting() == ["danger", "patient", "danger later"]


def test_becoming_urgent_moves_forward_and_nothing_moves_back(queue):
    """A person who joins again keeps the better place."""
    queue.join(ConversationId("a"), Urgency.ORDINARY, NOON)
    queue.join(ConversationId("b"), Urgency.ORDINARY, later(minutes=1))

    assert not queue.join(ConversationId("b"), Urgency.NOW, later(minutes=2))
    assert queue.waiting() == ["b", "a"]
    queue.join(ConversationId("b"), Urgency.ORDINARY, later(minutes=3))
    assert queue.waiting() == ["b", "a"]


def test_one_advocate_wins_a_claim(queue):
    """Two advocates can never hold one talk."""
    queue.join(ConversationId("a"), Urgency.ORDINARY, NOON)

    assert queue.claim(ConversationId("a"), "ada", NOON, lease=60) == "claimed"
    assert queue.claim(ConversationId("a"), "ben", NOON, lease=60) == "taken"
    assert queue.holder(ConversationId("a")) == "ada"


def test_an_advocate_takes_no_more_than_they_chose(queue):
    """The cap is kept by the line, not by the page."""
    for cid in "abc":
        queue.join(ConversationId(cid), Urgency.ORDINARY, NOON)

    assert [queue.claim(ConversationId(cid), "ada", NOON, lease=60, most=2) for cid in "abc"] == ["claimed", "claimed", "full"]


def test_a_lapsed_lease_brings_the_person_back_to_their_old_place(queue):
    """A closed laptop loses nobody."""
    queue.join(ConversationId("a"), Urgency.ORDINARY, NOON)
    queue.join(ConversationId("b"), Urgency.ORDINARY, later(minutes=1))
    queue.claim(ConversationId("a"), "ada", later(minutes=2), lease=60)

    assert queue.sweep(later(minutes=2, seconds=59)) == []
    assert queue.sweep(later(minutes=3)) == ["a"]
    assert queue.waiting() == ["a", "b"]
    assert queue.holder(ConversationId("a")) is None


def test_a_living_console_keeps_its_talks(queue):
    """Renewing moves the moment at which the lease lapses."""
    queue.join(ConversationId("a"), Urgency.ORDINARY, NOON)
    queue.claim(ConversationId("a"), "ada", NOON, lease=60)

    assert queue.renew("ada", later(seconds=50), lease=60) == ["a"]
    assert queue.sweep(later(seconds=100)) == []


def test_only_the_holder_can_put_somebody_back(queue):
    """Another advocate's release changes nothing."""
    queue.join(ConversationId("a"), Urgency.ORDINARY, NOON)
    queue.claim(ConversationId("a"), "ada", NOON, lease=60)

    assert not queue.release(ConversationId("a"), "ben")
    assert queue.release(ConversationId("a"), "ada")
    assert queue.waiting() == ["a"]


def test_estimates_come_from_the_lines_own_recent_waits_or_not_at_all(queue):
    """No number is made up."""
    queue.join(ConversationId("a"), Urgency.ORDINARY, NOON)
    for seconds in (60, 600):
        queue.remember_wait(seconds)
    assert queue.place(ConversationId("a")) == Place(0, None)

    queue.remember_wait(300)
    assert queue.place(ConversationId("a")) == Place(0, 5)


class LineMachine(RuleBasedStateMachine):
    """Any interleaving of joins, claims, releases, lapses and leavings: everybody stands in exactly one place, or has left."""

    redis = None

    @initialize()
    def empty(self):
        self.redis.flushall()
        self.queue = WaitingLine(self.redis)
        self.now = NOON
        self.present = set()

    @rule(person=st.sampled_from("abcd"), urgency=st.sampled_from(Urgency))
    def join(self, person, urgency):
        self.queue.join(ConversationId(person), urgency, self.now)
        self.present.add(person)

    @rule(person=st.sampled_from("abcd"), advocate=st.sampled_from(["ada", "ben"]))
    def claim(self, person, advocate):
        waiting = person in self.queue.waiting()
        assert (self.queue.claim(ConversationId(person), advocate, self.now, lease=60, most=2) == "claimed") <= waiting

    @rule(person=st.sampled_from("abcd"), advocate=st.sampled_from(["ada", "ben"]))
    def release(self, person, advocate):
        held = self.queue.holder(ConversationId(person)) == advocate
        assert self.queue.release(ConversationId(person), advocate) == held

    @rule(advocate=st.sampled_from(["ada", "ben"]))
    def renew(self, advocate):
        self.queue.renew(advocate, self.now, lease=60)

    @rule(person=st.sampled_from("abcd"))
    def leave(self, person):
        self.queue.leave(ConversationId(person))
        self.present.discard(person)

    @rule(seconds=st.integers(1, 90))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)
        self.queue.sweep(self.now)

    @invariant()
    def nobody_is_lost_or_doubled(self):
        if not hasattr(self, "queue"):
            return
        places = self.queue.waiting() + self.queue.talking()
        assert sorted(places) == sorted(self.present)
        for cid in self.queue.talking():
            assert self.queue.holder(cid) is not None


def test_no_interleaving_loses_or_doubles_a_person(redis):
    """Model-based: thousands of interleavings against the real scripts."""
    LineMachine.redis = redis
    machine = LineMachine.TestCase
    machine.settings = hypothesis_settings(max_examples=60, stateful_step_count=30, deadline=None)
    machine().runTest()
