"""Who is told that a deadline has passed: each rung once, and quiet outside duty."""

from __future__ import annotations

import pytest

from sinergi.conftest import person
from sinergi.inbox import actions, matters, promising
from sinergi.inbox.deadlines import ladder
from sinergi.inbox.models import Conversation, Escalation
from sinergi.inbox.tests.staged import at, fresh, said
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db

Tree = dict[str, Unit]


@pytest.fixture
def eko(tree: Tree) -> User:
    """Eko heads Ayu's office."""
    return person("eko", "Eko", tree["cibinong"], Role.LEADER)


@pytest.fixture
def rani(tree: Tree) -> User:
    """Rani coordinates from the communications office."""
    return person("rani", "Rani", tree["diskominfo"], Role.COORDINATOR)


def names() -> list[str]:
    """Return who was told of something overdue, the first first."""
    rows = Notice.objects.filter(kind="conversation.escalated").order_by("id")
    return list(rows.values_list("user__name", flat=True))


@pytest.mark.usefixtures("citra")
def test_the_ladder_climbs_rung_by_rung_and_each_rung_once(
    ayu_account: Account, ayu: User, budi: User, eko: User, rani: User
) -> None:
    said(ayu_account, "2 09:00")
    climbed = []
    for moment in ("2 09:59", "2 10:00", "2 10:01", "2 10:30", "2 11:00", "2 13:00", "2 15:00"):
        ladder.climb(at(moment))
        climbed.append(len(names()))
    assert climbed == [0, 1, 1, 2, 3, 4, 4]
    assert names() == ["Ayu", "Budi", "Eko", "Rani"]
    assert fresh(Conversation.objects.get()).escalate_at is None
    assert list(Escalation.objects.values_list("rung", "told")) == [
        ("admin", 1), ("approver", 1), ("leader", 1), ("communications", 1)
    ]  # fmt: skip


def test_who_looks_after_it_is_told_first(ayu_account: Account, ayu: User, tree: Tree) -> None:
    row = said(ayu_account, "2 09:00")
    dian = person("dian", "Dian", tree["cibinong"], Role.ADMIN)
    Conversation.objects.filter(pk=row.pk).update(assigned_to=dian)
    ladder.climb(at("2 10:00"))
    assert names() == ["Dian"]


def test_a_rung_without_anybody_is_kept_and_the_next_is_told(
    ayu_account: Account, eko: User
) -> None:
    said(ayu_account, "2 09:00")
    ladder.climb(at("2 11:30"))
    assert names() == ["Ayu", "Eko"]
    assert Escalation.objects.get(rung="approver").told == 0


def test_nobody_is_told_outside_duty(ayu_account: Account, ayu: User, budi: User) -> None:
    row = said(ayu_account, "6 15:00")
    matters.set_matter(ayu, row, matter="hoax")
    assert fresh(row).due_at == at("6 18:00")
    assert ladder.climb(at("6 20:00")) == 0
    assert fresh(row).escalate_at == at("9 07:30")
    assert ladder.climb(at("8 12:00")) == 0
    assert ladder.climb(at("9 07:31")) == 4
    assert names() == ["Ayu", "Budi"]


def test_a_danger_wakes_people_at_night(ayu_account: Account, ayu: User, budi: User) -> None:
    row = said(ayu_account, "8 02:00")
    Conversation.objects.filter(pk=row.pk).update(danger=True)
    matters.set_matter(ayu, fresh(row), matter="danger")
    ladder.climb(at("8 02:16"))
    ladder.climb(at("8 02:23"))
    assert names() == ["Ayu", "Budi"]


def test_the_communications_office_sleeps_though_the_office_never_does(
    ayu_account: Account, tree: Tree, rani: User
) -> None:
    units.set_hours(rani, tree["cibinong"], hours={}, always_open=True)
    row = said(ayu_account, "7 02:00")
    ladder.climb(at("7 12:00"))
    assert names() == ["Ayu"]
    assert fresh(row).escalate_at == at("9 07:30")
    ladder.climb(at("9 07:30"))
    assert names() == ["Ayu", "Rani"]


def test_what_was_old_when_it_came_in_was_nobodys_delay(ayu_account: Account) -> None:
    row = said(ayu_account, "2 09:00")
    Conversation.objects.update(opened_at=at("16 09:00"), escalate_at=at("2 10:00"))
    assert ladder.climb(at("16 09:10")) == 0
    assert fresh(row).escalate_at is None


def test_an_office_sets_its_own_ladder(
    ayu_account: Account, ayu: User, budi: User, tree: Tree
) -> None:
    promising.save_ladder(ayu, tree["cibinong"], [10, 20, 300, 300])
    said(ayu_account, "2 09:00")
    ladder.climb(at("2 10:05"))
    assert names() == []
    ladder.climb(at("2 10:12"))
    assert names() == ["Ayu", "Budi"]
    with pytest.raises(No, match="no earlier"):
        promising.save_ladder(ayu, tree["cibinong"], [10, 5, 300, 300])


def test_a_new_deadline_climbs_anew(ayu_account: Account, ayu: User) -> None:
    row = said(ayu_account, "2 09:00")
    ladder.climb(at("2 10:00"))
    actions.reply(ayu, row, text="Kami cek.")
    assert ladder.climb(at("2 12:00")) == 0
    again = said(ayu_account, "4 09:00", "c2", "Bagaimana?", answers="c1")
    assert again.escalate_at == at("4 10:00")
    assert ladder.climb(at("4 10:00")) == 1


def test_citra_is_told_nothing_of_another_office(
    ayu_account: Account, citra: User, budi: User
) -> None:
    said(ayu_account, "2 09:00")
    ladder.climb(at("2 15:00"))
    assert "Citra" not in names()


def test_who_cannot_open_the_conversation_is_told_only_where_nobody_can(
    ayu_account: Account, rani: User, tree: Tree
) -> None:
    row = said(ayu_account, "2 09:00")
    assert [one.name for one in ladder.people("communications", row)] == ["Rani"]
    person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
    assert [one.name for one in ladder.people("communications", row)] == ["Dewi"]
