"""What goes wrong goes wrong on cue, and then goes well again."""

from __future__ import annotations

import time

import httpx
import pytest
from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioRestException

from bot.carrier.standin import BadFault, Faults, StandInServer
from tests.carrier.helpers import SERVICE, Receiver, a_number, api, control, twilio_client

FORM = {"MessagingServiceSid": SERVICE, "To": a_number(), "Body": "Hello"}


def send(carrier: StandInServer) -> int:
    return api(carrier).post("Messages.json", data=FORM).status_code


@pytest.mark.parametrize("status", [429, 500, 503])
def test_the_next_calls_fail_and_the_one_after_succeeds(carrier: StandInServer, status: int) -> None:
    carrier.standin.faults.set(fail_next=2, fail_status=status)

    assert [send(carrier) for _ in range(3)] == [status, status, 201]
    assert len(carrier.standin.records.existing()) == 1


def test_the_carriers_client_understands_the_failure(carrier: StandInServer) -> None:
    carrier.standin.faults.set(fail_next=1)

    with pytest.raises(TwilioRestException) as failure:
        twilio_client(carrier.url).messages.create(to=a_number(), body="Hello", messaging_service_sid=SERVICE)

    assert (failure.value.status, failure.value.code) == (503, 20503)


@pytest.mark.parametrize(("share", "failing"), [(0.0, 0), (0.25, 2), (0.5, 4), (1.0, 8)])
def test_a_share_of_the_calls_fails(carrier: StandInServer, share: float, failing: int) -> None:
    """Evenly, not by chance: a test that passes once passes always."""
    carrier.standin.faults.set(fail_share=share)

    assert [send(carrier) for _ in range(8)].count(503) == failing


def test_calls_stall(carrier: StandInServer) -> None:
    carrier.standin.faults.set(stall_seconds=0.3)

    began = time.monotonic()
    assert send(carrier) == 201
    assert time.monotonic() - began >= 0.3
    with pytest.raises(RequestException):
        twilio_client(carrier.url, timeout=0.1).messages("SM00").delete()


def test_a_call_loses_its_connection_and_nothing_was_done(carrier: StandInServer) -> None:
    carrier.standin.faults.set(drop_next=1)

    with pytest.raises(httpx.RemoteProtocolError):
        send(carrier)

    assert carrier.standin.records.existing() == ()
    assert send(carrier) == 201


def test_a_call_is_carried_out_and_loses_its_answer(carrier: StandInServer) -> None:
    """The caller cannot know: a second try sends a second message."""
    carrier.standin.faults.set(lose_answer_next=1)

    with pytest.raises(httpx.RemoteProtocolError):
        send(carrier)

    assert len(carrier.standin.records.existing()) == 1


def test_an_inbound_message_is_repeated_as_it_was(receiver: Receiver, carrier: StandInServer) -> None:
    carrier.standin.faults.set(repeat_next=2)
    receiver.says("Hello")

    carrier.standin.text(a_number(), "hi")
    carrier.standin.text(a_number(), "again")

    first = receiver.posts[0]
    assert [post.form["Body"] for post in receiver.posts] == ["hi", "hi", "hi", "again"]
    for post in receiver.posts[:3]:
        assert post.form == first.form
        assert post.headers["X-Twilio-Signature"] == first.headers["X-Twilio-Signature"]
    assert len(carrier.standin.thread(a_number())) == 6, "what a line says to a repetition arrives, too"


def test_a_full_queue_refuses_with_too_many_requests(carrier: StandInServer) -> None:
    carrier.standin.faults.set(hold=True, queue_limit=2)

    assert [send(carrier) for _ in range(3)] == [201, 201, 429]
    assert api(carrier).post("Messages.json", data=FORM).json()["code"] == 20429
    carrier.standin.faults.set(hold=False)
    assert carrier.standin.settle()
    assert send(carrier) == 201


def test_held_messages_arrive_when_released_in_their_order(receiver: Receiver, carrier: StandInServer) -> None:
    carrier.standin.faults.set(hold=True)
    receiver.says("A reply")

    carrier.standin.text(a_number(), "hi")
    send(carrier)
    held = [entry.body for entry in carrier.standin.thread(a_number())]
    carrier.standin.faults.clear()
    carrier.standin.settle()

    assert held == ["hi"]
    assert [entry.body for entry in carrier.standin.thread(a_number())] == ["hi", "A reply", "Hello"]


def test_faults_are_set_seen_and_cleared_over_http(carrier: StandInServer) -> None:
    client = control(carrier.url)

    answer = client.post("/faults", json={"fail_next": 3, "reject": {a_number(): 30005}})

    assert (answer.status_code, answer.json()["fail_next"]) == (200, 3)
    assert client.get("/faults").json()["reject"] == {a_number(): 30005}
    assert client.delete("/faults").status_code == 204
    assert client.get("/faults").json()["fail_next"] == 0


def test_setting_one_fault_leaves_the_others() -> None:
    faults = Faults()
    faults.set(fail_next=2)

    faults.set(stall_seconds=1)

    assert (faults.cues.fail_next, faults.cues.stall_seconds) == (2, 1)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"fail_nxt": 1}, "fail_nxt: "),
        ({"fail_next": -1}, "fail_next: "),
        ({"fail_next": "1"}, "fail_next: "),
        ({"fail_share": 1.5}, "fail_share: "),
        ({"fail_status": 200}, "fail_status: "),
        ({"hold": 1}, "hold: "),
        ({"reject": [1]}, "reject: "),
        ({"self": 1}, "self: "),
    ],
)
def test_a_fault_that_cannot_be_is_refused_by_name_and_changes_nothing(
    carrier: StandInServer, change: dict[str, object], problem: str
) -> None:
    faults = carrier.standin.faults
    before = faults.cues

    with pytest.raises(BadFault) as refusal:
        faults.set(**change, drop_next=5)
    answer = control(carrier.url).post("/faults", json=change)

    assert str(refusal.value).startswith(problem)
    assert (answer.status_code, answer.json()["problem"].startswith(problem)) == (400, True)
    assert faults.cues == before
