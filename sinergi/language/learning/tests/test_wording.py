"""Indonesian messages in English words: what they say stays beside their label."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sinergi.language.learning.recipes import Recipe, Source
from sinergi.language.learning.rows import fifth_of
from sinergi.language.learning.sets import Labelled
from sinergi.language.learning.shipped import trial
from sinergi.language.learning.wording import dictionary, in_english
from sinergi.language.normalising import usual

WORDS = dictionary()


@pytest.mark.parametrize(("text", "english"), [
    ("makanannya tidak enak", "food not delicious"),
    ("Pelayanan ramah, harga murah!", "service friendly , price cheap !"),
    ("gk enak bgt", "no delicious very"),
    ("Cibinong 17", "cibinong 17"),
    ("", ""),
])  # fmt: skip
def test_words_are_said_in_english_one_by_one(text: str, english: str) -> None:
    assert in_english(text, 0, WORDS) == english


def test_of_several_words_each_has_its_turn() -> None:
    assert [in_english("baik", turn, WORDS) for turn in range(4)] == [
        "good", "kind", "well", "good",
    ]  # fmt: skip


def test_the_dictionary_is_of_words_as_they_are_read() -> None:
    assert len(WORDS) > 1500
    for word, said in WORDS.items():
        assert word == word.lower().strip()
        assert all(one == one.strip() for one in said), word


def test_a_word_that_is_looked_up_is_in_its_usual_spelling() -> None:
    """What ``usual`` turns into another word would never be found."""
    lost = {word for word in WORDS if usual(word) != word}
    assert lost == set()


def test_copies_are_learnt_from_on_the_side_of_what_they_copy() -> None:
    """Labels by chance cannot be known of a message, unless its copy told them."""
    chance = random.Random(4)
    labels = [chance.choice(["negative", "positive"]) for _ in range(60)]
    said = [Labelled(f"{chance.random()}", la, "ind", "own", la) for la in labels]
    copies = Source(said, copies=fifth_of(len(said)).tolist())
    recipe = Recipe(
        "sentiment", ("negative", "positive"), lambda _: [Source(said), copies], most=1000,
        fifths=(0, 1, 2, 3, 4),
    )  # fmt: skip
    told = trial(recipe, Path()).told
    assert [message for message, _ in told] == said
    assert sum(answer.right for _, answer in told) < 45
