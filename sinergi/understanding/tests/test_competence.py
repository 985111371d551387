"""The office competent for a text is suggested by its topic, with the reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.people.models import User
from sinergi.understanding import actions
from sinergi.understanding.actions import topic_rules
from sinergi.understanding.competence import Competent, competent
from sinergi.understanding.models import Text
from sinergi.understanding.tests.conftest import Put, as_, read_all
from sinergi.units import actions as units
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

ROAD = "Jalan di depan pasar rusak parah, kapan diperbaiki?"


@pytest.fixture
def works(tree: dict[str, Unit]) -> Unit:
    return units.add_unit(
        None, code="dpu", name="Dinas Pekerjaan Umum", kind=Unit.Kind.AGENCY,
        parent=tree["regency"],
    )  # fmt: skip


def found(text: Text) -> Competent | None:
    read_all()
    text.refresh_from_db()
    return competent(text)


def named(text: Text) -> str:
    office = found(text)
    return office.unit.code if office else ""


def rules(dewi: User, tree: dict[str, Unit], offices: str) -> None:
    text = f"[odong] Odong-odong -> {offices}\nodong* = 5\n"
    topic_rules.save_rules(dewi, tree["regency"], text=text, seen=0)


def test_the_topic_names_the_office_and_its_words_the_reason(put: Put, works: Unit) -> None:
    office = found(put(ROAD))
    assert office is not None
    assert (office.unit, office.topic, office.title) == (works, "roads", "Jalan dan jembatan")
    assert "Jalan rusak" in office.words
    assert office.said_by == ""


def test_nobody_is_named_where_the_office_does_not_exist_today(put: Put, works: Unit) -> None:
    Unit.objects.filter(pk=works.pk).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert named(put(ROAD)) == ""


def test_nobody_is_named_for_an_unsure_topic_or_before_reading(put: Put, works: Unit) -> None:
    assert competent(put(ROAD)) is None
    assert named(put("Selamat pagi, Min")) == ""


@pytest.mark.usefixtures("works")
def test_a_text_about_another_government_is_not_ours(put: Put) -> None:
    assert named(put("Jalan di Kota Bogor rusak parah, kapan diperbaiki?")) == ""


@pytest.mark.usefixtures("works")
def test_what_a_person_says_counts_before_the_machine(put: Put, ayu: User) -> None:
    text = put("Selamat pagi, Min")
    actions.label(ayu, text, head="topic", label="roads")
    office = found(text)
    assert office is not None
    assert (office.unit.code, office.said_by, office.words) == ("dpu", "Ayu", [])


@pytest.mark.parametrize(
    ("offices", "text", "code"),
    [
        ("district", "Odong-odong berisik sekali", "32.01.01"),
        ("district", "Odong-odong di Kecamatan Ciomas berisik sekali", "32.01.29"),
        ("communications", "Odong-odong berisik sekali", "diskominfo"),
        ("nobody, district", "Odong-odong berisik sekali", "32.01.01"),
        ("hospital, communications", "Odong-odong berisik sekali", "diskominfo"),
        ("village", "Odong-odong berisik sekali", ""),
        ("nobody", "Odong-odong berisik sekali", ""),
    ],
)
def test_a_kind_is_the_office_of_the_place_or_above_the_account_or_the_only_one(
    put: Put, dewi: User, tree: dict[str, Unit], offices: str, text: str, code: str
) -> None:
    rules(dewi, tree, offices)
    assert named(put(text)) == code


def test_a_village_is_competent_where_it_is_named(
    put: Put, dewi: User, tree: dict[str, Unit]
) -> None:
    units.add_unit(
        None, code="32.01.29.2007", name="Desa Kotabatu Uji", kind=Unit.Kind.VILLAGE,
        parent=tree["ciomas"],
    )  # fmt: skip
    rules(dewi, tree, "village")
    assert named(put("Odong-odong di Desa Kotabatu Uji berisik")) == "32.01.29.2007"


@pytest.mark.usefixtures("pages", "works")
def test_ayu_sees_the_suggestion_beside_what_was_understood(put: Put, ayu: User) -> None:
    text = put(ROAD)
    read_all()
    page = as_(ayu).get(reverse("understanding:text", args=[text.pk])).content.decode()
    assert "Dinas Pekerjaan Umum" in page
    assert "saran, menurut topik Jalan dan jembatan" in page


@pytest.mark.usefixtures("pages")
def test_who_edits_topics_is_told_of_offices_that_do_not_exist(
    dewi: User, tree: dict[str, Unit]
) -> None:
    url = reverse("understanding:topics", args=[tree["regency"].pk])
    rules(dewi, tree, "dpu, district, diskominfo")
    assert "tidak ada dpu:" in as_(dewi).get(url).content.decode()
    text = "[odong] Odong-odong -> district, diskominfo\nodong* = 5\n"
    topic_rules.save_rules(dewi, tree["regency"], text=text, seen=1)
    assert "tidak ada dpu:" not in as_(dewi).get(url).content.decode()
