"""The chat page without script: forms, one cookie, one address, and a way out of every screen."""

import re

import pytest

from tests.line import meaning

FORM = re.compile(r'name="form" value="(\w+)"')


@pytest.fixture
def page(client):
    """A conversation begun in English on the page."""
    client.post("/chat/say", data={"start": "en"})
    return client


def say(client, **fields):
    """Send the page's form as a browser without script does, and follow it."""
    form = FORM.search(client.get("/chat").text).group(1)
    return client.post("/chat/say", data={"form": form, **fields}, follow_redirects=True)


def test_the_first_screen_sets_and_keeps_nothing(client, line):
    """No cookie, no key, before the person starts."""
    response = client.get("/chat")

    assert "Set-Cookie" not in response.headers
    assert [key for key in line.services.redis.scan_iter() if not key.startswith(b"salt:")] == []
    for info in line.services.words.languages:
        assert info.name in response.text


def test_a_question_is_answered_and_a_reload_shows_the_answer(page, line):
    """Made anew from its key; what the person wrote is not kept."""
    line.engine.meanings["no money for a doctor"] = meaning("cost_of_care")

    answered = say(page, text="no money for a doctor").text

    core = line.services.words.text("cost_of_care", "en").split(".")[0]
    assert core in answered
    assert core in page.get("/chat").text
    assert "no money for a doctor" not in page.get("/chat").text


def test_choices_are_buttons_with_the_same_meaning_as_digits(page, line):
    """A pressed button is a choice; so is a typed digit."""
    assert line.services.words.text("safe_yes", "en") in say(page, choice="yes").text
    assert line.services.words.title("cost_of_care", "en") in page.get("/chat").text


def test_a_made_up_choice_is_no_choice(page):
    """Buttons come from outside; what we could not have offered is ignored."""
    assert say(page, choice="topic:../../etc/passwd", text="").status_code == 200
    assert say(page, choice="lang:xx").status_code == 200


def test_a_form_that_is_not_ours_is_refused(page):
    """Another site cannot speak for the person."""
    assert page.post("/chat/say", data={"text": "x"}).status_code == 403
    assert page.post("/chat/say", data={"text": "x", "form": "0" * 32}).status_code == 403
    form = FORM.search(page.get("/chat").text).group(1)
    assert page.post("/chat/say", data={"text": "x", "form": form}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert page.post("/chat/say", data={"text": "x", "form": form}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_leaving_ends_everything_and_goes_to_the_neutral_page(page, line):
    """As a plain link, without script."""
    say(page, choice="person")
    cid = line.services.desk.cards()[0].conversation

    response = page.get("/leave")

    assert response.headers["Location"] == line.services.settings.exit_url
    assert "line=;" in response.headers["Set-Cookie"]
    assert response.headers["Clear-Site-Data"]
    assert line.services.held.of(cid) == []
    assert line.services.desk.cards() == []


def test_another_site_cannot_end_a_talk_by_a_link(page, line):
    """It is only sent on."""
    say(page, choice="person")

    page.get("/leave", headers={"Sec-Fetch-Site": "cross-site"})

    assert len(line.services.desk.cards()) == 1


def test_every_screen_has_the_way_out_first(client, page, line):
    """Start, talk and ended screen: the leave link stands before everything else that can be reached."""
    screens = [client.get("/chat").text, page.get("/chat").text]
    page.delete_cookie("line")
    screens.append(page.get("/chat/lines").text)

    for text in screens:
        assert text.index('href="/leave"') < min(text.find(tag) for tag in ("<form", "<main") if tag in text)


def test_lines_of_a_talk_come_to_the_page_once(page, line):
    """Asked for after an entry, only newer ones come."""
    say(page, choice="person")
    line.on_duty()
    cid = line.services.desk.cards()[0].conversation
    line.services.desk.claim(cid, "ada")
    said = line.services.desk.say(cid, "ada", "I am Ada <script>alert(1)</script>")

    text = page.get("/chat/lines").text
    assert "I am Ada &lt;script&gt;" in text
    assert "<script>alert" not in text
    assert said.id in text
    assert "I am Ada" not in page.get(f"/chat/lines?after={said.id}").text


def test_the_end_is_said_once_and_nothing_is_left(page, line):
    """From the advocate's side."""
    say(page, choice="person")
    line.on_duty()
    cid = line.services.desk.cards()[0].conversation
    line.services.desk.claim(cid, "ada")
    line.services.desk.end(cid, "ada")

    response = page.get("/chat/lines")

    assert response.headers["X-Ended"] == "1"
    assert line.services.words.text("state_ended", "en") in response.text
    assert line.services.words.text("start_button", "en") in page.get("/chat").text


def test_with_redis_away_the_page_still_answers(app, line):
    """Fixed words and the numbers that always work; danger gets the emergency reply."""
    from dataclasses import replace

    from tests.line import Line
    from webhooks.app import create_app

    away = Line.at("unix:///nowhere/redis.sock")
    away.services.staff.migrate()
    client = create_app(away.services.settings, replace(away.services)).test_client()

    response = client.post("/chat/say", data={"start": "en"})
    assert "911" in response.text
    assert client.get("/chat").status_code in (200, 503)
