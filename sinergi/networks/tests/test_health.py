"""What people are told about accounts before the public notices."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.conftest import make_account, person
from sinergi.connectors.errors import SignedOut
from sinergi.networks import health, today
from sinergi.networks.models import Account, Delivery
from sinergi.networks.tests.conftest import Queue
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def said(account: Account) -> list[str]:
    account.refresh_from_db()
    return [p["message"] for p in health.of_account(account, now=timezone.now()).problems]


def ago(**span: int) -> object:
    return timezone.now() - timedelta(**span)


def test_a_fresh_account_is_well(ayu_account: Account) -> None:
    assert said(ayu_account) == []
    assert not health.troubled(timezone.now()).exists()


def test_an_account_that_was_just_reconnected_is_given_time_to_be_read(
    ayu_account: Account,
) -> None:
    Account.objects.update(last_read=ago(days=3))
    assert said(ayu_account) == []
    Account.objects.update(connected_at=ago(days=4))
    assert said(ayu_account) == ["Nothing has been read from this account for a while."]


@pytest.mark.parametrize(
    ("days", "first_words"),
    [(-1, "The access has expired"), (3, "The access expires soon"), (30, "")],
)
def test_the_end_of_the_access_is_told_in_time(
    ayu_account: Account, days: int, first_words: str
) -> None:
    Account.objects.update(token_expires=timezone.now() + timedelta(days=days))
    assert "".join(said(ayu_account)).startswith(first_words)
    assert health.troubled(timezone.now()).exists() == bool(first_words)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ([], ()),  # the network does not say
        (["read", "write"], ()),
        (["read", "write:statuses", "write:media", "write:favourites"], ()),
        (["read"], ("write:statuses", "write:media", "write:favourites")),
    ],
)
def test_rights_that_were_not_given_are_named(
    ayu_account: Account, given: list[str], missing: tuple[str, ...]
) -> None:
    Account.objects.update(network="mastodon", scopes=given)
    ayu_account.refresh_from_db()
    assert health.of_account(ayu_account, now=timezone.now()).missing == missing


def test_what_is_due_and_not_sent_is_the_first_thing_said(
    ayu_account: Account, queue: Queue
) -> None:
    queue(due=timezone.now())
    assert said(ayu_account) == []
    oldest = queue(due=timezone.now() - timedelta(hours=2))
    queue(due=timezone.now() - timedelta(hours=1))
    how = health.of_account(ayu_account, now=timezone.now())
    assert how.oldest_due == oldest.due
    Delivery.objects.update(state="failed")
    assert said(ayu_account) == []


def test_owner_and_deputy_are_told_once_that_an_account_is_signed_out(
    ayu_account: Account, budi: User
) -> None:
    Account.objects.update(deputy=budi)
    ayu_account.refresh_from_db()
    for _ in range(2):
        health.signed_out(ayu_account, SignedOut("no"), now=timezone.now())
    assert sorted(n.user.username for n in Notice.objects.all()) == ["ayu", "budi"]


def test_today_names_bad_accounts_to_who_looks_after_them_and_who_can_mend_them(
    ayu: User, citra: User, tree: dict[str, Unit], ayu_account: Account
) -> None:
    dewi = person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
    fajar = person("fajar", "Fajar", tree["cibinong"], Role.ADMIN)
    assert today.today_for(ayu) == []
    Account.objects.update(state="signed_out")
    assert [t.title for t in today.today_for(ayu)] == ["Akun kecamatan.cibinong"]
    assert [t.urgency for t in today.today_for(dewi)] == ["late"]
    assert today.today_for(fajar) == []  # a colleague who does not look after it
    assert today.today_for(citra) == []


def test_today_of_a_coordinator_of_one_district_stops_at_its_border(
    tree: dict[str, Unit], ayu_account: Account, citra_account: Account
) -> None:
    hadi = person("hadi", "Hadi", tree["ciomas"], Role.COORDINATOR)
    Account.objects.update(state="signed_out")
    assert [t.title for t in today.today_for(hadi)] == ["Akun kecamatan.ciomas"]


def test_today_names_an_answer_that_may_have_gone_out(ayu: User, citra: User, queue: Queue) -> None:
    for kind in ("reply", "post"):
        queue(f"ini {kind}", kind=kind)
    Delivery.objects.update(state="unsure", committed_at=timezone.now())
    assert [t.title for t in today.today_for(ayu)] == ["ini reply"]  # posts are publishing's
    assert today.today_for(citra) == []


def test_today_costs_the_same_for_many_accounts(
    ayu: User, tree: dict[str, Unit], django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        make_account(ayu, tree["cibinong"], f"akun.{number}")
    Account.objects.update(state="signed_out")
    with django_assert_max_num_queries(10):  # type: ignore[operator]  # pytest-django's fixture
        assert len(today.today_for(ayu)) == today.MOST_TASKS
