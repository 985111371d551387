"""What people call places is learnt from corrections, proposed, and taken on by a person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.language.rules import bogor
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.understanding import actions, naming, proposals
from sinergi.understanding.actions import places
from sinergi.understanding.models import PlaceName, Text
from sinergi.understanding.naming import Said
from sinergi.understanding.tests.conftest import Put, as_, read_all
from sinergi.units.models import Unit

CIBINONG, CIOMAS = "32.01.01", "32.01.29"
CROSSING = [
    "macet lagi di simpang kandang roda",
    "lampu merah simpang kandang roda mati",
    "jalan berlubang dekat simpang kandang roda",
]
OTHERS = ["sampah menumpuk di jalan lama", "lampu mati dekat pasar", "jalan berlubang di gang dua"]


def texts(*pairs: tuple[str, str]) -> list[Said]:
    return [Said(number, text, code) for number, (text, code) in enumerate(pairs)]


def test_words_that_stand_in_one_place_alone_are_a_name() -> None:
    said = texts(*[(t, CIBINONG) for t in CROSSING], *[(t, CIOMAS) for t in OTHERS])
    [found] = naming.proposed(said, bogor())
    assert (found.name, found.code) == ("simpang kandang roda", CIBINONG)
    assert len(found.texts) == 3


def test_words_that_stand_elsewhere_too_are_none() -> None:
    told = [(f"{t} kapan diperbaiki", CIBINONG) for t in OTHERS]
    elsewhere = [(f"kapan diperbaiki nomor {n}", "") for n in range(3)]
    found = naming.proposed(texts(*told, *elsewhere), bogor())
    assert all("diperbaiki" not in one.name for one in found)


def test_names_that_are_known_are_not_proposed_again() -> None:
    said = texts(*[(f"{t} pakansari", CIBINONG) for t in CROSSING])
    assert all("pakansari" not in one.name for one in naming.proposed(said, bogor()))


def test_what_stands_only_beside_a_known_name_is_none_of_its_own() -> None:
    known = bogor().joined([replace(bogor().places[CIBINONG], aliases=("Kandang Roda",))])
    said = texts(*[(t, CIBINONG) for t in CROSSING], ("simpang lain di sana", CIOMAS))
    assert naming.proposed(said, known) == []


@pytest.mark.parametrize(("label", "code"), [
    (CIBINONG, CIBINONG), ("Cibinong", CIBINONG), ("none", ""), ("Negeri Antah", ""),
])  # fmt: skip
def test_what_a_person_wrote_is_a_code_or_a_name(label: str, code: str) -> None:
    assert naming.code_of(label, bogor()) == code


@pytest.fixture
def corrected(put: Put, ayu: User) -> list[Text]:
    found = [put(text) for text in CROSSING]
    for text in found:
        actions.label(ayu, text, head="place", label="Cibinong")
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("corrected", "pages")
def test_a_proposed_name_is_taken_and_read_by(put: Put, dewi: User, tree: dict[str, Unit]) -> None:
    office, url = tree["cibinong"], reverse("understanding:places", args=[tree["cibinong"].pk])
    mine, other = put("banjir di kandang roda"), put("banjir di kandang roda", "ciomas")
    read_all()
    assert "simpang kandang roda" in as_(dewi).get(url).content.decode()
    client = as_(dewi)
    sent = {"name": "Kandang Roda", "code": CIBINONG}
    assert client.post(url, sent).status_code == 302
    read_all()
    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.decisions["place"]["label"] == CIBINONG
    assert other.decisions["place"]["label"] == "none"
    proposed = proposals.proposed_names(office, proposals.places_of(office))
    assert all("roda" not in one.name for one, _, _ in proposed)
    client.post(url, {"drop": PlaceName.objects.get().pk})
    read_all()
    mine.refresh_from_db()
    assert mine.decisions["place"]["label"] == "none"
    assert {"place.added", "place.dropped"} <= set(Entry.objects.values_list("verb", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "code", "why"), [
    ("Kandang Roda", "99.99", "Choose a place"), ("a!", CIBINONG, "letters"),
    ("Pakansari", CIOMAS, "is known"),
])  # fmt: skip
def test_what_is_no_name_is_told(
    dewi: User, tree: dict[str, Unit], name: str, code: str, why: str
) -> None:
    with pytest.raises(No, match=why):
        places.add_name(dewi, tree["cibinong"], name=name, code=code)
    assert not PlaceName.objects.exists()


@pytest.mark.django_db
def test_a_name_stands_once_in_an_office(dewi: User, tree: dict[str, Unit]) -> None:
    made = places.add_name(dewi, tree["cibinong"], name="Kandang Roda", code=CIBINONG)
    again = PlaceName(
        unit=made.unit, key=made.key, name="kandangroda", code=CIOMAS, by=dewi, at=timezone.now()
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    places.drop_name(dewi, tree["ciomas"], made.pk)  # not of that office
    assert PlaceName.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("corrected", "pages")
def test_what_is_wrong_in_the_form_is_told_and_kept(dewi: User, tree: dict[str, Unit]) -> None:
    url = reverse("understanding:places", args=[tree["cibinong"].pk])
    page = as_(dewi).post(url, {"name": "Pakansari", "code": CIOMAS}).content.decode()
    assert 'value="Pakansari"' in page
    assert "Cibinong" in page
    assert not PlaceName.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("corrected", "pages")
def test_citra_neither_sees_nor_gives_names_in_ayus_office(
    citra: User, ayu: User, tree: dict[str, Unit]
) -> None:
    url = reverse("understanding:places", args=[tree["cibinong"].pk])
    for user in (citra, ayu):  # Ayu labels; who trains takes names on
        assert as_(user).get(url).status_code == 403
        sent = {"name": "Kandang Roda", "code": CIBINONG}
        assert as_(user).post(url, sent).status_code == 403
    assert not PlaceName.objects.exists()
