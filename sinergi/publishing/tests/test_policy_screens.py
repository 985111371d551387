"""The pages on which one says who must approve, and who signs for whom."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import person
from sinergi.people.models import User
from sinergi.publishing.models import (
    Absence,
    Policy,
)
from sinergi.publishing.tests.test_approval_screens import as_
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

STEP = {"hours": 8, "every-1": "any", "every-2": "any", "every-3": "any"}


def test_dewi_says_who_must_approve_and_takes_it_out_again(
    dewi: User, budi: User, tree: dict[str, Unit]
) -> None:
    client, office = as_(dewi), reverse("content:policies-of", args=[tree["cibinong"].pk])
    assert client.get(reverse("content:policies")).status_code == 200
    wrong = client.post(office, {**STEP, "nobody": "on", "roles-1": ["approver"]})
    assert wrong.status_code == 200
    assert not Policy.objects.exists()
    said = {**STEP, "kind": "campaign", "roles-1": ["approver"], "people-2": [dewi.pk]}
    assert client.post(office, {**said, "basis": "SK 1/2026"}).status_code == 302
    policy = Policy.objects.get()
    assert [(s.roles, s.people.count()) for s in policy.steps.all()] == [(["approver"], 0), ([], 1)]
    page = client.get(office).content.decode()
    assert "SK 1/2026" in page
    assert "Dewi" in page
    assert client.post(office, {**STEP, "kind": "campaign", "nobody": "on"}).status_code == 302
    assert Policy.objects.get().nobody
    drop = reverse("content:drop-policy", args=[Policy.objects.get().pk])
    assert as_(budi).post(drop).status_code == 403
    assert client.post(drop).status_code == 302
    assert not Policy.objects.exists()


def test_a_step_with_people_alone_is_kept(dewi: User, tree: dict[str, Unit]) -> None:
    office = reverse("content:policies-of", args=[tree["cibinong"].pk])
    as_(dewi).post(office, {**STEP, "every-1": "every", "people-1": [dewi.pk]})
    step = Policy.objects.get().steps.get()
    assert (step.every, step.roles, list(step.people.all())) == (True, [], [dewi])


@pytest.mark.parametrize("nobody", ["9" * 30, "-1", "x", "0"])
def test_who_is_no_person_is_a_wrong_choice(dewi: User, tree: dict[str, Unit], nobody: str) -> None:
    office = reverse("content:policies-of", args=[tree["cibinong"].pk])
    answer = as_(dewi).post(office, {**STEP, "people-1": [nobody], "basis": "SK 1/2026"})
    assert 'id="errors"' in (page := answer.content.decode())
    assert "SK 1/2026" in page
    assert not Policy.objects.exists()


def test_budi_names_a_deputy_and_comes_back(budi: User, dewi: User) -> None:
    day = timezone.localdate().isoformat()
    said = {"user": budi.pk, "deputy": dewi.pk, "first": day, "last": day}
    address = reverse("content:absences")
    assert as_(budi).post(address, {**said, "deputy": ""}).status_code == 200
    assert as_(budi).post(address, said).status_code == 302
    assert "Dewi" in as_(budi).get(address).content.decode()
    absence = Absence.objects.get()
    assert as_(budi).post(reverse("content:come-back", args=[absence.pk])).status_code == 302
    assert not Absence.objects.exists()


def test_a_coordinator_arranges_for_those_of_her_offices(budi: User, dewi: User) -> None:
    day = timezone.localdate().isoformat()
    said = {"user": budi.pk, "deputy": budi.pk, "first": day, "last": day}
    assert as_(dewi).post(reverse("content:absences"), said).status_code == 200
    assert not Absence.objects.exists()
    eko = person("eko", "Eko", Unit.objects.get(parent=None), Role.APPROVER)
    said["deputy"] = eko.pk
    assert as_(dewi).post(reverse("content:absences"), said).status_code == 302
    assert as_(eko).get(reverse("content:absences")).status_code == 200
