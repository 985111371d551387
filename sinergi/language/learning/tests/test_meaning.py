"""Words that mean the same share what is learnt of them."""

from __future__ import annotations

import numpy as np
import pytest

from sinergi.language.features import count
from sinergi.language.learning.fitting import fit
from sinergi.language.learning.meaning import meanings
from sinergi.language.learning.rows import rows_of
from sinergi.language.learning.tests.test_fitting import LABELS, examples
from sinergi.language.learning.wording import meant
from sinergi.language.lists import listed
from sinergi.language.normalising import usual


def columns_of(word: str) -> set[int]:
    return set(meanings()[count(word).single[0]].indices.tolist())


@pytest.mark.parametrize(
    "words",
    [
        ("bersih", "clean", "resik", "beresih"),
        ("ramah", "friendly", "grapyak", "someh"),
        ("makanan", "makanannya", "food", "panganan", "kadaharan"),
        ("gila", "gile", "edan", "crazy"),
    ],
)
def test_words_that_mean_the_same_have_a_column_together(words: tuple[str, ...]) -> None:
    assert set.intersection(*map(columns_of, words))


def test_words_against_something_share_less_with_words_for_it() -> None:
    assert columns_of("disgusting") & columns_of("filthy")
    assert not columns_of("filthy") & columns_of("spotless")


def test_what_is_turned_is_another_meaning() -> None:
    [(_, _, turned, *_)] = count("friendly").words
    shared = set(meanings()[turned].indices.tolist())
    assert shared
    assert not shared & columns_of("friendly")


def test_a_word_is_understood_that_was_in_no_example() -> None:
    """*Filthy* is in none of them; *sampah* and *rusak* are."""
    learnt, asked = examples(), rows_of(["filthy garbage, broken"])
    without, understood = (
        fit(learnt, meant=shared).scores(asked)[0] for shared in (None, meanings())
    )
    assert LABELS[int(np.argmax(understood))] == "bad"
    assert understood[0] > without[0]


def test_lists_are_of_words_as_they_are_read() -> None:
    assert len(meant()) > 1500
    said = {word for known in meant().values() for words in known.values() for word in words}
    for line in listed("opinions"):
        told, _, words = line.partition(": ")
        assert told.split()[1] in {"positive", "negative", "neutral"}
        said |= set(words.split(", "))
    assert {word for word in said if word != word.lower().strip()} == {"I"}
    assert "" not in said


def test_no_word_is_for_and_against() -> None:
    sides: dict[tuple[str, str], set[str]] = {}
    for line in listed("opinions"):
        told, _, words = line.partition(": ")
        language, side = told.split()
        for word in words.split(", "):
            sides.setdefault((language, usual(word)), set()).add(side)
    assert {word for word, found in sides.items() if len(found) > 1} == set()
