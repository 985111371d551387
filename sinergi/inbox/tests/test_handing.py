"""A complaint goes to SP4N-LAPOR! with its number and clock; the citizen sees the number."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox import actions, citizen, today
from sinergi.inbox.handing import acting, texts
from sinergi.inbox.models import Conversation, Draft, Handing
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.understanding.tests.conftest import read_all
from sinergi.units import calendars

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def complaint(heard: Hear) -> Conversation:
    text = "Jembatan rusak, hubungi saya 0812-3456-7890 ya Min"
    conversation = heard("c1", text, answers="p1")
    Conversation.objects.update(matter="complaint", place="32.01.26.2003")
    conversation.refresh_from_db()
    return conversation


def test_it_is_entered_there_and_its_clock_begins(complaint: Conversation, ayu: User) -> None:
    client, url = as_(ayu), reverse("inbox:begin-handing", args=[complaint.pk])
    client.post(url, {"service": "lapor"})
    handing = Handing.objects.get()
    complaint.refresh_from_db()
    assert (handing.state, complaint.state) == ("prepared", "coordinating")
    assert "SP4N-LAPOR!" in {task.detail.strip() for task in today.today_for(ayu)}
    change = reverse("inbox:handing", args=[complaint.pk, handing.pk])
    client.post(change, {"do": "file", "number": "8123456"})
    handing.refresh_from_db()
    assert (handing.state, handing.number) == ("filed", "8123456")
    assert handing.filed_at is not None
    assert handing.due_at == calendars.of(complaint.unit_id).add_days(handing.filed_at, 5)
    client.post(change, {"do": "draft"})
    assert "8123456" in Draft.objects.get().text
    assert "8123456" in page(client, reverse("inbox:handings", args=[complaint.pk]))
    assert citizen.standing(complaint).numbers == ["SP4N-LAPOR! 8123456"]


def test_what_is_copied_has_no_personal_data(complaint: Conversation) -> None:
    text = texts.form_text(complaint)
    assert "Jembatan rusak" in text
    assert "3456" not in text


def test_the_file_has_the_columns_of_lapor(complaint: Conversation, ayu: User, heard: Hear) -> None:
    handing = acting.prepare(ayu, complaint, "lapor")
    acting.file(ayu, handing, number="=8123456")
    answer = as_(ayu).get(reverse("inbox:lapor-file", args=["csv"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert tuple(rows[0]) == texts.COLUMNS
    told = dict(zip(rows[0], rows[1], strict=True))
    assert told["Tracking ID"] == "'=8123456"
    assert told["Klasifikasi Laporan"] == "Tidak Berkadar Pengawasan"
    assert "3456" not in told["Isi Laporan Awal"]


def test_a_request_for_information_is_extended_once(complaint: Conversation, ayu: User) -> None:
    handing = acting.prepare(ayu, complaint, "ppid")
    with pytest.raises(No, match="Only a request"):
        acting.extend(ayu, handing, reason="Perlu waktu")
    first = acting.file(ayu, handing, number="PPID/1")
    assert first.filed_at is not None
    calendar = calendars.of(complaint.unit_id)
    assert first.due_at == calendar.add_days(first.filed_at, 10)
    with pytest.raises(No, match="in writing"):
        acting.extend(ayu, handing, reason=" ")
    again = acting.extend(ayu, handing, reason="Data ada di tiga kantor")
    assert again.due_at == calendar.add_days(first.due_at, 7)
    with pytest.raises(No, match="extended already"):
        acting.extend(ayu, handing, reason="Lagi")
    corrected = acting.file(ayu, handing, number="PPID/2")
    assert corrected.due_at == again.due_at


def test_its_end_has_an_outcome(complaint: Conversation, ayu: User) -> None:
    handing = acting.prepare(ayu, complaint, "lapor")
    with pytest.raises(No, match="Enter it there first"):
        acting.tell(ayu, handing, "working")
    acting.file(ayu, handing, number="1")
    with pytest.raises(No, match="what came of it"):
        acting.tell(ayu, handing, "done")
    acting.tell(ayu, handing, "done", outcome="Jembatan diperbaiki 1 Desember")
    with pytest.raises(No, match="ended"):
        acting.file(ayu, handing, number="2")
    assert acting.prepare(ayu, complaint, "lapor").pk != handing.pk


def test_what_is_over_its_time_is_a_task(complaint: Conversation, ayu: User) -> None:
    handing = acting.prepare(ayu, complaint, "lapor")
    acting.file(ayu, handing, number="1")
    assert not acting.awaited(ayu, timezone.now())
    Handing.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert [task.urgency for task in today.today_for(ayu) if "LAPOR" in task.detail] == ["late"]


def test_what_112_was_told_is_kept(complaint: Conversation, ayu: User) -> None:
    url = reverse("inbox:begin-handing", args=[complaint.pk])
    as_(ayu).post(url, {"service": "112", "told": ""})
    assert not Handing.objects.exists()
    as_(ayu).post(url, {"service": "112", "told": "Pusdalops BPBD, banjir di RT 2"})
    assert Handing.objects.get().told == "Pusdalops BPBD, banjir di RT 2"
    as_(ayu).post(url, {"service": "112", "told": "Lagi"})
    assert Handing.objects.count() == 1


def test_only_who_answers_hands_on(complaint: Conversation, budi: User, citra: User) -> None:
    for name in ("begin-handing", "handings"):
        url = reverse(f"inbox:{name}", args=[complaint.pk])
        for who, status in ((budi, 403), (citra, 404)):
            client = as_(who)
            send = client.get if name == "handings" else client.post
            assert send(url).status_code == status


def test_the_days_of_the_law_are_working_days(complaint: Conversation, ayu: User) -> None:
    handing = acting.prepare(ayu, complaint, "ppid")
    due = acting.due(handing, datetime(2026, 12, 23, 3, tzinfo=UTC))
    assert due is not None
    assert timezone.localtime(due).date().isoformat() == "2027-01-12"


def test_what_is_handed_on_is_what_the_public_said_also_after_an_answer(
    complaint: Conversation, ayu: User
) -> None:
    read_all()
    actions.reply(ayu, complaint, text="Kami teruskan, ya.")
    acting.prepare(ayu, complaint, "lapor")
    assert "teruskan" not in texts.form_text(complaint)
    file = as_(ayu).get(reverse("inbox:lapor-file", args=["csv"])).content.decode("utf-8-sig")
    told = dict(zip(*csv.reader(io.StringIO(file)), strict=True))
    assert told["Judul Laporan"] == told["Isi Laporan Awal"]
    for name in ("handings", "history", "transfer", "outside"):
        shown = page(as_(ayu), reverse(f"inbox:{name}", args=[complaint.pk]))
        assert '<p class="muted">Jembatan rusak' in shown
    here = page(as_(ayu), reverse("inbox:conversation", args=[complaint.pk]))
    assert 'name="claim" maxlength="500" value="Jembatan rusak' in here
