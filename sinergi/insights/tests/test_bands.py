"""In which hours posts do better: held against the same worked out in another way, and noise."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations
from math import comb
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinergi.insights import bands
from sinergi.insights.bands import Post

#: When offices post: weekdays and hours, with how often.
WEEK = [(day, hour) for day in range(7) for hour in (7, 9, 9, 11, 13, 15, 15, 19, 19)]

Draw = Callable[[random.Random], int]
NOISE: dict[str, Draw] = {
    "reach": lambda dice: int(dice.lognormvariate(5, 1)),
    "a few likes": lambda dice: sum(dice.random() < 0.06 for _ in range(10)),
    "now and then very much": lambda dice: int(5 * dice.paretovariate(1.1)),
}


def posts(dice: random.Random, number: int, draw: Draw) -> list[Post]:
    return [Post(*dice.choice(WEEK), draw(dice)) for _ in range(number)]


def share(make: Callable[[], list[Post]], tries: int) -> float:
    return sum(bool(bands.better(make())) for _ in range(tries)) / tries


@pytest.mark.parametrize("kind", NOISE)
def test_noise_gives_no_hint_in_nineteen_of_twenty_accounts(kind: str) -> None:
    dice = random.Random(20)  # invented figures
    made = share(lambda: posts(dice, dice.randrange(30, 160), NOISE[kind]), 400)
    assert made <= 0.05


def test_an_account_that_grows_while_it_changes_its_hours_gives_none_either() -> None:
    dice = random.Random(21)  # invented figures

    def grown() -> list[Post]:
        number = dice.randrange(40, 160)
        return [
            Post(dice.randrange(5), 8 if n < number / 2 else 18, int((1 + 9 * n / number) * value))
            for n, value in enumerate(NOISE["reach"](dice) for _ in range(number))
        ]

    assert share(grown, 300) <= 0.05


def test_hours_that_do_three_times_as_well_are_found_and_no_others() -> None:
    dice = random.Random(22)  # invented figures
    found, wrong = 0, 0
    for _ in range(60):
        rows = posts(dice, 160, NOISE["reach"])
        rows = [
            Post(p.weekday, p.hour, p.value * (3 if p.weekday < 5 and p.hour == 19 else 1))
            for p in rows
        ]
        told = bands.better(rows)
        found += any((band.rest, band.first) == (False, 18) for band in told)
        wrong += any((band.rest, band.first) != (False, 18) for band in told)
    assert found >= 54
    assert wrong <= 3


def test_a_band_says_how_many_posts_by_how_much_and_by_what_chance() -> None:
    rows = [
        Post(n % 5, 19 if n % 4 == 0 else 9, 40 if n % 4 == 0 else 10 + n % 3) for n in range(48)
    ]
    (band,) = bands.better(rows)
    assert (band.rest, band.first, band.end, band.n, band.above) == (False, 18, 20, 12, 12)
    assert band.low <= band.ratio <= band.high
    assert 3 < band.ratio < 4
    assert 0 < band.chance < 0.001


def test_too_few_posts_say_nothing_however_far_apart() -> None:
    rows = [Post(0, 19 if n % 2 else 9, 1000 if n % 2 else 1) for n in range(bands.NEEDED - 1)]
    assert bands.better(rows) == []
    assert bands.better([*rows, Post(0, 19, 1000)]) != []


@pytest.mark.parametrize("length", [2, 9, 30, 31, 32, 33, 60])
def test_what_is_usual_around_a_post_is_the_median_of_those_nearest_without_it(length: int) -> None:
    dice = random.Random(length)
    values = [dice.randrange(10) for _ in range(length)]
    for number, told in enumerate(bands.around(values)):
        others = sorted(
            (abs(place - number), place) for place in range(len(values)) if place != number
        )
        if len(others) <= bands.AROUND:
            assert told == median(values[place] for _far, place in others)
        else:
            half = bands.AROUND // 2
            ends = half <= number < len(values) - half
            near = [values[place] for _far, place in others[: bands.AROUND]]
            assert not ends or told == median(near)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(13)))
def test_the_chance_is_that_of_all_ways_to_draw(order: list[int]) -> None:
    """Every way to draw five ranks is written out and counted: no distribution is believed."""
    standing, ties = bands.ranks([float(value) for value in order])
    drawn = sum(standing[:5])
    exact = sum(sum(way) >= drawn for way in combinations(standing, 5)) / comb(13, 5)
    assert bands.tail(standing[:5], 13, ties) == pytest.approx(exact, abs=0.015)


@pytest.mark.parametrize("seed", range(4))
def test_with_many_equals_it_is_that_of_shuffling(seed: int) -> None:
    dice = random.Random(seed)
    standing, ties = bands.ranks([float(NOISE["a few likes"](dice)) for _ in range(60)])
    told, drawn, often = bands.tail(standing[:12], 60, ties), sum(standing[:12]), 4000
    shuffled = sum(sum(dice.sample(standing, 12)) >= drawn for _ in range(often)) / often
    assert told == pytest.approx(shuffled, abs=0.05)


def test_ranks_of_equals_are_the_middle_one() -> None:
    assert bands.ranks([5, 1, 5, 9]) == ([2.5, 1.0, 2.5, 4.0], 6)
    assert bands.tail([1.0, 2.0], 2, 0) == 1.0  # all of them: nothing to compare with
