"""The stand-in's API is the carrier's: plain HTTP and the carrier's own client both work with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from twilio.base.exceptions import TwilioRestException

from bot.carrier.standin import StandInServer
from tests.carrier.helpers import ACCOUNT, SERVICE, Receiver, a_carrier, a_number, api, twilio_client

LINE_AND_TO = {"MessagingServiceSid": SERVICE, "To": a_number()}


def test_a_message_is_made_looked_at_and_deleted_over_plain_http(carrier: StandInServer) -> None:
    made = api(carrier).post("Messages.json", data={**LINE_AND_TO, "Body": "سلام"})
    sid = made.json()["sid"]
    carrier.standin.settle()

    seen = api(carrier).get(f"Messages/{sid}.json")
    deleted = api(carrier).delete(f"Messages/{sid}.json")
    gone = api(carrier).get(f"Messages/{sid}.json")
    gone_already = api(carrier).delete(f"Messages/{sid}.json")

    assert (made.status_code, seen.status_code, deleted.status_code) == (201, 200, 204)
    assert deleted.content == b""
    assert (seen.json()["body"], seen.json()["status"]) == ("سلام", "delivered")
    assert (gone.status_code, gone_already.status_code, gone_already.json()["code"]) == (404, 404, 20404)
    assert [entry.body for entry in carrier.standin.thread(a_number())] == ["سلام"], "a phone keeps what it got"


def test_a_new_message_looks_as_the_carrier_shows_it(carrier: StandInServer) -> None:
    """Given to a service, it is accepted, and has neither a sender nor segments yet."""
    made = api(carrier).post("Messages.json", data={**LINE_AND_TO, "Body": "Hello", "ValidityPeriod": "900"}).json()

    assert made["sid"].startswith("SM")
    assert len(made["sid"]) == 34
    assert made["uri"] == f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{made['sid']}.json"
    assert made["date_created"].endswith(" +0000")
    expected = {
        "account_sid": ACCOUNT,
        "direction": "outbound-api",
        "error_code": None,
        "from": None,
        "messaging_service_sid": SERVICE,
        "num_segments": "0",
        "status": "accepted",
        "to": a_number(),
    }
    assert {name: made[name] for name in expected} == expected


def test_the_carriers_own_client_makes_fetches_and_deletes(carrier: StandInServer) -> None:
    client = twilio_client(carrier.url)

    made = client.messages.create(
        to=a_number(),
        body="Hello",
        messaging_service_sid=SERVICE,
        validity_period=600,
        smart_encoded=True,
        shorten_urls=False,
    )
    carrier.standin.settle()
    fetched = client.messages(made.sid).fetch()
    deleted = client.messages(made.sid).delete()

    assert (made.status, fetched.status, deleted) == ("accepted", "delivered", True)
    assert fetched.date_created is not None
    with pytest.raises(TwilioRestException) as gone:
        client.messages(made.sid).delete()
    assert (gone.value.status, gone.value.code) == (404, 20404)


def test_a_record_is_not_deleted_before_its_message_is_final(carrier: StandInServer) -> None:
    """Twilio says so with 20009; whoever deletes must come back later."""
    carrier.standin.faults.set(hold=True)
    sid = api(carrier).post("Messages.json", data={**LINE_AND_TO, "Body": "Hello"}).json()["sid"]

    early = api(carrier).delete(f"Messages/{sid}.json")
    carrier.standin.faults.set(hold=False)
    carrier.standin.settle()
    late = api(carrier).delete(f"Messages/{sid}.json")

    assert (early.status_code, early.json()["code"], late.status_code) == (409, 20009, 204)
    assert early.json().keys() == {"code", "message", "more_info", "status"}
    assert carrier.standin.records.existing() == ()


def test_an_inbound_record_cannot_be_deleted_while_its_webhook_is_being_asked(receiver: Receiver, carrier: StandInServer) -> None:
    answers: list[int] = []
    receiver.does(lambda: answers.append(api(carrier).delete(f"Messages/{receiver.posts[-1].form['MessageSid']}.json").status_code))

    inbound = carrier.standin.text(a_number(), "hi")

    assert answers == [409]
    assert api(carrier).delete(f"Messages/{inbound.sid}.json").status_code == 204


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        pytest.param({"To": "5550143"}, 400, 21211, id="a number without a country"),
        pytest.param({"To": "+1202555014x"}, 400, 21211, id="a number with a letter"),
        pytest.param({"To": None}, 400, 21604, id="no number"),
        pytest.param({"Body": None}, 400, 21602, id="no text"),
        pytest.param({"Body": "x" * 1601}, 400, 21617, id="too long"),
        pytest.param({"Body": "x" * 1600}, 201, None, id="just not too long"),
        pytest.param({"MessagingServiceSid": None}, 400, 21603, id="no sender"),
        pytest.param({"MessagingServiceSid": None, "From": "+12025550100"}, 201, None, id="a sender instead of a service"),
        pytest.param({"StatusCallback": "https://elsewhere.example/"}, 400, 21609, id="a callback that leads off this machine"),
        pytest.param({"ValidityPeriod": "0"}, 400, 20001, id="no time at all"),
        pytest.param({"ValidityPeriod": "36001"}, 400, 20001, id="more than ten hours"),
        pytest.param({"ValidityPeriod": "soon"}, 400, 20001, id="not a time"),
    ],
)
def test_what_the_carrier_would_refuse_is_refused(
    carrier: StandInServer, change: dict[str, str | None], status: int, code: int | None
) -> None:
    form = {name: value for name, value in ({**LINE_AND_TO, "Body": "Hello"} | change).items() if value is not None}

    answer = api(carrier).post("Messages.json", data=form)

    assert (answer.status_code, answer.json().get("code")) == (status, code)


@pytest.mark.parametrize("token", ["", "another", "ünïcode"])
def test_a_wrong_token_is_refused(carrier: StandInServer, token: str) -> None:
    answer = api(carrier, token=token).post("Messages.json", data={**LINE_AND_TO, "Body": "Hello"})

    assert (answer.status_code, answer.json()["code"]) == (401, 20003)
    assert carrier.standin.records.existing() == ()


@pytest.mark.parametrize("authorization", ["", "Basic", "Basic !!!", "Bearer abc", "Basic QUM6"])
def test_broken_credentials_are_refused(carrier: StandInServer, authorization: str) -> None:
    address = str(api(carrier).base_url) + "Messages/SM1.json"

    assert httpx.get(address, headers={"Authorization": authorization}, trust_env=False).status_code == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "Messages.json"),
        ("GET", "Messages/SM00.json"),
        ("DELETE", "Messages/SM00"),
        ("POST", "Calls.json"),
        ("GET", f"../{'AC' + '2' * 32}/Messages/SM00.json"),
    ],
)
def test_what_does_not_exist_is_404_in_the_carriers_shape(carrier: StandInServer, method: str, path: str) -> None:
    """Listing is among it: the line must never look messages up by number."""
    answer = api(carrier).request(method, path)

    assert (answer.status_code, answer.json()["code"]) == (404, 20404)


def test_after_its_validity_a_held_message_does_not_arrive(receiver: Receiver) -> None:
    now = [datetime(2026, 11, 24, 12, tzinfo=UTC)]
    with a_carrier(receiver, clock=lambda: now[0]) as carrier:
        carrier.standin.faults.set(hold=True)
        for period in ("900", "3600"):
            api(carrier).post("Messages.json", data={**LINE_AND_TO, "Body": f"within {period}", "ValidityPeriod": period})
        now[0] += timedelta(minutes=30)

        carrier.standin.faults.set(hold=False)
        carrier.standin.settle()

        assert [entry.body for entry in carrier.standin.thread(a_number())] == ["within 3600"]
        assert [(m.status, m.error_code) for m in carrier.standin.records.existing()] == [("failed", 30036), ("delivered", None)]


def test_every_call_is_remembered_for_tests_to_look_at(carrier: StandInServer) -> None:
    sid = api(carrier).post("Messages.json", data={**LINE_AND_TO, "Body": "Hello", "ShortenUrls": "false"}).json()["sid"]
    carrier.standin.settle()
    api(carrier).delete(f"Messages/{sid}.json")

    assert [(call.method, call.sid, call.status) for call in carrier.standin.calls] == [("POST", sid, 201), ("DELETE", sid, 204)]
    assert carrier.standin.calls[0].parameters["ShortenUrls"] == "false"
    assert "Hello" not in repr(carrier.standin.calls)
