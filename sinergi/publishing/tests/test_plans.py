"""A plan from a file: looked at first, then written in the background, all of it or nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import tasks
from sinergi.publishing.bulk import plans, sheets
from sinergi.publishing.models import Batch, Post
from sinergi.publishing.tests.conftest import As
from sinergi.publishing.tests.planned import at, day, plan_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def workbook(*rows: list[Any]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_line_is_a_draft_with_its_time_its_accounts_and_its_labels(
    ayu: User, ayu_account: Account
) -> None:
    line = f"{day(3)},07:30,Posyandu,Datang pagi,kecamatan.cibinong,#Sehat; Balita"
    report = read(ayu, ayu_account, plan_of(line))
    assert report.problems == []
    (found,) = report.lines
    assert found.at == at(3, 7) + timedelta(minutes=30)
    assert (found.title, found.text) == ("Posyandu", "Datang pagi")
    assert found.accounts == [ayu_account.pk]
    assert found.labels == ["sehat", "balita"]


@pytest.mark.parametrize("spelled", ["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"])
def test_days_are_read_as_people_write_them(spelled: str, ayu: User, ayu_account: Account) -> None:
    when = timezone.localdate() + timedelta(days=40)
    report = read(ayu, ayu_account, plan_of(f"{when.strftime(spelled)},18.05 WIB,,Halo,,"))
    assert report.lines[0].at == at(40, 18) + timedelta(minutes=5)


def test_a_workbook_says_the_same_as_a_csv_file(ayu: User, ayu_account: Account) -> None:
    when = timezone.localdate() + timedelta(days=5)
    content = workbook(
        ["Tanggal", "Jam", "Teks", "Akun"],
        [when, time(7, 30), "Halo warga", "kecamatan.cibinong"],
        [None, None, None, None],
        [datetime.combine(when, time(9)), None, "=SUM(1;2)", None],
    )
    report = read(ayu, ayu_account, content)
    assert report.lines[0].at == at(5, 7) + timedelta(minutes=30)
    assert report.lines[0].accounts == [ayu_account.pk]
    # A formula that no program has worked out says nothing, and nothing works it out here.
    assert [number for number, _ in report.problems] == [4]


def test_every_wrong_line_is_told_by_its_number(ayu: User, ayu_account: Account) -> None:
    report = read(
        ayu,
        ayu_account,
        plan_of(
            f"{day(1)},07:30,,Benar,,",
            "kapan-kapan,07:30,,Hari,,",
            f"{day(1)},25:00,,Jam,,",
            f"{day(1)},07:30,,,,",
            f"{day(1)},07:30,,Akun,kecamatan.ciomas,",
            f"{day(-9)},07:30,,Lewat,,",
            f"{day(900)},07:30,,Jauh,,",
            f"{day(1)},07:30,,Label,," + ";".join(f"l{n}" for n in range(11)),
        ),
    )
    assert [number for number, _ in report.problems] == [3, 4, 5, 6, 7, 8, 9]
    assert len(report.lines) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"a,b\n1,2\n", "needs the columns"),
        (b"", "needs the columns"),
        (plan_of(), "no line below"),
        (b"\xff\xfe\x00", "not text"),
        (b"PK\x03\x04broken", "neither a CSV"),
        (b"x" * (sheets.MOST_BYTES + 1), "larger than"),
    ],
)
def test_what_is_no_plan_is_refused_in_words(
    content: bytes, why: str, ayu: User, ayu_account: Account
) -> None:
    with pytest.raises(No, match=why):
        read(ayu, ayu_account, content)


def zipped(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return out.getvalue()


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(
    ayu: User, ayu_account: Account
) -> None:
    bomb = zipped(("xl/worksheets/sheet1.xml", b"0" * (sheets.MOST_UNPACKED + 1)))
    assert len(bomb) < sheets.MOST_BYTES
    with pytest.raises(No, match="too large once it is opened"):
        read(ayu, ayu_account, bomb)


def test_other_archives_are_no_plan(ayu: User, ayu_account: Account) -> None:
    with pytest.raises(No, match="neither a CSV"):
        read(ayu, ayu_account, zipped(("word/document.xml", b"<w/>")))


def test_a_sheet_with_a_million_empty_lines_ends(ayu: User, ayu_account: Account) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["tanggal", "teks"])
    book.active.cell(row=500_000, column=2, value="Jauh di bawah")
    book.save(out)
    with pytest.raises(No, match="no line below"):
        read(ayu, ayu_account, out.getvalue())


def test_the_first_look_writes_nothing_and_the_second_begins(
    as_: As, ayu: User, ayu_account: Account
) -> None:
    client, url = as_(ayu), reverse("content:plan-file")
    content = plan_of(f"{day(2)},,Judul,Satu,kecamatan.cibinong,", f"{day(3)},08:00,,Dua,,")

    def send(**values: object) -> Any:
        file = SimpleUploadedFile("rencana.csv", content)
        return client.post(url, {"unit": ayu_account.unit_id, "file": file, **values})

    assert "2 " in send(dry_run="on").content.decode()
    assert not Post.objects.exists()
    assert not Batch.objects.exists()
    answer = send()
    batch = Batch.objects.get()
    assert answer["Location"] == reverse("content:batch", args=[batch.pk])
    assert DBTaskResult.objects.count() == 1
    assert not Post.objects.exists()
    tasks.go_on_with_batch.call(batch.pk)
    made = list(Post.objects.order_by("planned_at"))
    assert [post.text for post in made] == ["Satu", "Dua"]
    assert [post.planned_at for post in made] == [at(2, 12), at(3, 8)]
    assert {post.state for post in made} == {Post.State.DRAFT}
    shown = client.get(answer["Location"]).content.decode()
    assert "Judul" in shown
    assert reverse("content:batch-undo", args=[batch.pk]) in shown
    assert Entry.objects.filter(verb="plan.imported").count() == 1
    assert Entry.objects.filter(verb="post.written").count() == 2


def test_a_plan_with_a_wrong_line_writes_nothing(as_: As, ayu: User, ayu_account: Account) -> None:
    content = plan_of(f"{day(2)},,,Satu,,", "salah,,,Dua,,")
    data = {"unit": ayu_account.unit_id, "file": SimpleUploadedFile("r.csv", content)}
    shown = as_(ayu).post(reverse("content:plan-file"), data).content.decode()
    assert 'role="alert"' in shown
    assert not Batch.objects.exists()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_to_begin_with_is_one_that_can_be_read(
    as_: As, ayu: User, ayu_account: Account, form: str
) -> None:
    answer = as_(ayu).get(reverse("content:plan-template", args=[form]))
    head, lines = sheets.table(answer.content)
    assert head == list(plans.TEMPLATE)
    assert len(list(lines)) == 1


def test_citra_cannot_bring_a_plan_for_ayus_office_or_account(
    as_: As, ayu_account: Account, citra: User, citra_account: Account
) -> None:
    client, url = as_(citra), reverse("content:plan-file")
    line = f"{day(2)},,,Satu,kecamatan.cibinong,"
    data = {"unit": ayu_account.unit_id, "file": SimpleUploadedFile("r.csv", plan_of(line))}
    assert 'id="errors"' in client.post(url, data).content.decode()
    data = {"unit": citra_account.unit_id, "file": SimpleUploadedFile("r.csv", plan_of(line))}
    assert 'role="alert"' in client.post(url, data).content.decode()
    assert not Batch.objects.exists()


def test_who_only_approves_brings_no_plan(as_: As, budi: User) -> None:
    assert as_(budi).get(reverse("content:plan-file")).status_code == 403
