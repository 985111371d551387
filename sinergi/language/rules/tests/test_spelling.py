"""A thing is named once in the rules, whatever people call it and however badly they type."""

from __future__ import annotations

from importlib import resources

import pytest

from sinergi.language.rules import urgency_of
from sinergi.language.rules.spelling import spelled


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("imah", "rumah"), ("omah", "rumah"), ("rume", "rumah"), ("seuneu", "api"),
        ("ngabeledug", "meledak"), ("rmh", "rumah"), ("rmh2", "rumah"), ("kahuruan", "kebakaran"),
    ],
)  # fmt: skip
def test_other_languages_and_chat_spellings_are_one_word(said: str, word: str) -> None:
    assert spelled(said) == word


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("kebakran", "kebakaran"), ("kebkaran", "kebakaran"), ("kebakarran", "kebakaran"),
        ("lonsor", "longsor"), ("bnajir", "banjir"), ("ambulns", "ambulans"),
    ],
)  # fmt: skip
def test_a_word_of_danger_is_known_with_one_slip(slip: str, word: str) -> None:
    assert spelled(slip) == word


@pytest.mark.parametrize("word", ["kebakaran", "longsor", "tenggelam"])
def test_a_letter_too_many_is_known_wherever_it_stands(word: str) -> None:
    slips = {word[:at] + "x" + word[at:] for at in range(1, len(word) + 1)}
    assert {spelled(slip) for slip in slips} == {word}


@pytest.mark.parametrize("word", ["anjir", "banjar", "ketimun", "tarakan", "evaluasi", "timbang"])
def test_another_word_is_no_slip(word: str) -> None:
    assert spelled(word) == word


def test_each_word_of_the_list_stands_for_one() -> None:
    text = resources.files("sinergi.language.rules").joinpath("words/same.txt").read_text("utf-8")
    lines = [line.split(": ") for line in text.splitlines() if not line.startswith("#")]
    others = [other for _, many in lines for other in many.split(", ")]
    assert len(set(others)) == len(others)
    assert not {word for word, _ in lines} & set(others)


def test_who_is_afraid_is_understood() -> None:
    assert urgency_of("tlg ada org keseret aros sungai ciliwung").label == "danger"
    assert urgency_of("Imah kabeuleum, tulungan!").label == "danger"


def test_a_figure_of_speech_takes_the_danger_out_of_words_around_it() -> None:
    assert urgency_of("Wah rame banget, banjir komentar nih").label == "normal"
    assert urgency_of("Terjebak macet, anak-anak lapar").label == "normal"
