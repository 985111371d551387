"""Templates, snippets, fields of an office, and the register of hashtags."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, checks, composing, filling, hashtags, wording
from sinergi.publishing.models import Hashtag, OfficeField, Post, Wording
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_checks import key_of, text_in
from sinergi.publishing.tests.test_screens import as_, typed
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

TODAY = date(2026, 11, 20)


@pytest.fixture
def template(ayu: User, tree: dict[str, Unit]) -> Wording:
    return actions.keep_wording(
        ayu, tree["cibinong"], kind="template", name="Jadwal", text="{{nama_kantor}}: {{kontak}}"
    )


@pytest.fixture
def tag(ayu: User, tree: dict[str, Unit]) -> Hashtag:
    return actions.keep_hashtag(
        ayu, tree["cibinong"], tag="#CibinongBersih", owner=ayu, until=TODAY
    )


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


def test_what_is_not_known_stays_to_be_seen_and_is_never_sent(
    template: Wording, ayu: User, ayu_account: Account
) -> None:
    page = as_(ayu).get(reverse("content:write"), {"template": template.pk}).content.decode()
    assert text_in(page) == "Cibinong: {{kontak}}"
    post = actions.write(ayu, ayu_account.unit, text=text_in(page), accounts=[ayu_account])
    with pytest.raises(No, match="kontak"):
        actions.ask_approval(ayu, post)
    post = actions.edit(ayu, post, version=1, text="Cibinong: 0251", accounts=[ayu_account])
    actions.ask_approval(ayu, post)


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


def test_a_snippet_is_put_in_without_javascript(ayu: User, ayu_account: Account) -> None:
    row = actions.keep_wording(
        ayu, ayu_account.unit, kind="snippet", name="Salam", text="Salam, {{nama_kantor}}"
    )
    sent = typed(ayu_account, text="Halo.", insert=f"snippet:{row.pk}")
    sent.pop("do")
    page = as_(ayu).post("/kerja/tulis/", sent).content.decode()
    assert text_in(page) == "Halo.\n\nSalam, Cibinong"
    assert not Post.objects.exists()


def test_snippets_and_templates_reach_down_and_not_aside(
    template: Wording, citra: User, tree: dict[str, Unit], ayu: User
) -> None:
    rani = person("rani", "Rani", tree["regency"], Role.COORDINATOR)
    actions.keep_wording(rani, tree["regency"], kind="template", name="Semua", text="x")
    names = {row.name for row in wording.wordings_for(citra)}
    assert names == {"Semua"}
    assert {row.name for row in wording.wordings_for(ayu)} == {"Semua", "Jadwal"}


def test_two_of_a_name_are_refused_and_what_was_typed_stays(template: Wording, ayu: User) -> None:
    sent = {"unit": template.unit_id, "kind": "template", "name": "Jadwal", "text": "Kata baru"}
    page = as_(ayu).post(reverse("content:new-wording"), sent).content.decode()
    assert "Kata baru" in page
    assert Wording.objects.count() == 1


def test_the_pages_of_templates(template: Wording, ayu: User, tree: dict[str, Unit]) -> None:
    client = as_(ayu)
    assert "Jadwal" in client.get(reverse("content:wordings")).content.decode()
    url = reverse("content:wording", args=[template.pk])
    assert "kontak" in client.get(url).content.decode()
    client.post(url, {"kind": "snippet", "name": "Lain", "text": "Halo"})
    template.refresh_from_db()
    assert (template.kind, template.name) == ("snippet", "Lain")
    fields = reverse("content:fields", args=[tree["cibinong"].pk])
    client.post(fields, {"name-0": "kontak", "value-0": "0251", "name-1": "", "value-1": "x"})
    assert "0251" in client.get(fields).content.decode()
    client.post(reverse("content:drop-wording", args=[template.pk]))
    assert not Wording.objects.exists()


def test_citra_touches_no_words_of_ayus_office(
    template: Wording, tag: Hashtag, citra: User, tree: dict[str, Unit]
) -> None:
    client = as_(citra)
    for name in ("wordings", "hashtags", "new-wording"):
        shown = client.get(reverse(f"content:{name}")).content.decode()
        assert "Jadwal" not in shown
        assert "CibinongBersih" not in shown
    for name, pk in (("wording", template.pk), ("hashtag", tag.pk)):
        for act in (name, f"drop-{name}"):
            url = reverse(f"content:{act}", args=[pk])
            sent = {"kind": "snippet", "name": "x", "text": "x", "tag": "x", "owner": citra.pk}
            assert client.post(url, sent).status_code == 404
        assert client.get(reverse(f"content:{name}", args=[pk])).status_code == 404
    fields = reverse("content:fields", args=[tree["cibinong"].pk])
    assert client.get(fields).status_code == 403
    assert client.post(fields, {"name-0": "kontak", "value-0": "x"}).status_code == 403
    sent = {"unit": tree["cibinong"].pk, "kind": "template", "name": "x", "text": "x"}
    client.post(reverse("content:new-wording"), sent)
    client.post(
        reverse("content:hashtags"), {"unit": tree["cibinong"].pk, "tag": "x", "owner": citra.pk}
    )
    assert client.get(reverse("content:write"), {"template": template.pk}).status_code == 404
    assert Wording.objects.get().name == "Jadwal"
    assert Hashtag.objects.get().tag == "CibinongBersih"
    assert not OfficeField.objects.exists()


def test_a_leader_writes_no_templates(tree: dict[str, Unit]) -> None:
    client = as_(person("eka", "Eka", tree["regency"], Role.LEADER))
    for name in ("wordings", "new-wording", "hashtags", "handles"):
        assert client.get(reverse(f"content:{name}")).status_code == 403


@pytest.mark.parametrize(
    ("text", "day", "rule"),
    [
        ("Ayo #CibinongBersih", TODAY + timedelta(days=1), "hashtag-ended"),
        ("Ayo #cibinongbersih", TODAY + timedelta(days=1), "hashtag-ended"),
        ("Ayo #CibinongBersih", TODAY, ""),
        ("Ayo #CibinongKotor", TODAY, "hashtag-unknown"),
    ],
)
def test_hashtags_out_of_their_time_are_found(
    tag: Hashtag, tree: dict[str, Unit], text: str, day: date, rule: str
) -> None:
    found = {r for r in rules_of(tree["cibinong"], text, day) if r.startswith("hashtag-")}
    assert found - {"hashtag-case"} == ({rule} if rule else set())


def test_a_hashtag_whose_owner_left_is_found_and_not_offered(
    tag: Hashtag, ayu: User, tree: dict[str, Unit]
) -> None:
    known = hashtags.register(tree["cibinong"])
    assert [row.tag for row in hashtags.offered(known, "", TODAY)] == ["CibinongBersih"]
    assert hashtags.offered(known, "#cibinongbersih", TODAY) == []
    User.objects.filter(pk=ayu.pk).update(is_active=False)
    assert "hashtag-unowned" in rules_of(tree["cibinong"], "#CibinongBersih")
    assert hashtags.offered(hashtags.register(tree["cibinong"]), "", TODAY) == []


def test_an_office_without_a_register_is_not_told_of_unknown_hashtags(
    tag: Hashtag, tree: dict[str, Unit]
) -> None:
    assert "hashtag-unknown" not in rules_of(tree["ciomas"], "#Apa saja")


@pytest.mark.parametrize("spelled", ["", "#", "dua kata", "123", "a" * 81])
def test_what_is_no_hashtag_is_refused(ayu: User, tree: dict[str, Unit], spelled: str) -> None:
    with pytest.raises(No):
        actions.keep_hashtag(ayu, tree["cibinong"], tag=spelled, owner=ayu)


def test_the_register_by_its_pages(tag: Hashtag, ayu: User, citra: User) -> None:
    client, url = as_(ayu), reverse("content:hashtag", args=[tag.pk])
    again = {"unit": tag.unit_id, "tag": "#CIBINONGBERSIH", "owner": ayu.pk}
    assert client.post(reverse("content:hashtags"), again).status_code == 200
    assert Hashtag.objects.count() == 1
    client.post(url, {"tag": "#CibinongRapi", "owner": ayu.pk, "until": "2026-12-01"})
    tag.refresh_from_db()
    assert (tag.tag, tag.plain, tag.until) == ("CibinongRapi", "cibinongrapi", date(2026, 12, 1))
    assert client.post(url, {"tag": "#X", "owner": citra.pk}).status_code == 200  # not of here
    client.post(reverse("content:drop-hashtag", args=[tag.pk]))
    assert not Hashtag.objects.exists()


def test_official_accounts_are_found_and_mentioned_without_javascript(
    ayu: User, ayu_account: Account, citra_account: Account
) -> None:
    client = as_(ayu)
    page = client.get(reverse("content:handles"), {"seek": "ciomas"}).content.decode()
    assert f"@{citra_account.handle}" in page
    sent = typed(ayu_account, text="Bersama", seek="ciomas", do="seek")
    page = client.post("/kerja/tulis/", sent).content.decode()
    assert f'value="handle:@{citra_account.handle}"' in page
    sent = typed(ayu_account, text="Bersama", insert=f"handle:@{citra_account.handle}")
    page = client.post("/kerja/tulis/", sent).content.decode()
    assert text_in(page) == f"Bersama @{citra_account.handle}"
    assert client.get(reverse("content:handles"), {"seek": "c"}).status_code == 200


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
