"""A claim that nobody wrote to us of runs its clocks, too, and climbs the ladder when overdue."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.conftest import person
from sinergi.inbox.deadlines import ladder, recounting
from sinergi.inbox.hoaxes import acting, climbing
from sinergi.inbox.models import Conversation, Hoax, HoaxEscalation, Stage
from sinergi.inbox.promising import save
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.staged import at
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db]

Tree = dict[str, Unit]


@pytest.fixture
def eko(tree: Tree) -> User:
    """Eko heads Ayu's office."""
    return person("eko", "Eko", tree["cibinong"], Role.LEADER)


@pytest.fixture
def rani(tree: Tree) -> User:
    """Rani coordinates from the communications office."""
    return person("rani", "Rani", tree["diskominfo"], Role.COORDINATOR)


def noted(ayu: User, unit: Unit, when: str, *, danger: bool = False) -> Hoax:
    """Let Ayu write a claim down at a moment of November 2026."""
    made = acting.begin(ayu, unit, claim="Bendungan Katulampa jebol", danger=danger)
    made.known_at = made.begun_at = at(when)
    made.statement_due_at = climbing.promised_at(unit.pk, Stage.FIRST, at(when))
    made.result_due_at = climbing.promised_at(unit.pk, Stage.ANSWER, at(when))
    made.save()
    climbing.settle(made)
    return made


def fresh(claim: Hoax) -> Hoax:
    return Hoax.objects.get(pk=claim.pk)


def names() -> list[str]:
    rows = Notice.objects.filter(kind="hoax.escalated").order_by("id")
    return list(rows.values_list("user__name", flat=True))


@pytest.mark.usefixtures("citra", "budi", "eko", "rani")
def test_the_ladder_climbs_rung_by_rung_and_each_rung_once(ayu: User, tree: Tree) -> None:
    claim = noted(ayu, tree["cibinong"], "2 08:30")
    assert claim.escalate_at == at("2 11:30")
    climbed = []
    for moment in ("2 11:29", "2 11:30", "2 11:31", "2 13:00", "2 14:30", "3 07:29", "3 07:31"):
        climbing.climb(at(moment))
        climbed.append(len(names()))
    assert climbed == [0, 1, 1, 2, 3, 3, 4]
    assert names() == ["Ayu", "Budi", "Eko", "Rani"]
    assert fresh(claim).escalate_at is None
    assert list(HoaxEscalation.objects.values_list("rung", "told", "stage")) == [
        ("admin", 1, "first"), ("approver", 1, "first"), ("leader", 1, "first"),
        ("communications", 1, "first"),
    ]  # fmt: skip


def test_nobody_is_told_at_night_and_all_are_in_the_morning(
    ayu: User, budi: User, tree: Tree
) -> None:
    claim = noted(ayu, tree["cibinong"], "6 15:00")
    assert climbing.climb(at("6 20:00")) == 0
    assert fresh(claim).escalate_at == at("9 07:30")
    assert climbing.climb(at("8 12:00")) == 0
    assert climbing.climb(at("9 07:31")) == 4
    assert names() == ["Ayu", "Budi"]


def test_a_danger_wakes_people_at_night(ayu: User, budi: User, tree: Tree) -> None:
    noted(ayu, tree["cibinong"], "8 00:00", danger=True)
    climbing.climb(at("8 03:00"))
    climbing.climb(at("8 04:30"))
    assert names() == ["Ayu", "Budi"]


def test_a_voice_in_danger_wakes_people_for_the_claim(
    heard: Hear, ayu: User, budi: User, tree: Tree
) -> None:
    claim = noted(ayu, tree["cibinong"], "8 00:00")
    voice = heard("c1", "Air sudah masuk, tolong", answers="p1")
    claim.conversations.add(voice)
    assert climbing.climb(at("8 03:00")) == 0
    Hoax.objects.update(escalate_at=at("8 03:00"))
    Conversation.objects.filter(pk=voice.pk).update(danger=True)
    assert climbing.climb(at("8 03:00")) == 1


def test_the_statement_stops_its_ladder_and_the_result_begins_its_own(
    ayu: User, budi: User, tree: Tree
) -> None:
    claim = noted(ayu, tree["cibinong"], "2 08:00")
    climbing.climb(at("2 11:00"))
    acting.state(ayu, claim, text="Sedang kami periksa.")
    assert fresh(claim).escalate_at == at("3 08:00")
    assert climbing.climb(at("2 15:00")) == 0
    assert climbing.climb(at("3 08:00")) == 1
    assert names() == ["Ayu", "Ayu"]
    acting.give_up(budi, claim, reason="Tanpa saksi")
    assert fresh(claim).escalate_at is None
    assert climbing.climb(at("9 12:00")) == 0


def test_what_was_overdue_when_it_was_written_down_begins_to_climb_then(
    ayu: User, tree: Tree
) -> None:
    claim = noted(ayu, tree["cibinong"], "2 08:00")
    Hoax.objects.filter(pk=claim.pk).update(begun_at=at("4 09:00"))
    climbing.settle(fresh(claim))
    assert fresh(claim).escalate_at == at("4 09:00")
    assert climbing.climb(at("4 09:00")) == 1


def test_a_new_term_moves_the_clocks_of_open_claims(ayu: User, rani: User, tree: Tree) -> None:
    claim = noted(ayu, tree["cibinong"], "2 08:00")
    save(
        rani, tree["regency"], ("hoax", Stage.FIRST),
        amount=60, way="minutes", status="practice", basis="Satu jam",
    )  # fmt: skip
    assert climbing.recount(recounting.offices(tree["regency"].pk)) == 1
    assert fresh(claim).statement_due_at == fresh(claim).escalate_at == at("2 09:00")


def test_a_rung_without_anybody_is_kept(ayu: User, tree: Tree) -> None:
    noted(ayu, tree["cibinong"], "2 08:00")
    climbing.climb(at("2 13:00"))
    assert HoaxEscalation.objects.get(rung="approver").told == 0


@pytest.mark.usefixtures("pages")
def test_ayu_says_that_a_life_may_be_in_danger(ayu: User, tree: Tree) -> None:
    typed = {"office": tree["cibinong"].pk, "claim": "Air keran beracun", "danger": "on"}
    as_(ayu).post(reverse("inbox:begin-hoax"), typed)
    made = Hoax.objects.get()
    assert made.danger
    assert made.escalate_at is not None
    assert "bahaya" in page(as_(ayu), reverse("inbox:hoax", args=[made.pk])).lower()


def test_citra_is_told_nothing_of_another_offices_claim(ayu: User, citra: User, tree: Tree) -> None:
    noted(ayu, tree["cibinong"], "2 08:00", danger=True)
    climbing.climb(at("3 12:00"))
    assert "Citra" not in names()
    assert [one.name for one in ladder.holders("admin", tree["cibinong"].pk)] == ["Ayu"]
