"""People take words, set them aside, and nothing about a warning goes out after its end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import content
from sinergi.publishing.alerts import deciding, standing, taking
from sinergi.publishing.alerts.tests.conftest import Network, Tell, approve, work
from sinergi.publishing.models import AlertDraft, Emergency
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("borders", "bpbd")]


def test_ayu_takes_the_words_and_gets_a_draft_of_immediate_information(
    words: AlertDraft, ayu: User, ayu_account: Account
) -> None:
    post = deciding.take(ayu, words)
    assert (post.author, post.state, post.kind) == (ayu, "draft", "immediate")
    assert [t.account for t in post.targets.all()] == [ayu_account]
    assert Emergency.objects.get(post=post).missing == ["evacuation", "efforts"]
    assert post.facts["source"] == "BMKG"
    words.refresh_from_db()
    assert (words.state, words.post) == ("taken", post)
    with pytest.raises(No):
        deciding.take(ayu, words)


def test_an_account_that_takes_little_says_it_in_short(words: AlertDraft, ayu: User) -> None:
    target = deciding.take(ayu, words).targets.get()
    assert target.text == words.brief
    assert len(target.text) <= 280


def test_what_is_marked_must_be_filled_in_where_it_is_said(words: AlertDraft, ayu: User) -> None:
    post = deciding.take(ayu, words)
    Emergency.objects.update(evacuation="x", efforts="y")
    assert content.problems(post) == []
    post.targets.update(text="")
    assert any("Fill in what is marked" in no.message for no in content.problems(post))
    post.targets.update(text="[LENGKAPI: di mana kabar berikutnya disampaikan]")
    assert any("Fill in what is marked" in no.message for no in content.problems(post))


def test_it_goes_out_while_the_warning_stands(
    words: AlertDraft, ayu: User, budi: User, network: Network
) -> None:
    post = deciding.take(ayu, words)
    approve(ayu, budi, post)
    work(network)
    assert len(network.visible) == 1


def test_after_the_end_it_does_not_go_out_although_it_was_approved(
    words: AlertDraft, ayu: User, budi: User, network: Network
) -> None:
    post = deciding.take(ayu, words)
    approve(ayu, budi, post)
    AlertDraft.objects.update(ends=timezone.now() - timedelta(seconds=1))
    work(network)
    assert network.visible == []
    post.refresh_from_db()
    delivery = post.targets.get().delivery
    assert delivery is not None
    assert "is over" in str(delivery.problem)
    assert any("is over" in no.message for no in content.problems(post))


@pytest.mark.parametrize(("act", "why"), [("update", "newer warning"), ("cancel", "cancelled")])
def test_what_was_replaced_or_cancelled_does_not_go_out_either(
    act: str, why: str, words: AlertDraft, ayu: User, budi: User, network: Network,
    tree: dict[str, Unit], tell: Tell, now: datetime,
) -> None:  # fmt: skip
    post = deciding.take(ayu, words)
    approve(ayu, budi, post)
    taking.take(tree["regency"], tell("b", act, replaces=("a",)), now=now)
    work(network)
    assert network.visible == []
    assert why in standing.why_not(post)


def test_words_that_nobody_needs_are_set_aside_with_a_reason(words: AlertDraft, ayu: User) -> None:
    with pytest.raises(No):
        deciding.set_aside(ayu, words, "  ")
    deciding.set_aside(ayu, words, "Sudah disampaikan BPBD")
    words.refresh_from_db()
    assert (words.state, words.settled_by) == ("aside", ayu)
    with pytest.raises(No):
        deciding.take(ayu, words)


def test_a_post_that_became_another_is_let_go(words: AlertDraft, ayu: User) -> None:
    post = deciding.take(ayu, words)
    AlertDraft.objects.update(ends=timezone.now() - timedelta(minutes=1))
    words.refresh_from_db()
    assert standing.why_not(post)
    deciding.let_go(ayu, words, "Sekarang tentang posko")
    assert standing.why_not(post) == ""
