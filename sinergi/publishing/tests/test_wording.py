"""Templates and snippets: who may use them, how they begin a post, and their pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, wording
from sinergi.publishing.models import Hashtag, OfficeField, Post, Wording
from sinergi.publishing.tests.test_checks import text_in
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
