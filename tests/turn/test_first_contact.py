"""The beginning: an answer first if something was asked, then who this is and whether it is safe."""

from bot.conversation import Phase, Question
from tests.line import meaning


def test_a_question_is_answered_before_the_greeting(line):
    """Nobody who asks for help is made to fill in a form first."""
    line.engine.meanings["no tengo dinero para el doctor"] = meaning("cost_of_care")

    answer = line.text("no tengo dinero para el doctor")

    assert [reply.key for reply in answer.replies] == ["cost_of_care", "first_contact"]
    assert answer.language == "es"
    assert answer.choices[0].value == "more"
    assert answer.choices[-1].value == "not_safe"


def test_hello_alone_gets_the_greeting_alone(line):
    """Who is it, is it private, is it safe: one text."""
    line.engine.meanings["hi"] = meaning("greet")

    answer = line.text("hi")

    assert [reply.key for reply in answer.replies] == ["first_contact"]
    assert [choice.value for choice in answer.choices] == ["yes", "no"]
    assert line.conversation_of().asked is Question.SAFE_TO_TEXT


def test_not_safe_says_one_dull_line_and_drops_everything(line):
    """ "Not safe" is believed at once."""
    line.engine.meanings["hi"] = meaning("greet")
    line.text("hi")

    answer = line.text("2")

    assert line.bodies(answer) == [line.reply("safe_no")]
    assert answer.ended
    assert line.conversation_of() is None


def test_safe_teaches_the_words_that_hide_and_bring_back(line):
    """The greeting's second message."""
    line.engine.meanings["hi"] = meaning("greet")
    line.text("hi")

    answer = line.text("1")

    keys = [reply.key for reply in answer.replies]
    assert keys == ["safe_yes", "exit_taught"]
    assert "see you saturday" in line.bodies(answer)[-1]
    assert line.conversation_of().safe_to_text is True


def test_the_greeting_is_said_once(line):
    """The next message is answered without it."""
    line.text("hello")

    assert "first_contact" not in [reply.key for reply in line.text("something else").replies]


def test_help_for_the_first_time_gets_the_neutral_line_and_the_greeting(line):
    """The carrier's HELP may be a cry for help."""
    answer = line.text("HELP")

    assert [reply.key for reply in answer.replies] == ["carrier_help", "first_contact"]


def test_when_the_carrier_answered_help_itself_only_the_greeting_is_said(line):
    """Two help texts would be one too many."""
    answer = line.text("help", opt_out="HELP")

    assert [reply.key for reply in answer.replies] == ["first_contact"]
    assert line.text("help", opt_out="HELP").replies == ()


def test_stop_ends_everything_and_sends_nothing(line):
    """The carrier has answered and blocked already."""
    line.text("hello")
    line.text("8")

    answer = line.text("Stop")

    assert answer.replies == ()
    assert line.conversation_of() is None
    assert line.services.line.waiting() == []


def test_somebody_new_is_in_the_bots_hands(line):
    """No human is involved before one is asked for."""
    assert line.text("hello").phase is Phase.BOT
