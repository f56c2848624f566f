"""Danger signs fire on danger in every language, and not on ordinary sentences that hold the same words."""

import pytest

from bot.safety.signs import Sign, SignsError, load_signs
from bot.settings import ROOT

SIGNS = load_signs(ROOT / "flows" / "safety")


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("he is going to kill me", Sign.DANGER_NOW), ("HES GONNA HURT ME", Sign.DANGER_NOW), ("they wont let me leave the house tonight", Sign.DANGER_NOW),
        ("im locked in the basement", Sign.DANGER_NOW), ("my boss has a gun and he is following me", Sign.DANGER_NOW),
        ("me va a matar", Sign.DANGER_NOW), ("nos tienen encerradas", Sign.DANGER_NOW), ("esta afuera con un cuchillo y tiene un cuchillo", Sign.DANGER_NOW),
        ("حابسني في البيت", Sign.DANGER_NOW), ("هيقتلني", Sign.DANGER_NOW), ("أنا في خطر الآن", Sign.DANGER_NOW), ("7absni bel bet", Sign.DANGER_NOW),
        ("i don't want to live anymore", Sign.SELF_HARM), ("I took a bunch of pills", Sign.SELF_HARM), ("kms", Sign.SELF_HARM),
        ("ya no quiero vivir", Sign.SELF_HARM), ("me quiero morir", Sign.SELF_HARM), ("بدي اموت", Sign.SELF_HARM), ("أفكر في الانتحار", Sign.SELF_HARM),
        ("not now he is back", Sign.BEING_WATCHED), ("hes home", Sign.BEING_WATCHED), ("gtg hes coming", Sign.BEING_WATCHED), ("ya llego", Sign.BEING_WATCHED),
        ("زوجي رجع", Sign.BEING_WATCHED), ("مش دلوقتي رجع", Sign.BEING_WATCHED), ("he's here i cant talk now", Sign.BEING_WATCHED), ("he reads my texts", Sign.BEING_WATCHED),
        ("no puedo hablar ahora", Sign.BEING_WATCHED), ("me revisa el celular", Sign.BEING_WATCHED), ("ما بقدر احكي هلق", Sign.BEING_WATCHED),
    ],
)  # fmt: skip
def test_danger_is_seen_without_model_network_or_redis(written, sign):
    """The patterns alone see it."""
    assert SIGNS.find(written) is sign


@pytest.mark.parametrize(
    "written",
    [
        "when does he come home from the hospital", "my pain is back", "can i get my money back", "el dolor ya volvió otra vez", "الألم رجع", "my back is killing me", "when does the clinic stop seeing people", "i'm dying to know the result", "my phone is dying",
        "do they give flu shots", "will the doctor hurt me", "the bus is here bye", "he used to beat me, can i see a doctor now",
        "my cousin took too many pills at a party", "no, i'm not in danger", "i have no money for the doctor",
        "me muero de hambre", "la espalda me está matando", "antes me pegaba, ahora no", "no tengo dinero para el doctor", "no, no estoy en peligro",
        "ظهري بيقتلني", "هموت من الضحك", "هل سيتصلون بالشرطة", "كنت محبوسة والآن أنا بخير",
    ],
)  # fmt: skip
def test_ordinary_sentences_with_the_same_words_do_not_fire(written):
    """Each false alarm teaches people not to write."""
    assert SIGNS.find(written) is None


def test_danger_wins_over_wanting_to_die():
    """Whoever is being hurt and wants to die needs the hurt to stop first."""
    assert SIGNS.find("he is going to kill me and i want to die") is Sign.DANGER_NOW


def test_a_very_long_message_is_looked_at_without_stalling():
    """The first 1,600 characters decide; the patterns take no time that grows out of hand."""
    assert SIGNS.find("a " * 100_000 + "he is going to kill me") is None
    assert SIGNS.find("he is going to kill me " + "a " * 100_000) is Sign.DANGER_NOW


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("signs: {danger: [x y]}", "en.yml: danger is no sign; known are danger_now, self_harm, being_watched, harmless."),
        ("signs: {danger_now: ['(unclosed']}", "en.yml: the pattern '(unclosed' cannot be read"),
        ("signs: {danger_now: ['gun']}", "en.yml: the pattern 'gun' is a bare short word and would fire on ordinary sentences."),
    ],
)
def test_broken_signs_are_refused_with_file_and_pattern(tmp_path, content, complaint):
    """A mistake in the data stops the start, not a rescue."""
    (tmp_path / "en.yml").write_text(content)

    with pytest.raises(SignsError) as caught:
        load_signs(tmp_path)

    assert str(caught.value).startswith(complaint)
