"""The log of an office on the screen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.conftest import person
from sinergi.people.models import User
from sinergi.units import actions
from sinergi.units.models import Role, Unit
from sinergi.units.tests.offices import as_, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

Tree = dict[str, Unit]


def test_an_auditor_reads_the_log_of_their_offices_in_words(tree: Tree, ayu: User) -> None:
    joko = person("joko", "Joko", tree["cibinong"], Role.AUDITOR)
    actions.rename_unit(None, tree["cibinong"], name="Cibinong Raya")
    actions.rename_unit(None, tree["ciomas"], name="Ciomas Raya")
    assert reverse("units:log", args=[tree["cibinong"].pk]) in page(
        joko, "unit", tree["cibinong"].pk
    )
    shown = page(joko, "log", tree["cibinong"].pk)
    assert "Kantor: berganti nama" in shown
    assert "Cibinong Raya" in shown
    assert "Ciomas" not in shown
    assert as_(joko).get(reverse("units:log", args=[tree["ciomas"].pk])).status_code == 403
    assert as_(joko).get(reverse("units:log", args=[tree["regency"].pk])).status_code == 403


def test_the_log_of_everything_has_pages_and_acts_of_no_office(tree: Tree) -> None:
    eka = person("eka", "Eka", tree["regency"], Role.AUDITOR)
    for number in range(60):
        actions.add_alias(None, tree["ciomas"], f"Ejaan {number}")
    client, url = as_(eka), reverse("units:log", args=[tree["regency"].pk])
    newest = client.get(url).content.decode()
    assert "ejaan lain ditambahkan" in newest
    oldest = client.get(url, {"before": 51}).content.decode()
    assert "Kabupaten Bogor" in oldest
    assert client.get(url, {"before": "x"}).status_code == 404
    assert f"{url}?before=" in newest


def test_ayu_and_citra_read_no_log(tree: Tree, ayu: User, citra: User) -> None:
    for user in (ayu, citra):
        for office in (tree["cibinong"], tree["ciomas"], tree["regency"]):
            assert as_(user).get(reverse("units:log", args=[office.pk])).status_code == 403
