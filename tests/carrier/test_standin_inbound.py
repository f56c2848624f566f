"""A text from a pretend phone reaches the line as the carrier would bring it, and the answer reaches the phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.carrier.standin import LINE_NUMBER, UNANSWERED, NotLoopback, StandIn, StandInServer
from tests.carrier.helpers import ACCOUNT, SERVICE, TOKEN, Receiver, a_carrier, a_number, api, twiml

PUBLIC = "https://line.example.org"


def bodies(carrier: StandInServer, number: str | None = None) -> list[str]:
    """What the line's side of the phone's thread says."""
    return [entry.body for entry in carrier.standin.thread(number or a_number()) if entry.way == "from_line"]


def test_a_text_is_posted_signed_with_all_the_usual_fields(receiver: Receiver, carrier: StandInServer) -> None:
    carrier.standin.text(a_number(), " ¿hola? \n")

    [post] = receiver.posts
    assert post.path == "/sms/inbound"
    assert post.signed
    expected = {
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "Body": " ¿hola? \n",
        "From": a_number(),
        "MessagingServiceSid": SERVICE,
        "NumMedia": "0",
        "NumSegments": "1",
        "To": LINE_NUMBER,
    }
    assert {name: post.form[name] for name in expected} == expected
    assert post.form["MessageSid"] == post.form["SmsSid"]
    assert {"FromCity", "FromState", "FromZip", "FromCountry"} < set(post.form)
    assert post.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
    assert "I-Twilio-Idempotency-Token" in {name.title(): name for name in post.headers}


def test_the_public_address_is_signed_although_another_one_is_called() -> None:
    with Receiver(public_url=PUBLIC) as receiver, a_carrier(receiver) as carrier:
        carrier.standin.text(a_number(), "hi")

        assert [post.signed for post in receiver.posts] == [True]


def test_fields_that_nobody_expects_are_signed_too(receiver: Receiver, carrier: StandInServer) -> None:
    carrier.standin.text(a_number(), "hi", extra={"FromCity": "a canary", "Novel": "1"})

    assert (receiver.posts[0].signed, receiver.posts[0].form["FromCity"], receiver.posts[0].form["Novel"]) == (True, "a canary", "1")


def test_pictures_are_announced_and_asking_for_one_is_noticed(receiver: Receiver, carrier: StandInServer) -> None:
    inbound = carrier.standin.text(a_number(), "", media=2)
    form = receiver.posts[0].form

    assert inbound.sid.startswith("MM")
    assert (form["NumMedia"], form["MediaContentType1"]) == ("2", "image/jpeg")
    assert form["MediaUrl0"].startswith(carrier.url + "/")
    assert "media_fetched" not in carrier.standin.records.counts()
    assert api(carrier).get(form["MediaUrl0"]).status_code == 404
    assert carrier.standin.records.counts()["media_fetched"] == 1


@pytest.mark.parametrize(
    ("body", "content_type", "replies"),
    [
        pytest.param(twiml(), "text/xml", [], id="silence"),
        pytest.param("", "text/xml", [], id="nothing at all"),
        pytest.param(twiml("One"), "text/xml", ["One"], id="one"),
        pytest.param(twiml("One", "Two & <three>"), "application/xml; charset=utf-8", ["One", "Two & <three>"], id="two"),
        pytest.param(twiml("أهلا\nبك"), "text/xml", ["أهلا\nبك"], id="Arabic in two lines"),
        pytest.param(twiml("One"), "text/html; charset=utf-8", ["One"], id="TwiML under Flask's default type"),
        pytest.param("<Response><Message><Body>One</Body></Message></Response>", "text/xml", ["One"], id="a Body"),
        pytest.param("<Response><Message/><Message>Two</Message></Response>", "text/xml", ["Two"], id="an empty message"),
        pytest.param("<Response><Pause/></Response>", "text/xml", [], id="another verb"),
        pytest.param("plainly", "text/plain", ["plainly"], id="plain text"),
        pytest.param(twiml("x" * 1601, "Two"), "text/xml", ["Two"], id="one too long"),
    ],
)
def test_each_message_of_the_answer_reaches_the_phone(
    receiver: Receiver, carrier: StandInServer, body: str, content_type: str, replies: list[str]
) -> None:
    receiver.answers(body, content_type=content_type)

    inbound = carrier.standin.text(a_number(), "hi")

    assert list(inbound.replies) == replies
    assert bodies(carrier) == replies
    assert [post.path for post in receiver.posts] == ["/sms/inbound"]


def test_each_reply_has_a_record_of_its_own_and_so_has_the_text(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.says("One", "Two")

    inbound = carrier.standin.text(a_number(), "hi")
    carrier.standin.settle()

    records = carrier.standin.records.existing()
    assert [(m.direction, m.status) for m in records] == [
        ("inbound", "received"),
        ("outbound-reply", "delivered"),
        ("outbound-reply", "delivered"),
    ]
    assert len({m.sid for m in records}) == 3
    assert records[0].sid == inbound.sid


def test_a_reply_may_be_meant_for_another_phone(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.answers(f'<Response><Message to="{a_number(44)}">One</Message></Response>')

    carrier.standin.text(a_number(), "hi")

    assert (bodies(carrier), bodies(carrier, a_number(44))) == ([], ["One"])


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param({"body": "broken", "status": 500}, 11200, id="an error"),
        pytest.param({"body": "no", "status": 403}, 11200, id="a refusal"),
        pytest.param({"body": "", "status": 302}, 11200, id="a way elsewhere"),
        pytest.param({"body": twiml("late"), "after": 1.0}, 11205, id="too late"),
        pytest.param({"body": "<Response><Message>"}, 12100, id="broken TwiML"),
        pytest.param({"body": "<Answer/>"}, 12100, id="no TwiML"),
        pytest.param({"body": "{}", "content_type": "application/json"}, 12300, id="JSON"),
        pytest.param({"body": twiml("x" * 70000)}, 11750, id="too large"),
    ],
)
def test_when_the_webhook_fails_the_fallback_is_asked_with_the_reason(receiver: Receiver, answer: dict[str, object], code: int) -> None:
    with a_carrier(receiver, webhook_timeout=0.4) as carrier:
        receiver.answers(**answer)  # type: ignore[arg-type]
        receiver.says("Hold on", path="/sms/fallback")

        inbound = carrier.standin.text(a_number(), "hi")

        [first, second] = receiver.posts
        assert (inbound.problem, inbound.answered, inbound.replies) == (code, True, ("Hold on",))
        assert second.signed
        assert (second.path, second.form["ErrorCode"]) == ("/sms/fallback", str(code))
        assert second.form["ErrorUrl"] == f"{receiver.public_url}/sms/inbound"
        assert second.form["MessageSid"] == first.form["MessageSid"]


def test_when_the_line_is_down_the_phone_shows_that_nobody_answered() -> None:
    with Receiver() as receiver:
        pass
    with a_carrier(receiver) as carrier:
        inbound = carrier.standin.text(a_number(), "hi")

        assert (inbound.problem, inbound.answered, inbound.replies) == (11205, False, ())
        assert [entry.status for entry in carrier.standin.thread(a_number())] == [UNANSWERED]


def test_nothing_is_posted_outside_this_machine() -> None:
    with pytest.raises(NotLoopback, match=r"only to this machine. Set PUBLIC_URL to http://127.0.0.1:PORT"):
        StandIn(ACCOUNT, TOKEN, PUBLIC)


STOPS = ["STOP", "stop", " Stop ", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT"]


class TestKeywords:
    """The carrier takes some words for itself, acts and answers, and tells the line all the same."""

    @pytest.mark.parametrize("word", STOPS)
    def test_a_stop_word_blocks_and_is_answered_by_the_carrier(self, receiver: Receiver, carrier: StandInServer, word: str) -> None:
        receiver.says("must not arrive")

        inbound = carrier.standin.text(a_number(), word)
        later = api(carrier).post("Messages.json", data={"MessagingServiceSid": SERVICE, "To": a_number(), "Body": "Hello"})

        assert inbound.replies == ()
        assert ["unsubscribed" in body for body in bodies(carrier)] == [True]
        assert (later.status_code, later.json()["code"]) == (400, 21610)
        assert receiver.got("/sms/inbound")[0].get("OptOutType") is None
        assert carrier.standin.records.counts()["refused"] == 1

    @pytest.mark.parametrize("word", ["START", "yes", "Unstop"])
    def test_a_start_word_lifts_the_block(self, receiver: Receiver, carrier: StandInServer, word: str) -> None:
        carrier.standin.text(a_number(), "STOP")
        receiver.says("Hello")

        inbound = carrier.standin.text(a_number(), word)

        assert inbound.replies == ("Hello",)
        assert ["resubscribed" in body for body in bodies(carrier)] == [False, True, False]

    def test_yes_from_somebody_who_has_not_opted_out_is_for_the_line_alone(self, receiver: Receiver, carrier: StandInServer) -> None:
        receiver.says("Hello")

        carrier.standin.text(a_number(), "yes")

        assert bodies(carrier) == ["Hello"]

    @pytest.mark.parametrize("word", ["HELP", "info"])
    def test_a_help_word_is_answered_by_the_carrier_and_the_line(self, receiver: Receiver, carrier: StandInServer, word: str) -> None:
        receiver.says("Hello")

        carrier.standin.text(a_number(), word)

        assert len(bodies(carrier)) == 2
        assert bodies(carrier)[1] == "Hello"

    @pytest.mark.parametrize("text", ["STOP please", "please stop", "STOP.", "alto", "helpme"])
    def test_other_texts_are_no_keywords(self, receiver: Receiver, carrier: StandInServer, text: str) -> None:
        receiver.says("Hello")

        carrier.standin.text(a_number(), text)

        assert bodies(carrier) == ["Hello"]

    def test_one_phones_stop_is_not_anothers(self, receiver: Receiver, carrier: StandInServer) -> None:
        carrier.standin.text(a_number(), "STOP")
        receiver.says("Hello")

        assert carrier.standin.text(a_number(44), "hi").replies == ("Hello",)

    @pytest.fixture
    def advanced(self, receiver: Receiver) -> Iterator[StandInServer]:
        with a_carrier(receiver, advanced_opt_out=True) as server:
            yield server

    @pytest.mark.parametrize(("word", "kind"), [("Stop", "STOP"), ("QUIT", "STOP"), ("yes", "START"), ("info", "HELP")])
    def test_advanced_opt_out_names_the_kind(self, receiver: Receiver, advanced: StandInServer, word: str, kind: str) -> None:
        advanced.standin.text(a_number(), word)

        assert (receiver.posts[0].form["OptOutType"], receiver.posts[0].signed) == (kind, True)

    def test_keywords_may_be_swallowed(self, receiver: Receiver) -> None:
        with a_carrier(receiver, swallow_keywords=True) as carrier:
            carrier.standin.text(a_number(), "STOP")

            assert receiver.posts == []
            assert len(bodies(carrier)) == 1
