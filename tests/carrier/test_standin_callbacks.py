"""The line is told what becomes of each message: signed, in order, and only within this machine."""

from __future__ import annotations

import pytest

from bot.carrier.standin import StandInServer
from tests.carrier.helpers import SERVICE, Receiver, a_carrier, a_number, api

STATUS = "/sms/status"


def send(carrier: StandInServer, receiver: Receiver, *, number: str | None = None, callback: str = STATUS) -> str:
    """Send one message by the API and return its id."""
    form = {
        "MessagingServiceSid": SERVICE,
        "To": number or a_number(),
        "Body": "Hello",
        "StatusCallback": receiver.public_url + callback,
    }
    return str(api(carrier).post("Messages.json", data=form).json()["sid"])


def test_a_message_of_the_api_is_followed_to_its_delivery(receiver: Receiver, carrier: StandInServer) -> None:
    sid = send(carrier, receiver)
    carrier.standin.settle()

    assert receiver.statuses() == ["queued", "sent", "delivered"]
    assert all(post.signed for post in receiver.posts)
    [*_, last] = receiver.got(STATUS)
    assert (last["MessageSid"], last["SmsSid"], last["SmsStatus"]) == (sid, sid, "delivered")
    assert (last["To"], last["MessagingServiceSid"]) == (a_number(), SERVICE)
    assert "Body" not in last


@pytest.mark.parametrize("attribute", ["action", "statusCallback"])
@pytest.mark.parametrize("address", ["/sms/status", "status", "{public}/sms/status"])
def test_a_reply_is_followed_if_it_says_where_to(receiver: Receiver, carrier: StandInServer, attribute: str, address: str) -> None:
    """A relative address is seen from the webhook, as the carrier sees it."""
    address = address.format(public=receiver.public_url)
    receiver.answers(f'<Response><Message {attribute}="{address}">One</Message><Message>Two</Message></Response>')

    carrier.standin.text(a_number(), "hi")
    carrier.standin.settle()

    assert receiver.statuses() == ["queued", "sent", "delivered"]


def test_a_callbacks_query_is_part_of_what_is_signed() -> None:
    with Receiver(public_url="https://line.example.org") as receiver, a_carrier(receiver) as carrier:
        send(carrier, receiver, callback="/sms/status?line=7&x=%20")
        carrier.standin.settle()

        assert [post.signed for post in receiver.posts] == [True, True, True]


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/sms/status",
        "//elsewhere.example/sms/status",
        "{public}0/sms/status",
        "{public}.elsewhere.example/sms/status",
        "{public}@elsewhere.example/sms/status",
    ],
)
def test_a_reply_whose_callback_leads_elsewhere_is_not_sent(receiver: Receiver, carrier: StandInServer, address: str) -> None:
    receiver.says("One", callback=address.format(public=receiver.public_url))

    inbound = carrier.standin.text(a_number(), "hi")

    assert inbound.replies == ()
    assert carrier.standin.records.counts()["refused"] == 1


def test_messages_are_told_of_in_the_order_in_which_they_were_sent(receiver: Receiver, carrier: StandInServer) -> None:
    sids = [send(carrier, receiver) for _ in range(5)]
    carrier.standin.settle()

    told = [(form["MessageSid"], form["MessageStatus"]) for form in receiver.got(STATUS)]
    assert told == [(sid, status) for sid in sids for status in ("queued", "sent", "delivered")]


def test_a_line_that_refuses_a_callback_is_not_asked_again(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.answers("broken", path=STATUS, status=500)

    sid = send(carrier, receiver)
    carrier.standin.settle()

    assert receiver.statuses() == ["queued", "sent", "delivered"]
    assert carrier.standin.records.get(sid).status == "delivered"
    assert carrier.standin.records.counts()["callbacks_failed"] == 3


def test_by_the_time_delivery_is_told_the_record_can_be_deleted(receiver: Receiver, carrier: StandInServer) -> None:
    """So a line that deletes on the last callback needs no second try."""
    answers: list[int] = []

    def delete_if_delivered() -> None:
        form = receiver.got(STATUS)[-1]
        if form["MessageStatus"] == "delivered":
            answers.append(api(carrier).delete(f"Messages/{form['MessageSid']}.json").status_code)

    receiver.does(delete_if_delivered, path=STATUS)
    send(carrier, receiver)
    carrier.standin.settle()

    assert answers == [204]
    assert carrier.standin.records.existing() == ()


class TestFaults:
    """Callbacks come in the wrong order, or not at all; numbers take no messages."""

    def test_callbacks_come_last_first(self, receiver: Receiver, carrier: StandInServer) -> None:
        carrier.standin.faults.set(reorder_callbacks=True)

        send(carrier, receiver)
        carrier.standin.settle()

        assert receiver.statuses() == ["delivered", "sent", "queued"]

    def test_callbacks_are_lost_and_the_message_arrives_all_the_same(self, receiver: Receiver, carrier: StandInServer) -> None:
        carrier.standin.faults.set(lose_callbacks=2)

        sid = send(carrier, receiver)
        carrier.standin.settle()

        assert receiver.statuses() == ["delivered"]
        assert carrier.standin.records.get(sid).status == "delivered"
        assert carrier.standin.records.counts()["callbacks_lost"] == 2

    @pytest.mark.parametrize(
        ("code", "steps"),
        [
            pytest.param(30001, ["queued", "failed"], id="the carrier's own queue is full"),
            pytest.param(30003, ["queued", "sent", "undelivered"], id="the phone cannot be reached"),
            pytest.param(30005, ["queued", "sent", "undelivered"], id="nobody has the number"),
            pytest.param(30007, ["queued", "failed"], id="filtered"),
        ],
    )
    def test_a_number_takes_no_message(self, receiver: Receiver, carrier: StandInServer, code: int, steps: list[str]) -> None:
        carrier.standin.faults.set(reject={a_number(): code})
        receiver.says("must not arrive", callback=STATUS)

        send(carrier, receiver)
        carrier.standin.settle()

        assert receiver.statuses() == steps
        assert [form.get("ErrorCode") for form in receiver.got(STATUS)] == [None] * (len(steps) - 1) + [str(code)]
        assert carrier.standin.thread(a_number()) == ()

    def test_a_number_is_refused_at_once(self, receiver: Receiver, carrier: StandInServer) -> None:
        carrier.standin.faults.set(reject={a_number(): 21614})

        answer = api(carrier).post("Messages.json", data={"MessagingServiceSid": SERVICE, "To": a_number(), "Body": "Hello"})

        assert (answer.status_code, answer.json()["code"]) == (400, 21614)
