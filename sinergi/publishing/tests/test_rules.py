"""The state of a post follows from its deliveries, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.networks.models import Delivery
from sinergi.publishing import rules
from sinergi.publishing.models import Post

STATES = st.lists(st.sampled_from([str(s) for s in Delivery.State.values]), max_size=8)
OPEN = {"waiting", "sending", "by_hand"}


@given(STATES)
def test_every_mixture_has_a_state_that_exists(states: list[str]) -> None:
    assert rules.state_of(states) in Post.State.values


@given(STATES)
def test_a_post_is_published_only_when_everything_that_counts_is_sent(states: list[str]) -> None:
    live = [s for s in states if s != "cancelled"]
    assert (rules.state_of(states) == "published") == (bool(live) and set(live) == {"sent"})


@given(STATES)
def test_while_anything_is_open_nothing_is_called_finished(states: list[str]) -> None:
    if OPEN & set(states):
        assert rules.state_of(states) in {"scheduled", "sending"}


@given(STATES)
def test_what_may_be_out_there_is_never_called_failed(states: list[str]) -> None:
    if {"unsure", "sent"} & set(states):
        assert rules.state_of(states) not in {"failed", "cancelled", "draft"}


@given(STATES)
def test_order_does_not_matter(states: list[str]) -> None:
    assert rules.state_of(states) == rules.state_of(states[::-1])


@given(st.permutations([1, 2, 3]))
def test_the_fingerprint_does_not_depend_on_the_order_of_accounts(order: list[int]) -> None:
    asked = [{"account": n, "text": f"teks {n}", "media": [], "options": {}} for n in order]
    assert rules.fingerprint(asked) == rules.fingerprint(asked[::-1])


@pytest.mark.parametrize("name", ["text", "media", "options", "account"])
def test_the_fingerprint_covers(name: str) -> None:
    plain = {"account": 1, "text": "a", "media": [], "options": {}}
    other = {"account": 2, "text": "b", "media": [{"file": "x"}], "options": {"a": "b"}}
    assert rules.fingerprint([plain]) != rules.fingerprint([{**plain, name: other[name]}])
