"""Rules switched off and words blocked by the communications office, and by nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, switching
from sinergi.publishing.models import BlockedWords, SwitchedOff
from sinergi.publishing.tests.test_checks import HARD
from sinergi.publishing.tests.test_screens import as_, typed
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def dian(tree: dict[str, Unit]) -> User:
    """Coordinates the whole regency."""
    return person("dian", "Dian", tree["regency"], Role.COORDINATOR)


def test_citra_and_ayu_may_not_switch(
    citra: User, ayu: User, dian: User, tree: dict[str, Unit]
) -> None:
    row = actions.block(dian, tree["regency"], "Bogor Jaya", "kampanye", None, None)
    for user in (citra, ayu):
        client = as_(user)
        assert client.get("/kerja/aturan-teks/").status_code == 403
        for way in ("", "blokir/"):
            url = f"/kerja/aturan-teks/{tree['cibinong'].pk}/{way}"
            assert client.post(url, {"on": []}).status_code == 403
        assert client.post(f"/kerja/aturan-teks/kata/{row.pk}/hapus/").status_code == 404
    assert SwitchedOff.objects.count() == 0
    assert BlockedWords.objects.count() == 1


def test_dian_switches_a_rule_off_for_all_offices_under_hers(
    dian: User, ayu: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    client = as_(dian)
    on = {"on": sorted(actions.checking.KNOWN - {"plain-wording"})}
    answer = client.post(f"/kerja/aturan-teks/{tree['regency'].pk}/", on)
    assert answer.status_code == 302
    assert switching.off_for(tree["cibinong"]) == {"plain-wording"}
    page = as_(ayu).post("/kerja/tulis/periksa/", typed(ayu_account, text=HARD)).content.decode()
    assert ":plain-wording:" not in page
    entry = Entry.objects.filter(verb="check.switch").get()
    assert entry.data == {"off": ["plain-wording"], "on": []}
    page = client.get(f"/kerja/aturan-teks/{tree['cibinong'].pk}/").content.decode()
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
    assert client.post(f"/kerja/aturan-teks/{unit}/blokir/", words).status_code == 302
    text = typed(ayu_account, text="Menuju #BogorGemilangJaya")
    page = as_(ayu).post("/kerja/tulis/periksa/", text).content.decode()
    assert "Kampanye" in page
    row = BlockedWords.objects.get()
    assert row.since == date(2026, 1, 1)
    client.post(f"/kerja/aturan-teks/kata/{row.pk}/hapus/")
    assert BlockedWords.objects.count() == 0
    assert {"check.block", "check.unblock"} <= set(Entry.objects.values_list("verb", flat=True))


def test_days_that_are_the_wrong_way_round_are_refused(dian: User, tree: dict[str, Unit]) -> None:
    words = {"words": "x", "phase": "y", "since": "2026-02-02", "until": "2026-01-01"}
    answer = as_(dian).post(f"/kerja/aturan-teks/{tree['regency'].pk}/blokir/", words)
    assert answer.status_code == 200
    assert BlockedWords.objects.count() == 0
