"""Digits: choices of the last reply, and the four that always mean the same."""

import pytest

from bot.words.segments import count_segments
from tests.line import meaning


@pytest.fixture
def cost(line):
    """A person who has asked about cost and been greeted."""
    line.engine.meanings |= {"hi": meaning("greet"), "cost": meaning("cost_of_care")}
    line.text("hi")
    line.text("1")
    line.text("cost")
    return line


def test_a_choice_is_an_intent_and_needs_no_model(cost):
    """The engine gets the topic's name, not a text."""
    cost.text("2")

    assert cost.engine.asked_with[-1] == {"text": None, "intent": "find_clinic", "asked": None, "language": "en"}


@pytest.mark.parametrize("digit", ["٢", "２", "2.", " 2 ", "२"])
def test_digits_of_every_script_choose(cost, digit):
    """A phone set to Arabic types Arabic digits."""
    assert cost.text(digit).replies[0].key == "find_clinic"


def test_more_goes_on_to_the_second_layer_and_then_says_that_is_all(cost):
    """Each part is told once."""
    seen = []
    for _ in range(8):
        if "more" not in cost.conversation_of().menu:
            break
        seen.append(cost.text("1").replies[0].text)

    assert len(seen) == len(set(seen))
    assert "".join("".join(seen).split()) in "".join(cost.reply("cost_of_care").split()) + "".join(
        cost.services.words.text("cost_of_care", "en", "more").split()
    )


def test_a_digit_without_a_meaning_is_said_so_and_the_choices_stay(cost):
    """A slip of the finger loses nothing."""
    menu = cost.conversation_of().menu

    answer = cost.text("6")

    assert answer.replies[0].key == "no_choice"
    assert cost.conversation_of().menu == menu


def test_seven_shows_what_did_not_fit(line):
    """The main menu has eight topics; six digits are free."""
    line.engine.meanings["hi"] = meaning("greet")
    line.text("hi")
    line.text("1")
    first, rest = line.conversation_of().menu, line.conversation_of().menu_rest

    line.text("7")

    assert rest
    assert line.conversation_of().menu[: len(rest)] == rest
    assert set(line.services.words.topics.menu) == {v.removeprefix("topic:") for v in (*first, *line.conversation_of().menu)}


def test_nine_offers_languages_by_their_own_names_and_the_choice_stays(cost):
    """The choice wins over what is detected later."""
    answer = cost.text("9")
    spanish = next(choice for choice in answer.choices if choice.label == "Español")

    assert cost.text(spanish.digit).language == "es"
    assert cost.text("thank you for your help my friend").language == "es"


def test_the_name_of_a_language_alone_changes_it(cost):
    """ "Español" needs no model."""
    assert cost.text("español").language == "es"
    assert cost.text("العربية").language == "ar"


def test_constants_stand_under_every_ordinary_reply(cost):
    """The same digits in every message."""
    for words in ("cost", "2", "nonsense words", "9"):
        last = cost.bodies(cost.text(words))[-1]
        assert "0 leave" in last
        assert "8 person" in last


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_every_topic_in_every_language_keeps_the_budget_on_sms(line, language):
    """No text of ours costs more than four segments, whatever its script."""
    line.text("hello", language=language)
    for topic in line.services.words.topics.by_name:
        for value in (f"topic:{topic}", "more", "more", "more"):
            for body in line.bodies(line.text(choice=value, language=language)):
                assert 0 < count_segments(body) <= 4, (topic, body)


def test_a_remark_in_passing_keeps_the_choices_and_what_was_told(cost):
    """ "ok" and "thanks" take nothing away."""
    cost.engine.meanings |= {"ok": meaning("affirm"), "simpler please": meaning("repeat_simpler")}
    menu = cost.conversation_of().menu

    cost.text("ok")

    assert cost.conversation_of().menu == menu
    assert cost.services.words.text("cost_of_care", "en", "plain") in cost.bodies(cost.text("simpler please"))[0]
