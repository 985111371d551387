"""An office sets its own deadlines; those under it follow, and the log has what they were."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from sinergi.audit.models import Entry
from sinergi.inbox import promising, tasks
from sinergi.inbox.deadlines import recounting, settling, terms
from sinergi.inbox.models import Stage, Term, Way
from sinergi.inbox.tests.staged import at, fresh, said
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units import actions as units
from sinergi.units import settling as calendars
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

Tree = dict[str, Unit]
FIRST = ("", Stage.FIRST)


def quick(actor: User, unit: Unit, minutes: int) -> Term:
    return promising.save(
        actor, unit, FIRST, amount=minutes, way=Way.WORKING, status="proposal", basis="Maklumat"
    )


def test_an_office_sets_its_own_term_and_the_offices_under_it_follow(
    ayu_account: Account, ayu: User, tree: Tree
) -> None:
    row = said(ayu_account, "2 09:00")
    quick(ayu, tree["regency"], 30)
    assert terms.of(tree["cibinong"].pk).promises[FIRST].amount == 30
    assert recounting.recount(tree["regency"].pk) == 1
    assert fresh(row).due_at == at("2 09:30")
    quick(ayu, tree["cibinong"], 20)
    assert terms.of(tree["ciomas"].pk).promises[FIRST].amount == 30
    promising.drop(ayu, tree["cibinong"], FIRST)
    assert terms.of(tree["cibinong"].pk).promises[FIRST].amount == 30


def test_the_log_has_what_a_term_was(ayu: User, tree: Tree) -> None:
    quick(ayu, tree["cibinong"], 20)
    quick(ayu, tree["cibinong"], 25)
    entry = Entry.objects.filter(verb="term.changed").latest("seq")
    assert entry.data["before"][0] == 20
    assert entry.data["after"] == [25, "working", "proposal", "Maklumat"]


@pytest.mark.parametrize(("amount", "way"), [(0, "working"), (400, "days"), (1, "weeks")])
def test_a_term_that_cannot_be_counted_is_refused(
    ayu: User, tree: Tree, amount: int, way: str
) -> None:
    with pytest.raises(No, match="cannot be counted"):
        promising.save(
            ayu, tree["cibinong"], FIRST, amount=amount, way=way, status="law", basis="x"
        )
    assert not Term.objects.exists()


def test_a_term_says_what_it_rests_on(ayu: User, tree: Tree) -> None:
    with pytest.raises(No, match="rests on"):
        promising.save(ayu, tree["cibinong"], FIRST, amount=5, way="days", status="law", basis=" ")


def test_another_office_and_another_calendar_count_anew(
    ayu_account: Account, ayu: User, tree: Tree
) -> None:
    row = said(ayu_account, "2 09:00")
    began: list[int] = []
    assert not recounting.watch(lambda: began.append(1)), "nothing has changed"
    calendars.settle_day(None, tree["cibinong"], day=date(2026, 11, 2), kind="off", name="Banjir")
    assert recounting.watch(lambda: began.append(1))
    assert not recounting.watch(lambda: began.append(1))
    recounting.recount()
    assert (fresh(row).due_at, began) == (at("3 08:30"), [1])
    units.set_hours(ayu, tree["ciomas"], hours={}, always_open=True)
    with transaction.atomic():
        moved = fresh(row)
        moved.unit = tree["ciomas"]
        moved.save(update_fields=["unit"])
        settling.settle(moved)
    assert fresh(row).due_at == at("2 10:00")


def test_a_job_counts_anew(ayu_account: Account, ayu: User, tree: Tree) -> None:
    row = said(ayu_account, "2 09:00")
    quick(ayu, tree["cibinong"], 30)
    tasks.recount_deadlines.func(tree["cibinong"].pk)
    assert fresh(row).due_at == at("2 09:30")
