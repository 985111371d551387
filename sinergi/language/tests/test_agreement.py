"""Kappa is that of the books, on tables small enough to count by hand."""

from __future__ import annotations

import random

import pytest

from sinergi.language.agreement import Pair, agreement


def table(both: int, first: int, second: int, neither: int) -> list[Pair]:
    return (
        [("a", "a")] * both + [("a", "b")] * first + [("b", "a")] * second + [("b", "b")] * neither
    )


def told(true: str, chance: random.Random) -> str:
    return true if chance.random() < 0.8 else chance.choice("abc")


def test_a_table_counted_by_hand() -> None:
    found = agreement(table(20, 5, 10, 15))
    assert (found.count, found.share) == (50, 0.7)
    assert found.kappa == pytest.approx(0.4)


def test_the_error_is_that_of_fleiss_cohen_and_everitt() -> None:
    """By hand: .10972 where both agree, .10188 where not, less .01; its root over 50, over .5."""
    between = agreement(table(20, 5, 10, 15)).between
    assert between is not None
    assert between[1] - between[0] == pytest.approx(2 * 1.96 * 0.1270, abs=0.0005)


def test_the_interval_holds_what_is_true_in_nineteen_of_twenty() -> None:
    chance, held = random.Random(7), 0
    for _ in range(400):
        true = [chance.choice("abc") for _ in range(120)]
        between = agreement([(told(one, chance), told(one, chance)) for one in true]).between
        assert between is not None
        held += between[0] <= 0.64 <= between[1]  # each keeps the truth with .8: .8 * .8
    assert 0.92 <= held / 400 <= 0.98


def test_chance_alone_is_no_agreement_and_the_contrary_less_than_none() -> None:
    assert agreement(table(25, 25, 25, 25)).kappa == pytest.approx(0)
    assert agreement(table(0, 25, 25, 0)).kappa == pytest.approx(-1)


def test_where_all_is_one_label_nothing_is_said_of_chance() -> None:
    found = agreement([("a", "a")] * 5)
    assert (found.count, found.share, found.kappa, found.between) == (5, 1, None, None)


def test_nothing_is_said_of_nothing() -> None:
    with pytest.raises(ValueError, match="two people"):
        agreement([])
