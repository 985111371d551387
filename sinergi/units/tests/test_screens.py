"""The screens of offices: who may do what there, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.people import invitations
from sinergi.people.models import User
from sinergi.units import actions
from sinergi.units.models import Alias, Appointment, Role, Unit
from sinergi.units.tests.offices import as_, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

Tree = dict[str, Unit]

FORMS = ("rename", "describe", "move", "close", "hours", "appoint", "invite")
POSTED = ("reopen", "add-alias")


def test_citra_sees_the_office_but_neither_its_people_nor_its_forms(
    citra: User, ayu: User, dewi: User, office: Unit
) -> None:
    Appointment.objects.filter(user=ayu).update(decree="SK 12/2026")
    actions.add_alias(dewi, office, "Ci Binong")
    shown = page(citra, "unit", office.pk)
    assert "SK 12/2026" not in shown
    assert reverse("units:rename", args=[office.pk]) not in shown
    client = as_(citra)
    for name in FORMS:
        url = reverse(f"units:{name}", args=[office.pk])
        assert client.get(url).status_code == 403, name
        assert client.post(url, {"name": "x", "on": "2026-01-01"}).status_code == 403, name
    for name in POSTED:
        url = reverse(f"units:{name}", args=[office.pk])
        assert client.post(url, {"name": "x"}).status_code == 403, name


def test_citra_gets_404_for_what_hangs_on_an_office_of_others(
    citra: User, ayu: User, dewi: User, office: Unit
) -> None:
    actions.add_alias(dewi, office, "Ci Binong")
    invitation, _ = invitations.invite(
        dewi, email="f@example.go.id", name="Fajar", purpose={"unit": office.pk, "role": "admin"},
        now=timezone.now(),
    )  # fmt: skip
    client = as_(citra)
    things = {
        "end": ayu.appointments.get().pk,
        "remove-alias": Alias.objects.get().pk,
        "withdraw": invitation.pk,
    }
    for name, pk in things.items():
        assert client.post(reverse(f"units:{name}", args=[pk])).status_code == 404, name
        assert client.post(reverse(f"units:{name}", args=[10**17])).status_code == 404, name
    assert ayu.appointments.get().ended is None
    assert Alias.objects.exists()


@pytest.mark.parametrize("role", [Role.ADMIN, Role.APPROVER, Role.LEADER, Role.AUDITOR])
def test_roles_without_the_verb_change_nothing(role: str, tree: Tree, office: Unit) -> None:
    client = as_(person("gita", "Gita", tree["regency"], role))
    for name in FORMS:
        assert client.get(reverse(f"units:{name}", args=[office.pk])).status_code == 403
    for name in ("add", "import"):
        assert client.get(reverse(f"units:{name}")).status_code == 403
        assert client.post(reverse(f"units:{name}"), {"held": "x"}).status_code == 403


@pytest.mark.parametrize("name", ["list", "add", "import"])
def test_signed_out_one_is_asked_to_sign_in(db: None, name: str) -> None:
    assert Client().get(reverse(f"units:{name}")).status_code == 302


@pytest.mark.parametrize("name", FORMS)
def test_every_form_opens_and_keeps_what_was_typed(dewi: User, office: Unit, name: str) -> None:
    client, url = as_(dewi), reverse(f"units:{name}", args=[office.pk])
    assert client.get(url).status_code == 200
    bad = {"name": "", "kind": "x", "parent": "x", "on": "besok", "mode": "own", "mon": "pagi"}
    answer = client.post(url, {**bad, "person": "tiada", "role": "x", "email": "x"})
    assert answer.status_code == 200
    assert 'id="errors"' in answer.content.decode()


def test_an_office_is_added_renamed_moved_closed_and_opened(dewi: User, tree: Tree) -> None:
    client = as_(dewi)
    data = {"parent": tree["cibinong"].pk, "name": "Karadenan", "kind": "urban_village"}
    data["code"] = "32.01.01.1002"
    assert client.post(reverse("units:add"), data).status_code == 302
    made = Unit.objects.get(code="32.01.01.1002")
    assert made.path == f"{tree['cibinong'].path}{made.pk}."
    again = client.post(reverse("units:add"), data)
    assert again.status_code == 200
    assert "Karadenan" in again.content.decode()

    def do(name: str, /, **values: object) -> None:
        assert client.post(reverse(f"units:{name}", args=[made.pk]), values).status_code == 302

    do("rename", name="Karadenan Baru", until="2026-06-30", basis="Perda 3/2026")
    do("describe", kind="village", short="Kdn", valid_from="2020-01-02")
    do("move", parent=tree["ciomas"].pk)
    do("add-alias", name="Kara Denan")
    do("close", on="2026-11-30")
    made.refresh_from_db()
    assert (made.name, made.kind, made.short) == ("Karadenan Baru", "village", "Kdn")
    assert made.path.startswith(tree["ciomas"].path)
    assert made.valid_to == date(2026, 11, 30)
    assert made.former_names.get().name == "Karadenan"
    do("reopen")
    assert not Unit.objects.filter(pk=made.pk).exclude(valid_to=None).exists()
    told = set(Entry.objects.filter(actor_id=dewi.pk).values_list("verb", flat=True))
    assert {"unit.added", "unit.renamed", "unit.moved", "unit.closed", "unit.reopened"} <= told


def test_an_office_is_put_only_where_one_may_edit(tree: Tree) -> None:
    local = person("hadi", "Hadi", tree["cibinong"], Role.COORDINATOR)
    data = {"parent": tree["ciomas"].pk, "name": "X", "kind": "other", "code": "x"}
    assert as_(local).post(reverse("units:add"), data).status_code == 200
    assert not Unit.objects.filter(code="x").exists()
    move = reverse("units:move", args=[tree["cibinong"].pk])
    assert as_(local).post(move, {"parent": tree["ciomas"].pk}).status_code == 200
    tree["cibinong"].refresh_from_db()
    assert tree["cibinong"].parent == tree["regency"]


def test_a_refusal_of_a_rule_is_told_on_the_page(dewi: User, tree: Tree) -> None:
    url = reverse("units:close", args=[tree["regency"].pk])
    answer = as_(dewi).post(url, {"on": "2026-11-30"})
    assert answer.status_code == 200
    assert "Kabupaten Bogor" in answer.content.decode()
    assert Unit.objects.get(pk=tree["regency"].pk).valid_to is None


def test_every_page_speaks_english_too(dewi: User, office: Unit) -> None:
    User.objects.filter(pk=dewi.pk).update(language="en")
    dewi.refresh_from_db()
    assert "Who works here" in page(dewi, "unit", office.pk)


def test_no_district_makes_itself_the_office_that_coordinates_all(tree: Tree, dewi: User) -> None:
    lina = person("lina", "Lina", tree["ciomas"], Role.COORDINATOR)
    client, url = as_(lina), reverse("units:describe", args=[tree["ciomas"].pk])
    assert "seluruh pohon" in client.post(url, {"kind": "communications"}).content.decode()
    new = {"parent": tree["ciomas"].pk, "name": "Humas", "kind": "communications", "code": "humas"}
    assert "seluruh pohon" in client.post(reverse("units:add"), new).content.decode()
    assert Unit.objects.filter(kind="communications").count() == 1
    assert as_(dewi).post(url, {"kind": "communications"}).status_code == 302
    assert client.post(url, {"kind": "communications", "short": "Ciomas"}).status_code == 302
