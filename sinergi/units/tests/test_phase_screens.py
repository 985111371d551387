"""The page of an office's phases of an election: who sees it and who writes on it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from sinergi.people.models import User
from sinergi.units.models import ElectionPhase, Unit
from sinergi.units.tests.offices import as_, page
from sinergi.units.tests.test_phases import FIRST, LAST, campaign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

Tree = dict[str, Unit]

TYPED = {"name": "Kampanye", "since": "2029-01-10", "until": "2029-01-20", "basis": "PKPU 3"}


def test_a_coordinator_writes_a_phase_changes_it_and_ends_it(dewi: User, tree: Tree) -> None:
    client, regency = as_(dewi), tree["regency"]
    answer = client.post(reverse("units:add-phase", args=[regency.pk]), TYPED)
    assert answer["Location"] == reverse("units:phases", args=[regency.pk])
    made = ElectionPhase.objects.get()
    assert (made.since, made.until, made.by) == (FIRST, LAST, dewi)
    assert "PKPU 3" in page(dewi, "phases", regency.pk)
    edit = reverse("units:edit-phase", args=[made.pk])
    assert 'value="2029-01-20"' in client.get(edit).content.decode()
    client.post(edit, TYPED | {"until": "2029-01-25"})
    made.refresh_from_db()
    assert made.until == date(2029, 1, 25)
    assert client.post(reverse("units:end-phase", args=[made.pk])).status_code == 302
    made.refresh_from_db()
    assert made.ended is not None
    answer = client.post(reverse("units:end-phase", args=[made.pk]), follow=True)
    assert "sudah diakhiri" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"until": "2029-01-01"}, "hari pertama"),
        ({"name": ""}, "tidak boleh kosong"),
        ({"since": "0001-01-01"}, "1950"),
        ({"until": "kapan"}, "tanggal"),
    ],
)
def test_what_is_wrong_with_a_phase_is_told_and_kept(
    dewi: User, tree: Tree, wrong: dict[str, str], word: str
) -> None:
    url = reverse("units:add-phase", args=[tree["regency"].pk])
    answer = as_(dewi).post(url, TYPED | wrong)
    assert answer.status_code == 200
    assert word in answer.content.decode().lower()
    assert 'value="PKPU 3"' in answer.content.decode()
    assert not ElectionPhase.objects.exists()


def test_an_admin_sees_phases_and_says_nothing_of_them(ayu: User, tree: Tree) -> None:
    made = campaign(tree["cibinong"], "<b>Kampanye</b>")
    shown = page(ayu, "phases", tree["cibinong"].pk)
    assert "&lt;b&gt;Kampanye" in shown
    assert "<form" not in shown.partition("<main")[2].partition("</main")[0]
    client = as_(ayu)
    assert client.get(reverse("units:edit-phase", args=[made.pk])).status_code == 403
    assert client.post(reverse("units:end-phase", args=[made.pk])).status_code == 403
    add = reverse("units:add-phase", args=[tree["cibinong"].pk])
    assert client.post(add, TYPED).status_code == 403


def test_citra_sees_which_phases_hold_and_changes_none_of_another_office(
    citra: User, tree: Tree
) -> None:
    """When an election is on is no secret, as hours are none."""
    made = campaign(tree["cibinong"])
    assert "Kampanye" in page(citra, "phases", tree["cibinong"].pk)
    client = as_(citra)
    for name in ("edit-phase", "end-phase"):
        assert client.post(reverse(f"units:{name}", args=[made.pk]), TYPED).status_code == 404
    assert client.get(reverse("units:edit-phase", args=[made.pk])).status_code == 404
    add = reverse("units:add-phase", args=[tree["cibinong"].pk])
    assert client.get(add).status_code == client.post(add, TYPED).status_code == 403
    made.refresh_from_db()
    assert made.ended is None
