"""Giving and ending roles, and inviting people to them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import person
from sinergi.people import invitations
from sinergi.people.models import Invitation, User
from sinergi.units import actions, queries
from sinergi.units.models import Appointment, Role, Unit
from sinergi.units.tests.offices import as_, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

Tree = dict[str, Unit]


def test_a_coordinator_gives_and_ends_a_role_with_its_decree(
    dewi: User, citra: User, office: Unit
) -> None:
    client, url = as_(dewi), reverse("units:appoint", args=[office.pk])
    data = {"person": "CITRA@example.go.id", "role": "approver", "valid_from": "2026-11-01"}
    data |= {"valid_to": "2027-10-31", "decree": "480/12/Kpts", "basis": "Perbup 7/2026"}
    assert client.post(url, data).status_code == 302
    made = Appointment.objects.get(user=citra, unit=office)
    assert (made.role, made.decree, made.valid_to) == (
        "approver",
        "480/12/Kpts",
        date(2027, 10, 31),
    )
    assert client.post(url, data).status_code == 200  # twice
    end = reverse("units:end", args=[made.pk])
    assert client.get(end).status_code == 200
    assert client.post(end, {"on": "2026-10-01"}).status_code == 200  # before the first day
    assert client.post(end, {"on": ""}).status_code == 302
    assert not queries.may(User.objects.get(pk=citra.pk), "post.approve", office.pk)


def test_nobody_gives_or_ends_a_role_beyond_their_own(dewi: User, tree: Tree, citra: User) -> None:
    operator = person("indra", "Indra", tree["regency"], Role.OPERATOR)
    auditor = person("joko", "Joko", tree["cibinong"], Role.AUDITOR)
    url = reverse("units:appoint", args=[tree["cibinong"].pk])
    for giver, role in ((operator, "coordinator"), (operator, "admin"), (dewi, "auditor")):
        data = {"person": "citra", "role": role, "valid_from": "2026-11-01"}
        assert as_(giver).post(url, data).status_code == 200
        invite = reverse("units:invite", args=[tree["cibinong"].pk])
        as_(giver).post(invite, {"name": "X", "email": "x@example.go.id", "role": role})
    assert not Appointment.objects.filter(user=citra, unit=tree["cibinong"]).exists()
    assert not Invitation.objects.exists()
    end = reverse("units:end", args=[auditor.appointments.get().pk])
    assert as_(dewi).post(end, {}).status_code == 403


def test_whoever_accepts_an_invitation_has_the_role(dewi: User, office: Unit) -> None:
    url = reverse("units:invite", args=[office.pk])
    data = {"name": "Fajar", "email": "fajar@example.go.id", "role": "admin", "decree": "SK 5"}
    shown = as_(dewi).post(url, {**data, "valid_to": "2099-12-31"}).content.decode()
    path = shown.split('id="invitation">')[1].split("<")[0].removeprefix("http://127.0.0.1:8000")
    assert "fajar@example.go.id" in page(dewi, "unit", office.pk)
    joining = Client()
    assert joining.get(path).status_code == 200
    filled = {"name": "Fajar", "username": "fajar", "password": "sangat-rahasia-9"}
    assert joining.post(path, filled).status_code == 302
    made = Appointment.objects.get(user__username="fajar")
    assert (made.unit, made.role, made.decree) == (office, "admin", "SK 5")
    assert made.valid_to == date(2099, 12, 31)
    assert joining.get(reverse("units:unit", args=[office.pk])).status_code == 200


def test_nobody_is_invited_to_a_role_that_is_over(dewi: User, office: Unit) -> None:
    data = {"name": "Fajar", "email": "fajar@example.go.id", "role": "admin"}
    url, today = reverse("units:invite", args=[office.pk]), timezone.localdate()
    answer = as_(dewi).post(url, {**data, "valid_to": str(today - timedelta(days=1))})
    assert "fajar@example.go.id" in answer.content.decode()
    assert not Invitation.objects.exists()
    as_(dewi).post(url, {**data, "valid_to": str(today)})
    assert Invitation.objects.get().purpose["valid_to"] == str(today)


def test_a_withdrawn_invitation_is_gone_from_the_page_and_useless(dewi: User, office: Unit) -> None:
    invitation, path = invitations.invite(
        dewi, email="f@example.go.id", name="Fajar", purpose={"unit": office.pk, "role": "admin"},
        now=timezone.now(),
    )  # fmt: skip
    assert as_(dewi).post(reverse("units:withdraw", args=[invitation.pk])).status_code == 302
    assert "f@example.go.id" not in page(dewi, "unit", office.pk)
    assert Client().get(path).status_code == 404


def test_an_invitation_of_somebody_who_lost_the_right_gives_nothing(
    dewi: User, office: Unit
) -> None:
    _, path = invitations.invite(
        dewi, email="f@example.go.id", name="Fajar", purpose={"unit": office.pk, "role": "admin"},
        now=timezone.now(),
    )  # fmt: skip
    actions.end_appointment(dewi, dewi.appointments.get())
    filled = {"name": "Fajar", "username": "fajar", "password": "sangat-rahasia-9"}
    answer = Client().post(path, filled)
    assert answer.status_code == 200
    assert not User.objects.filter(username="fajar").exists()
    assert Invitation.objects.get().accepted is None
