"""Who names a leader while a phase of an election holds reads it while writing, and in a plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import checks, leaders
from sinergi.publishing.bulk import plans
from sinergi.publishing.tests.test_screens import as_, typed
from sinergi.units import phases
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

TEXT = "Bupati meninjau loket. Loket buka Sabtu pukul 08.00."


@pytest.fixture
def phase(tree: dict[str, Unit]) -> None:
    today = timezone.localdate()
    phases.add(None, tree["regency"], name="Kampanye", since=today, until=today + timedelta(days=9))


def found(account: Account, text: str = TEXT, *, days: int = 0, marked: bool = False) -> list[str]:
    day = timezone.localdate() + timedelta(days=days)
    there = checks.findings(account.unit, checks.Texts(text), [account], day=day, leader=marked)
    return [text[f.start : f.end] for _name, f in there if f.rule == leaders.RULE]


@pytest.mark.usefixtures("phase")
def test_it_is_found_on_days_of_the_phase_alone(ayu_account: Account) -> None:
    assert found(ayu_account) == ["Bupati"]
    assert found(ayu_account, days=9) == ["Bupati"]
    assert found(ayu_account, days=10) == []
    assert found(ayu_account, "Loket kabupaten buka Sabtu.") == []
    assert found(ayu_account, "Loket buka.", marked=True) == [""]  # that it stands still


def test_without_a_phase_nobody_is_asked(ayu_account: Account) -> None:
    assert found(ayu_account) == []


def test_a_phase_of_the_office_of_an_account_counts(
    ayu_account: Account, citra_account: Account, tree: dict[str, Unit]
) -> None:
    today = timezone.localdate()
    phases.add(None, tree["ciomas"], name="Pilkades", since=today, until=today)
    assert found(ayu_account) == []
    there = checks.findings(ayu_account.unit, checks.Texts(TEXT), [citra_account], day=today)
    assert leaders.RULE in {f.rule for _name, f in there}


@pytest.mark.usefixtures("phase", "pages")
def test_it_is_read_while_one_writes_and_without_javascript(
    ayu: User, ayu_account: Account
) -> None:
    client, told = as_(ayu), "Menyebut “Bupati”, padahal sedang berlaku tahapan pemilihan: Kampanye"
    sent = typed(ayu_account, text=TEXT)
    assert told in client.post(reverse("content:checks"), sent).content.decode()
    page = client.post(reverse("content:write"), sent | {"do": "preview"}).content.decode()
    assert told in page
    marked = client.post(reverse("content:checks"), sent | {"leader": "on"}).content.decode()
    assert told not in marked
    assert "menonjolkan pimpinan: unggahan ini menunggu" in marked


@pytest.mark.usefixtures("phase")
def test_lines_of_a_plan_are_pointed_out_and_written_all_the_same(
    ayu: User, ayu_account: Account
) -> None:
    now = timezone.now()
    inside, outside = (timezone.localdate(now + timedelta(days=n)) for n in (2, 12))
    content = (
        "tanggal,jam,teks,akun,pimpinan\n"
        f'{inside},07:30,"{TEXT}",{ayu_account.handle},\n'
        f'{inside},08:30,"{TEXT}",{ayu_account.handle},ya\n'
        f'{outside},07:30,"{TEXT}",,\n'
        f"{inside},09:30,Loket buka,,tidak\n"
    )
    report = plans.read(ayu, ayu_account.unit, content.encode(), now=now)
    assert report.problems == []
    assert [line.leader for line in report.lines] == [False, True, False, False]
    assert [(line, no.facts["words"]) for line, no in report.leaders] == [(2, "Bupati")]


def test_a_cell_that_says_neither_yes_nor_no_is_a_problem_of_its_line(
    ayu: User, ayu_account: Account
) -> None:
    day = timezone.localdate() + timedelta(days=2)
    content = f"tanggal,teks,pimpinan\n{day},Loket buka,mungkin\n"
    report = plans.read(ayu, ayu_account.unit, content.encode(), now=timezone.now())
    assert [(line, no.facts["words"]) for line, no in report.problems] == [(2, "mungkin")]


@pytest.mark.usefixtures("phase", "pages")
def test_a_plan_shows_them_in_its_dry_run(ayu: User, ayu_account: Account) -> None:
    day = timezone.localdate() + timedelta(days=2)
    file = SimpleUploadedFile("rencana.csv", f'tanggal,teks\n{day},"{TEXT}"\n'.encode())
    sent = {"unit": ayu_account.unit_id, "dry_run": "on", "file": file}
    told = as_(ayu).post(reverse("content:plan-file"), sent).content.decode()
    assert "1 baris perlu dilihat" in told
    assert "tulis “ya” di kolom pimpinan" in told
