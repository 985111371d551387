"""Terms are shipped and set, and say what they rest on; a person lets the clock begin."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import person
from sinergi.inbox import actions, today
from sinergi.inbox.models import Conversation, Keeping, KeepingBegun
from sinergi.inbox.privacy import beginning, emptying, keeping, terms
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_keeping import Tree, aged, begin, would_go
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def rani(tree: Tree) -> User:
    """Coordinates the whole regency."""
    return person("rani", "Rani", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def old(heard: Hear, ayu: User) -> Conversation:
    """A closed conversation about a complaint."""
    return aged(actions.finish(ayu, heard("c1", "Lampu jalan mati", answers="p1")))


def test_every_matter_has_a_term_that_says_it_is_no_law(tree: Tree) -> None:
    lines = keeping.lines(tree["cibinong"])
    assert [line.matter for line in lines] == list(keeping.MATTERS) == list(terms.SHIPPED)
    assert all(keeping.FEWEST <= (line.days or 0) <= keeping.MOST for line in lines)
    assert {line.kept.status for line in lines} == {"proposal"}
    assert all(line.kept.basis for line in lines)


def test_what_is_begun_in_a_district_empties_that_district_alone(
    old: Conversation, rani: User, tree: Tree
) -> None:
    aged(old, 730)
    begin(rani, tree["ciomas"])
    assert emptying.sweep(timezone.now()) == 0
    begin(rani, tree["cibinong"])
    assert emptying.sweep(timezone.now()) == 1


def test_terms_that_changed_meanwhile_are_looked_at_again(rani: User, tree: Tree) -> None:
    regency = tree["regency"]
    seen = beginning.seen(units.subtree(regency))
    keeping.save(rani, tree["cibinong"], "question", 30)
    with pytest.raises(No, match="look again"):
        beginning.begin(rani, regency, as_seen=seen)
    begin(rani, regency)
    with pytest.raises(No, match="begun already"):
        begin(rani, tree["cibinong"])


def test_terms_of_another_version_are_looked_at_again(
    old: Conversation, rani: User, tree: Tree
) -> None:
    aged(old, 730)
    begin(rani, tree["regency"])
    KeepingBegun.objects.update(shipped="of another version")
    assert beginning.begun(tree["cibinong"]) is None
    assert emptying.sweep(timezone.now()) == 0
    begin(rani, tree["regency"])
    assert emptying.sweep(timezone.now()) == 1


def test_rani_begins_and_stops_on_the_page(rani: User, tree: Tree) -> None:
    regency = tree["regency"]
    page_of = reverse("inbox:privacy-of", args=[regency.pk])
    act = reverse("inbox:privacy-begin", args=[regency.pk])
    assert "Tidak ada aturan yang menyebut" in page(as_(rani), page_of)
    as_(rani).post(act, {"seen": "wrong"})
    assert not KeepingBegun.objects.exists()
    as_(rani).post(act, {"seen": beginning.seen(units.subtree(regency))})
    assert KeepingBegun.objects.get().by == rani
    below = page(as_(rani), reverse("inbox:privacy-of", args=[tree["cibinong"].pk]))
    assert act not in below
    as_(rani).post(reverse("inbox:privacy-begin", args=[tree["cibinong"].pk]), {"do": "stop"})
    assert KeepingBegun.objects.exists()
    as_(rani).post(act, {"do": "stop"})
    assert not KeepingBegun.objects.exists()


def test_a_law_is_named(rani: User, tree: Tree) -> None:
    with pytest.raises(No, match="Name the law"):
        keeping.save(rani, tree["regency"], "complaint", 90, status="law")
    made = keeping.save(rani, tree["regency"], "", 90, status="law", basis="Perbup 1/2026, 4")
    assert made.basis == "Perbup 1/2026, 4"
    line = next(x for x in keeping.lines(tree["cibinong"]) if x.matter == "complaint")
    assert (line.days, line.unit, line.own) == (90, tree["regency"], False)


def test_rani_is_told_to_look_once_something_is_older_than_every_term(
    old: Conversation, rani: User, ayu: User, citra: User, tree: Tree
) -> None:
    def asked(user: User) -> list[str]:
        return [task.title for task in today.today_for(user)]

    assert "Masa simpan" not in asked(rani)
    aged(old, 1826)
    assert "Masa simpan" in asked(rani)
    assert "Masa simpan" not in asked(ayu) + asked(citra)
    begin(rani, tree["regency"])
    assert "Masa simpan" not in asked(rani)


def test_the_page_says_who_may_let_it_begin(rani: User, tree: Tree) -> None:
    shown = page(as_(rani), reverse("inbox:privacy-of", args=[tree["cibinong"].pk]))
    assert "Di sini: Rani." in " ".join(shown.split())
    operator = person("dewi", "Dewi", tree["regency"], Role.OPERATOR)
    assert as_(operator).get(reverse("inbox:privacy")).status_code == 403


@pytest.mark.parametrize("days", [0, 29, 36_501])
def test_a_term_is_a_month_at_least(rani: User, tree: Tree, days: int) -> None:
    with pytest.raises(No, match="between 30"):
        keeping.save(rani, tree["regency"], "", days)
    as_(rani).post(reverse("inbox:privacy"), {"matter": "", "days": days})
    assert not Keeping.objects.exists()


def test_rani_sets_a_term_on_the_page(rani: User, tree: Tree) -> None:
    url = reverse("inbox:privacy-of", args=[tree["cibinong"].pk])
    as_(rani).post(url, {"matter": "question", "days": "365"})
    assert "365 hari" in page(as_(rani), url)
    as_(rani).post(url, {"matter": "question", "do": "drop"})
    assert not Keeping.objects.exists()


def test_who_only_answers_sets_no_term(ayu: User, budi: User, citra: User, tree: Tree) -> None:
    for who in (ayu, budi, citra):
        for url in (
            reverse("inbox:privacy"),
            reverse("inbox:privacy-of", args=[tree["cibinong"].pk]),
            reverse("inbox:citizens"),
            reverse("inbox:privacy-begin", args=[tree["cibinong"].pk]),
        ):
            assert as_(who).get(url).status_code in {403, 405}
            assert as_(who).post(url, {"matter": "", "days": "90"}).status_code == 403
    assert not Keeping.objects.exists()


@pytest.mark.parametrize("days", [89, 90])
def test_the_term_counts_from_the_end(old: Conversation, rani: User, tree: Tree, days: int) -> None:
    aged(old, days)
    keeping.save(rani, tree["regency"], "", 90)
    assert bool(would_go(tree)) == (days == 90)
