"""What stays between two rows of words, whatever they are made of."""

from __future__ import annotations

import random
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.lib import comparing

#: Rows that come to pairs of the same word by the million. Compared by ``difflib`` alone each took
#: from ten seconds to minutes.
HOSTILE = (
    (["a", "a", "b"] * 3000, ["b", "a", "a", "c"] * 2500),
    (["a", "b", "c"] * 3000, ["c", "b", "a"] * 3000),
    ([str(n * n % 97) for n in range(9000)], [str(n * n * n % 89) for n in range(9000)]),
    (["x", *"ab" * 5000], [*"ba" * 5000, "x"]),
)


def first(old: list[str], new: list[str], steps: list[comparing.Step]) -> list[str]:
    """Walk the way that is told, and return where it leads."""
    walked, a, c = list[str](), 0, 0
    for kind, begin, end, there, until in steps:
        assert (begin, there) == (a, c), "a step begins where the one before ended"
        assert kind != "equal" or old[begin:end] == new[there:until]
        assert (kind == "insert") == (begin == end)
        assert (kind == "delete") == (there == until)
        walked += old[begin:end] if kind == "equal" else new[there:until]
        a, c = end, until
    assert (a, c) == (len(old), len(new))
    return walked


@given(st.lists(st.sampled_from("abcde"), max_size=30), st.lists(st.sampled_from("abcde")))
def test_texts_that_people_write_are_compared_as_ever(old: list[str], new: list[str]) -> None:
    steps = comparing.steps(old, new)
    assert steps == SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    assert first(old, new, steps) == new


@pytest.mark.parametrize(("old", "new"), HOSTILE)
def test_words_that_come_again_and_again_take_no_minutes(old: list[str], new: list[str]) -> None:
    assert first(old, new, comparing.steps(old, new)) == new


def test_a_change_in_a_long_text_of_few_words_is_found() -> None:
    old = ["a", "a", "b"] * 3000
    new = [*old[:4000], "baru", *old[4000:]]
    assert comparing.steps(old, new) == [
        ("equal", 0, 4000, 0, 4000),
        ("insert", 4000, 4000, 4000, 4001),
        ("equal", 4000, 9000, 4001, 9001),
    ]


def test_in_a_long_text_what_moved_little_stays() -> None:
    chance = random.Random(7)
    often = ["yang", "dan", "di", "ke"]
    old = [word for n in range(3000) for word in (f"kata{n}", *chance.choices(often, k=2))]
    new = [word for word in old if word != "kata700"]
    new[5000:5000] = ["sisipan"]
    new[8000] = "ganti"
    steps = comparing.steps(old, new)
    assert first(old, new, steps) == new
    assert sum(step[2] - step[1] for step in steps if step[0] == "equal") >= len(old) - 4
