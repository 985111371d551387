"""What fields stand for in an office, and what keeps one that is open from going out."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, checks, composing, filling, wording
from sinergi.publishing.models import OfficeField, Post
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_checks import key_of, text_in
from sinergi.publishing.tests.test_screens import as_, typed
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

TODAY = date(2026, 11, 20)


def rules_of(unit: Unit, text: str, day: date = TODAY) -> set[str]:
    found = checks.findings(unit, checks.Texts(text), [], day=day)
    return {f.rule for _name, f in found}


def test_fields_stand_for_what_the_nearest_office_says(
    ayu: User, tree: dict[str, Unit], citra: User
) -> None:
    rani = person("rani", "Rani", tree["regency"], Role.COORDINATOR)
    actions.set_fields(rani, tree["regency"], {"kontak": "0251-1", "situs": "bogorkab.go.id"})
    actions.set_fields(ayu, tree["cibinong"], {"kontak": "0251-2"})
    there = wording.known(tree["cibinong"])
    assert (there["kontak"], there["situs"]) == ("0251-2", "bogorkab.go.id")
    assert there["nama_kecamatan"] == "Cibinong"
    assert there["nama_kabupaten"] == "Kabupaten Bogor"
    assert there["jam_layanan"].startswith("Senin")
    assert wording.known(tree["ciomas"])["kontak"] == "0251-1"


def test_a_field_that_is_taken_away_is_that_of_the_office_above(
    ayu: User, tree: dict[str, Unit]
) -> None:
    actions.set_fields(ayu, tree["cibinong"], {"kontak": "1", "alamat": "Jalan Tegar"})
    actions.set_fields(ayu, tree["cibinong"], {"kontak": "", "alamat": "Jalan Tegar"})
    assert list(OfficeField.objects.values_list("name", flat=True)) == ["alamat"]


@pytest.mark.parametrize("name", ["nama kantor", "1a", "{{x}}", "é"])
def test_a_name_that_no_text_can_hold_is_refused(
    ayu: User, tree: dict[str, Unit], name: str
) -> None:
    with pytest.raises(No, match="cannot be the name"):
        actions.set_fields(ayu, tree["cibinong"], {name: "x"})


def test_nothing_with_a_field_is_approved_whatever_asked_for_it(
    write: Write, ayu: User, budi: User
) -> None:
    asked = actions.ask_approval(ayu, write("Layanan buka"))
    Post.objects.update(text="Hubungi {{ kontak }}")
    with pytest.raises(No):
        actions.approve(budi, asked, due=None)


def test_a_field_is_filled_in_by_one_tap(ayu: User, ayu_account: Account) -> None:
    actions.set_fields(ayu, ayu_account.unit, {"kontak": "0251-2"})
    client, text = as_(ayu), "Tanya ke {{kontak}}."
    page = client.post("/kerja/tulis/", typed(ayu_account, text=text, do="preview"))
    sent = typed(ayu_account, text=text, apply=key_of(page.content.decode(), "field-unfilled"))
    sent.pop("do")
    assert text_in(client.post("/kerja/tulis/", sent).content.decode()) == "Tanya ke 0251-2."


def test_names_are_found_as_people_type_them() -> None:
    assert filling.unfilled("{{ Kontak }} {{kontak}} {{x-y}} {a}") == ["kontak"]
    assert filling.filled("{{ Kontak }}{{z}}", {"kontak": "1"}) == "1{{z}}"


def test_facts_that_the_text_does_not_say_are_shown_with_a_line_that_says_them(
    tree: dict[str, Unit],
) -> None:
    facts = {"cost": "Gratis", "when": "Sabtu 21 November pukul 08.00", "source": "BPS 2026"}
    says = checks.Texts("Layanan KTP gratis, 75 % selesai.", more=composing.Composed(facts=facts))
    found = checks.findings(tree["cibinong"], says, [], day=timezone.localdate())
    told = {f.rule: f.proposed for _n, f in found if f.rule.startswith("fact-")}
    assert told == {
        "fact-when": "\n\nKapan: Sabtu 21 November pukul 08.00",
        "fact-source": "\n\nSumber: BPS 2026",
    }
    assert "claim-source" not in {f.rule for _n, f in found}
    assert "claim-source" in rules_of(tree["cibinong"], "Layanan KTP, 75 % selesai.")
