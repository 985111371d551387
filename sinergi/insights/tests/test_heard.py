"""When the public writes: told only where it wrote enough, and not evenly."""

from __future__ import annotations

import random
from math import comb

import pytest

from sinergi.insights import heard


def test_the_public_is_told_of_only_where_it_wrote_enough_and_not_evenly() -> None:
    evenly = [(day, hour) for day in range(7) for hour in heard.AWAKE] * 2
    assert heard.heard(evenly) == (len(evenly), [])
    evenings = [(day, 19) for day in range(5)] * 12
    total, told = heard.heard([*evenly, *evenings, *[(0, 3)] * 50])
    assert total == len(evenly) + 60
    assert [(one.rest, one.first, one.n) for one in told] == [(False, 18, 80)]
    assert heard.heard([(0, 19)] * (heard.HEARD - 1)) == (heard.HEARD - 1, [])


def test_a_public_that_writes_evenly_gives_no_hint_in_nineteen_of_twenty_offices() -> None:
    dice = random.Random(23)  # invented figures
    told = 0
    for _ in range(300):
        times = [
            (dice.randrange(7), dice.choice(heard.AWAKE)) for _ in range(dice.randrange(30, 400))
        ]
        told += bool(heard.heard(times)[1])
    assert told <= 15


def test_the_chance_of_many_is_that_of_counting_them_one_by_one() -> None:
    for hits in range(13):
        exact = sum(comb(12, k) * 0.3**k * 0.7 ** (12 - k) for k in range(hits, 13))
        assert heard.binomial(hits, 12, 0.3) == pytest.approx(exact)
