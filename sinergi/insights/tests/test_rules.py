"""When figures are asked for, how old they are, and what engagement is made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sinergi.insights import rules

SENT = datetime(2026, 11, 1, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("age", "count"),
    [(0, 0), (0.9, 0), (1, 1), (24, 24), (29, 24), (30, 25), (168, 48), (192, 49), (720, 71)],
)
def test_a_young_post_is_looked_at_often_and_an_old_one_seldom(age: float, count: int) -> None:
    assert rules.looks(age * HOUR) == count
    assert rules.looks(31 * 24 * HOUR) == 71


def test_where_every_look_is_charged_there_is_one_a_day() -> None:
    assert rules.looks(30 * 24 * HOUR, charged=True) == 30


def test_a_look_is_due_once() -> None:
    at = SENT + 90 * timedelta(minutes=1)
    assert rules.is_due(SENT, None, at)
    assert not rules.is_due(SENT, at, at + timedelta(minutes=20))
    assert rules.is_due(SENT, at, at + HOUR)
    assert not rules.is_due(SENT, SENT + 31 * 24 * HOUR, SENT + 40 * 24 * HOUR)


def test_the_next_look_is_the_moment_at_which_one_falls_due() -> None:
    moment = SENT
    for _ in range(71):
        following = rules.next_look(SENT, moment)
        assert following is not None
        assert not rules.is_due(SENT, moment, following - timedelta(seconds=1))
        assert rules.is_due(SENT, moment, following)
        moment = following
    assert rules.next_look(SENT, moment) is None


def test_failures_wait_longer_and_longer_but_at_least_as_long_as_asked() -> None:
    assert [rules.wait(n, None) for n in (0, 1, 9)] == [HOUR, 2 * HOUR, 24 * HOUR]
    assert rules.wait(0, 3 * HOUR) == 3 * HOUR
    assert rules.wait(0, timedelta(days=2_900_000)) == 24 * HOUR


def test_a_figure_grows_old() -> None:
    assert rules.age(SENT, SENT + HOUR) == HOUR
    assert rules.age(SENT + HOUR, SENT) == timedelta(0)
    assert not rules.is_stale(SENT, SENT + 72 * HOUR)
    assert rules.is_stale(SENT, SENT + 73 * HOUR)


def test_engagement_is_told_with_its_parts_by_each_base_that_is_known() -> None:
    known = {"likes": 12, "comments": 3, "reach": 500, "views": 0, "clicks": 9}
    by_reach, by_followers = rules.engagement(known, 1500)
    assert by_reach.parts == (("likes", 12), ("comments", 3))
    assert (by_reach.by, by_reach.total, by_reach.base, by_reach.share) == ("reach", 15, 500, 0.03)
    assert (by_followers.by, by_followers.share) == ("followers", 0.01)


def test_without_parts_or_base_there_is_no_engagement() -> None:
    assert rules.engagement({"reach": 500}, 10) == ()
    assert rules.engagement({"likes": 5}, None) == ()
    assert rules.engagement({"likes": 5}, 0) == ()
