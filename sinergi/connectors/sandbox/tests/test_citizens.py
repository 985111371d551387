"""Invented citizens do the same on the same seed, and not all at once."""

from __future__ import annotations

from collections import Counter

from sinergi.connectors.sandbox.citizens import CITIZENS, FIRST, LAST, plans, second_thoughts


def test_the_same_seed_gives_the_same_citizens() -> None:
    assert list(plans(7, 12)) == list(plans(7, 12))
    assert list(plans(7, 12)) != list(plans(8, 12))
    assert list(plans(7, 12)) != list(plans(7, 13))
    handle = CITIZENS[0][0]
    for post in range(50):
        assert list(second_thoughts(7, post, handle)) == list(second_thoughts(7, post, handle))


def test_what_they_do_is_known_and_takes_seconds_to_an_hour() -> None:
    every = [plan for post in range(300) for plan in plans(1, post)]
    assert {(plan.handle, plan.name) for plan in every} == set(CITIZENS)
    assert all(FIRST <= plan.after <= LAST for plan in every)
    assert all(bool(plan.text) == (plan.act == "answer") for plan in every)
    soon = sum(plan.after < 180 for plan in every)
    assert 0.4 < soon / len(every) < 0.7  # a demo lives within minutes


def test_most_like_some_answer_and_many_stay_quiet() -> None:
    posts = [list(plans(1, post)) for post in range(300)]
    acts = Counter(plan.act for done in posts for plan in done)
    assert acts["like"] > acts["answer"] > 200
    assert sum(acts.values()) < 300 * len(CITIZENS) * 0.6


def test_answered_citizens_thank_or_ask_on_or_go_quiet() -> None:
    after = [list(second_thoughts(1, post, CITIZENS[2][0])) for post in range(300)]
    quiet = sum(not done for done in after)
    assert 90 < quiet < 180
    assert {plan.name for done in after for plan in done} == {CITIZENS[2][1]}
    assert list(second_thoughts(1, 1, "kecamatan.cibinong")) == []
