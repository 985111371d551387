"""A claim that is opened again is stated, judged and published anew, on clocks of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from sinergi.inbox.hoaxes import acting, climbing, looking
from sinergi.inbox.models import HoaxEscalation
from sinergi.inbox.tests.staged import at
from sinergi.inbox.tests.test_claims_climbing import Tree, fresh, noted
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db]


def test_a_claim_that_is_opened_again_runs_both_clocks_anew(
    ayu: User, budi: User, tree: Tree
) -> None:
    claim = noted(ayu, tree["cibinong"], "2 08:00", danger=True)
    climbing.climb(at("2 11:00"))
    acting.state(ayu, claim, text="Sedang kami periksa.")
    acting.give_up(budi, claim, reason="Tanpa saksi")
    acting.publish(ayu, claim, url="https://contoh.example/1")
    acting.reopen(budi, claim, reason="Ada saksi")
    again = fresh(claim)
    assert again.reopened_at is not None
    assert again.statement_due_at is not None
    assert again.statement_due_at == again.escalate_at == again.reopened_at + timedelta(hours=3)
    assert again.result_due_at == again.reopened_at + timedelta(hours=24)
    assert not again.stated
    assert again.outdated
    assert [row.pk for row in looking.awaited(ayu)] == [claim.pk]
    assert looking.due(again) == again.statement_due_at
    assert climbing.climb(again.statement_due_at) == 1
    told = HoaxEscalation.objects.values_list("rung", "since")
    assert list(told) == [("admin", at("2 08:00")), ("admin", again.reopened_at)]


def test_a_claim_that_was_opened_again_is_stated_judged_and_published_anew(
    ayu: User, budi: User, tree: Tree
) -> None:
    claim = noted(ayu, tree["cibinong"], "2 08:00")
    acting.state(ayu, claim, text="Sedang kami periksa.")
    acting.give_up(budi, claim, reason="Tanpa saksi")
    acting.publish(ayu, claim, url="https://contoh.example/1")
    acting.reopen(budi, claim, reason="Ada saksi")
    acting.state(ayu, claim, text="Kami periksa lagi.")
    said = fresh(claim)
    assert (said.stated, looking.due(said)) == (True, said.result_due_at)
    acting.give_up(budi, claim, reason="Saksi menarik keterangan")
    assert fresh(claim).outdated
    first = fresh(claim).published_at
    acting.publish(ayu, claim, url="https://contoh.example/2")
    done = fresh(claim)
    assert (done.outdated, looking.due(done)) == (False, None)
    assert first is not None
    assert done.published_at is not None
    assert done.published_at > first


@pytest.mark.usefixtures("pages")
def test_the_page_says_that_what_was_published_is_of_an_earlier_judgement(
    ayu: User, budi: User, tree: Tree
) -> None:
    claim = noted(ayu, tree["cibinong"], "2 08:00")
    acting.give_up(budi, claim, reason="Tanpa saksi")
    acting.publish(ayu, claim, url="https://contoh.example/1")
    url = reverse("inbox:hoax", args=[claim.pk])
    warning = "putusan sebelumnya"
    assert warning not in page(as_(ayu), url)
    as_(budi).post(reverse("inbox:hoax-settle", args=[claim.pk]),
                   {"do": "reopen", "reason": "Ada saksi"})  # fmt: skip
    assert warning in page(as_(ayu), url)
