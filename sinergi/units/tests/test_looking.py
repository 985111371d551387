"""The tree of offices on the screen, and the page of each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import person
from sinergi.people.models import User
from sinergi.units import actions
from sinergi.units.models import Appointment, Role, Unit
from sinergi.units.tests.offices import as_, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

Tree = dict[str, Unit]


def test_the_list_is_a_tree_by_kinds(ayu: User, tree: Tree) -> None:
    shown = page(ayu, "list")
    assert "Kabupaten Bogor" in shown
    assert shown.index("Diskominfo") < shown.index("Cibinong") < shown.index("Ciomas")


def test_an_office_is_found_by_code_alias_former_name_and_place(ayu: User, tree: Tree) -> None:
    actions.add_alias(None, tree["ciomas"], "Ci Omas")
    actions.rename_unit(None, tree["cibinong"], name="Cibinong Raya")
    actions.add_unit(
        None, code="32.01.29.2001", name="Pabuaran", kind="village", parent=tree["ciomas"]
    )
    client, url = as_(ayu), reverse("units:list")
    found = {
        asked: client.get(url, {"q": asked}).content.decode()
        for asked in ("32.01.29.2001", "ci omas", "cibinong", "pabuaran ciomas", "tiada", "%", "\0")
    }
    assert "Pabuaran" in found["32.01.29.2001"]
    assert "Ciomas" in found["ci omas"]
    assert "Cibinong Raya" in found["cibinong"]
    assert "Pabuaran" in found["pabuaran ciomas"]
    assert '<li><a class="row"' not in found["tiada"]


def test_a_closed_office_is_found_only_when_asked_for(dewi: User, tree: Tree) -> None:
    actions.close_unit(dewi, tree["ciomas"], on=timezone.localdate() - timedelta(days=1))
    client, url = as_(dewi), reverse("units:list")
    assert "Ciomas" not in client.get(url, {"q": "32.01.29"}).content.decode()
    assert "Ciomas" in client.get(url, {"q": "32.01.29", "closed": "1"}).content.decode()


def test_five_hundred_offices_fit_on_a_phone(ayu: User, tree: Tree) -> None:
    for number in range(150):
        code = f"32.01.01.{2000 + number}"
        actions.add_unit(
            None, code=code, name=f"Desa {number}", kind="village", parent=tree["cibinong"]
        )
    client = as_(ayu)
    assert "Desa 77" not in client.get(reverse("units:list")).content.decode()
    assert "150" in client.get(reverse("units:list")).content.decode()
    found = client.get(reverse("units:list"), {"q": "Desa"}).content.decode()
    assert found.count('<a class="row"') == 100
    with_all = client.get(reverse("units:unit", args=[tree["cibinong"].pk])).content.decode()
    assert "Desa 77" in with_all


@pytest.mark.parametrize("code", ["32.01.01", "32.01/A"])
def test_an_office_names_its_feed_until_it_is_closed(ayu: User, office: Unit, code: str) -> None:
    Unit.objects.filter(pk=office.pk).update(code=code)
    assert f'href="/umpan/{code}.atom"' in page(ayu, "unit", office.pk)
    assert Client().get(f"/umpan/{code}.atom").status_code == 200
    Unit.objects.filter(pk=office.pk).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert "/umpan/" not in page(ayu, "unit", office.pk)


def test_one_office_shows_its_names_hours_and_roles(
    ayu: User, dewi: User, office: Unit, tree: Tree
) -> None:
    actions.rename_unit(
        dewi, office, name="Cibinong Raya", until=date(2026, 6, 30), basis="Perbup 9"
    )
    actions.add_alias(dewi, office, "Ci Binong")
    actions.set_hours(dewi, office, hours={"mon": [["08:00", "12:00"]]})
    person("eka", "Eka", tree["cibinong"], Role.LEADER)
    Appointment.objects.filter(user=ayu).update(decree="SK 12/2026", basis="Perbup 7")
    shown = page(ayu, "unit", office.pk)
    for text in ("Perbup 9", "Ci Binong", "08.00-12.00", "SK 12/2026", "Perbup 7", "Eka", "Dewi"):
        assert text in shown, text
