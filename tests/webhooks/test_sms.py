"""The carrier's webhooks: signed or refused, once or not at all, and an answer to whatever people send."""

import pytest
from werkzeug.datastructures import MultiDict

from bot.memory import keys
from tests.line import meaning


def texts(response):
    """Return the message bodies of a TwiML answer."""
    from xml.etree import ElementTree

    return [message.text or "" for message in ElementTree.fromstring(response.data).iter("Message")]


@pytest.mark.parametrize("path", ["/sms/inbound", "/sms/fallback", "/sms/status"])
def test_what_the_carrier_did_not_sign_is_refused_without_effect(carrier, line, path):
    """Missing, wrong, and signed with another token: the same plain 403, and nothing is written."""
    form = carrier.form()
    other = carrier.sign(path, form, token="another token")

    for signature in ("", "nonsense", other):
        response = carrier.post(path, form, signature=signature)
        assert (response.status_code, response.text) == (403, "403\n")
    assert carrier.client.post(path, data=form).status_code == 403
    assert list(line.services.redis.scan_iter()) == []


def test_a_changed_form_or_address_breaks_the_signature(carrier):
    """One character more in the body, one parameter more in the address."""
    form = carrier.form(" hi ")
    signature = carrier.sign("/sms/inbound", form)

    assert carrier.post("/sms/inbound", form | {"Body": "hi"}, signature=signature).status_code == 403
    assert carrier.post("/sms/inbound?x=1", form, signature=signature).status_code == 403
    assert carrier.post("/sms/inbound", form, signature=signature).status_code == 200


def test_json_and_get_are_refused(carrier):
    """With a JSON body the validator would be satisfied by a hash in the address; GET would put numbers into logs."""
    assert carrier.client.post("/sms/inbound", json=carrier.form()).status_code == 415
    assert carrier.client.get("/sms/inbound").status_code == 405


def test_a_text_gets_its_answer_in_the_same_response(carrier, line):
    """TwiML, each message asking to be told when it is final."""
    line.engine.meanings["no tengo dinero para el doctor"] = meaning("cost_of_care")

    response = carrier.post(form=carrier.form("no tengo dinero para el doctor"))

    assert response.mimetype == "text/xml"
    assert texts(response)[0] in line.reply("cost_of_care", "es")
    assert b'statusCallback="http://127.0.0.1:8000/sms/status"' in response.data


def test_the_same_message_twice_is_one_turn(carrier, line):
    """A replay or a retry says nothing new and does nothing."""
    form = carrier.form("8")
    first = carrier.post(form=form)
    waiting = line.services.line.waiting()

    again = carrier.post(form=form)

    assert texts(first)
    assert texts(again) == []
    assert line.services.line.waiting() == waiting
    assert texts(carrier.post("/sms/fallback", form)) == []
    assert line.services.metrics.value("repeated_message") == 2


def test_the_fallback_answers_what_the_first_attempt_never_did(carrier, line):
    """The first attempt was killed in mid-turn: its mark is there, its answer is not."""
    form = carrier.form("8")
    seen = line.services.pseudonyms.of(f"message {form['MessageSid']}", line.clock())[0]
    line.services.conversations.first_time(seen)

    assert texts(carrier.post("/sms/fallback", form))


@pytest.mark.parametrize(
    "body",
    ["", " ", "😀👍🏽", "a\x00b", "x" * 1600, "x" * 5000, "/restart", "/greet{\"a\": 1}", "／ help", "\u202e gnirts", "<b>&'\"", "\ud83d".encode("utf-8", "replace").decode()],
)  # fmt: skip
def test_whatever_is_sent_gets_an_ordinary_answer(carrier, body):
    """Nothing that a person can type is an error."""
    response = carrier.post(form=carrier.form(body))

    assert response.status_code == 200
    assert texts(response)


def test_two_hundred_unknown_fields_are_part_of_what_was_signed(carrier):
    """The carrier may add fields at any time; repeated ones too."""
    form = MultiDict(carrier.form("hello"))
    for number in range(200):
        form.add(f"Unknown{number}", "value")
    form.add("Unknown1", "again")
    validator_form = carrier.sign("/sms/inbound", form)

    response = carrier.client.post("/sms/inbound", data=form, headers={"X-Twilio-Signature": validator_form})

    assert response.status_code == 200


def test_pictures_are_not_fetched_and_said_so(carrier, line):
    """The person learns that it did not arrive."""
    response = carrier.post(form=carrier.form("", NumMedia="1", MediaUrl0="https://127.0.0.1/x", MediaContentType0="image/jpeg"))

    assert texts(response)[0] == line.reply("media")


def test_every_message_record_is_listed_for_deletion(carrier, line):
    """Inbound after the answer, outbound when it is final."""
    form = carrier.form("hello")
    carrier.post(form=form)
    out = {"MessageSid": "SM" + "a" * 32, "MessageStatus": "delivered", "To": "+15005550006"}
    carrier.post("/sms/status", out)

    listed = {sid.decode() for sid in line.services.redis.zrange(keys.ERASE, 0, -1)}
    assert listed == {form["MessageSid"], out["MessageSid"]}


def test_no_number_place_or_sentence_is_written_for_a_person_with_the_bot(carrier, line):
    """Not even sealed: Twilio gave it, the answer went back on the same request."""
    carrier.post(form=carrier.form("my canary sentence about a blue heron", FromCity="CANARYTOWN"))

    held = b"".join(line.everything().values()) + "".join(line.everything()).encode()
    for trace in (b"5005550006", b"heron", b"CANARYTOWN", b"62701"):
        assert trace not in held


def test_a_number_is_sealed_only_while_a_human_is_asked_for(carrier, line):
    """And no plain trace of it or of the words is in Redis, jobs included."""
    carrier.post(form=carrier.form("8"))
    carrier.post(form=carrier.form("the heron sentence"))

    held = b"".join(line.everything().values()) + "".join(line.everything()).encode()
    assert b"5005550006" not in held
    assert b"heron" not in held
    assert list(line.services.redis.scan_iter(match="addr:*"))


def test_errors_are_constant_words(carrier, app):
    """Whoever keeps failing responses learns nothing from them."""
    assert carrier.post(form={"Body": "secret words"}).text == "400\n"
    assert app.test_client().get("/secret-path").text == "404\n"
    large = carrier.form("x" * 200_000)
    assert carrier.client.post("/sms/inbound", data=large, headers={"X-Twilio-Signature": "any"}).text in ("403\n", "413\n")
