"""Findings beside a text: shown, taken, switched off; and that Citra sees none of Ayu's."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.test import Client

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, switching
from sinergi.publishing.models import BlockedWords, Post, SwitchedOff
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_screens import as_, typed
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

HARD = "Pelayanan ini tidak dipungut biaya."


@pytest.fixture
def dian(tree: dict[str, Unit]) -> User:
    """Coordinates the whole regency."""
    return person("dian", "Dian", tree["regency"], Role.COORDINATOR)


def key_of(page: str, rule: str) -> str:
    """Return the value of the button that takes a proposal of a rule."""
    found = re.search(rf'name="apply" value="([\w-]+:{rule}:\d+:\d+)"', page)
    assert found, f"nothing of {rule} can be taken"
    return found[1]


def text_in(page: str) -> str:
    found = re.search(r'<textarea name="text"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def test_ayu_sees_what_could_be_better_and_takes_it_without_javascript(
    ayu: User, ayu_account: Account
) -> None:
    client = as_(ayu)
    page = client.post("/kerja/tulis/", typed(ayu_account, text=HARD, do="preview"))
    key = key_of(page.content.decode(), "plain-wording")
    sent = typed(ayu_account, text=HARD, apply=key)
    sent.pop("do")
    page = client.post("/kerja/tulis/", sent)
    assert text_in(page.content.decode()) == "Pelayanan ini gratis."
    assert Post.objects.count() == 0  # nothing was saved


def test_a_proposal_is_taken_in_place(ayu: User, ayu_account: Account) -> None:
    client = as_(ayu)
    sent = typed(ayu_account, text=HARD)
    swap = {"hx-request": "true", "hx-target": "checks"}
    page = client.post("/kerja/tulis/periksa/", sent, headers=swap).content.decode()
    assert "<html" not in page
    assert "textarea" not in page
    sent["apply"] = key_of(page, "plain-wording")
    page = client.post("/kerja/tulis/periksa/", sent, headers=swap).content.decode()
    assert text_in(page) == "Pelayanan ini gratis."
    assert 'hx-swap-oob="true"' in page


def test_a_proposal_for_words_that_changed_meanwhile_changes_nothing(
    ayu: User, ayu_account: Account
) -> None:
    sent = typed(ayu_account, text="Sudah lain.", apply="text:plain-wording:14:35")
    page = as_(ayu).post("/kerja/tulis/periksa/", sent).content.decode()
    assert text_in(page) == "Sudah lain."


@pytest.mark.parametrize("key", ["", "x", "alt-9:alt-text:0:1", "own-99:x:1:2", "version:x:0:0"])
def test_a_strange_key_does_no_harm(ayu: User, ayu_account: Account, key: str) -> None:
    sent = typed(ayu_account, text=HARD, apply=key)
    assert as_(ayu).post("/kerja/tulis/periksa/", sent).status_code == 200


def test_an_own_text_is_checked_too(ayu: User, ayu_account: Account) -> None:
    own = {f"own-{ayu_account.pk}": "WA saya 0812-3456-7002"}
    page = as_(ayu).post("/kerja/tulis/periksa/", typed(ayu_account, **own)).content.decode()
    assert key_of(page, "personal-phone").startswith(f"own-{ayu_account.pk}:")


def test_citra_finds_nothing_of_ayus_post(citra: User, draft: Post) -> None:
    client = as_(citra)
    assert client.post(f"/kerja/tulis/{draft.pk}/periksa/", {"text": HARD}).status_code == 404


def test_citra_and_ayu_may_not_switch(
    citra: User, ayu: User, dian: User, tree: dict[str, Unit]
) -> None:
    row = actions.block(dian, tree["regency"], "Bogor Jaya", "kampanye", None, None)
    for user in (citra, ayu):
        client = as_(user)
        assert client.get("/kerja/tulis/aturan/").status_code == 403
        for way in ("", "blokir/"):
            url = f"/kerja/tulis/aturan/{tree['cibinong'].pk}/{way}"
            assert client.post(url, {"on": []}).status_code == 403
        assert client.post(f"/kerja/tulis/aturan/kata/{row.pk}/hapus/").status_code == 404
    assert SwitchedOff.objects.count() == 0
    assert BlockedWords.objects.count() == 1


def test_nobody_signed_out_checks_anything() -> None:
    for url in ("/kerja/tulis/periksa/", "/kerja/tulis/aturan/"):
        assert Client().post(url).status_code == 302


def test_dian_switches_a_rule_off_for_all_offices_under_hers(
    dian: User, ayu: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    client = as_(dian)
    on = {"on": sorted(actions.checking.KNOWN - {"plain-wording"})}
    answer = client.post(f"/kerja/tulis/aturan/{tree['regency'].pk}/", on)
    assert answer.status_code == 302
    assert switching.off_for(tree["cibinong"]) == {"plain-wording"}
    page = as_(ayu).post("/kerja/tulis/periksa/", typed(ayu_account, text=HARD)).content.decode()
    assert ":plain-wording:" not in page
    entry = Entry.objects.filter(verb="check.switch").get()
    assert entry.data == {"off": ["plain-wording"], "on": []}
    page = client.get(f"/kerja/tulis/aturan/{tree['cibinong'].pk}/").content.decode()
    assert "(dinonaktifkan oleh kantor di atasnya)" in page


def test_a_switch_that_changes_nothing_is_not_recorded(dian: User, tree: dict[str, Unit]) -> None:
    actions.switch(dian, tree["regency"], frozenset())
    assert not Entry.objects.filter(verb="check.switch").exists()
    with pytest.raises(No):
        actions.switch(dian, tree["regency"], frozenset({"no-such-rule"}))


def test_words_of_an_election_are_blocked_and_let_go(
    dian: User, ayu: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    client, unit = as_(dian), tree["regency"].pk
    words = {"words": "Bogor  Gemilang Jaya", "phase": "Kampanye", "since": "2026-01-01"}
    assert client.post(f"/kerja/tulis/aturan/{unit}/blokir/", words).status_code == 302
    text = typed(ayu_account, text="Menuju #BogorGemilangJaya")
    page = as_(ayu).post("/kerja/tulis/periksa/", text).content.decode()
    assert "Kampanye" in page
    row = BlockedWords.objects.get()
    assert row.since == date(2026, 1, 1)
    client.post(f"/kerja/tulis/aturan/kata/{row.pk}/hapus/")
    assert BlockedWords.objects.count() == 0
    assert {"check.block", "check.unblock"} <= set(Entry.objects.values_list("verb", flat=True))


def test_days_that_are_the_wrong_way_round_are_refused(dian: User, tree: dict[str, Unit]) -> None:
    words = {"words": "x", "phase": "y", "since": "2026-02-02", "until": "2026-01-01"}
    answer = as_(dian).post(f"/kerja/tulis/aturan/{tree['regency'].pk}/blokir/", words)
    assert answer.status_code == 200
    assert BlockedWords.objects.count() == 0


def test_a_saved_post_is_opened_with_what_was_found_in_it(ayu: User, write: Write) -> None:
    post = write(text="Hubungi saya di 0812-3456-7002")
    page = as_(ayu).get(f"/kerja/tulis/{post.pk}/").content.decode()
    assert key_of(page, "personal-phone")
