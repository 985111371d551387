"""What no network tells us is entered by hand, once, by those who answer there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox import actions, entering
from sinergi.inbox.models import Message
from sinergi.lib.text import No
from sinergi.networks import actions as networks
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

FILE = (
    "nama;teks;waktu;jenis\nWarga;Kapan buka?;24-11-2026 08:30;komentar\nIbu;Terima kasih;;ulasan\n"
)


@pytest.fixture
def channel(ayu: User, tree: dict[str, Unit]) -> Account:
    return networks.keep_by_hand(ayu, tree["cibinong"], "mastodon", handle="Kanal Cibinong")


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_message_is_entered_and_answered_by_hand(channel: Account, ayu: User) -> None:
    message = entering.enter(ayu, channel, name="Warga", text="Kapan buka?")
    answer = actions.reply(ayu, message.conversation, text="Pukul 8.")
    assert answer.delivery is not None
    assert (answer.delivery.account, answer.delivery.reply_to) == (channel, message.remote_id)
    with pytest.raises(No, match="already"):
        entering.enter(ayu, channel, name="Warga", text="Kapan buka?", at=message.at)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": " "}, "who said what"),
        ({"text": "\0"}, "who said what"),
        ({"at": timezone.now() + timedelta(days=1)}, "future"),
        ({"text": "x" * 20_001}, "longer"),
    ],
)
def test_what_is_no_message_is_refused(
    channel: Account, ayu: User, values: dict[str, Any], words: str
) -> None:
    with pytest.raises(No, match=words):
        entering.enter(ayu, channel, **{"name": "Warga", "text": "Halo", **values})


def test_a_file_is_looked_at_first_and_comes_in_once(channel: Account, ayu: User) -> None:
    looked = entering.import_file(ayu, channel, FILE.encode(), dry_run=True)
    assert (looked.new, looked.known, Message.objects.count()) == (2, 0, 0)
    entering.import_file(ayu, channel, FILE.encode(), dry_run=False)
    first = "\n".join(FILE.splitlines()[:2])
    again = entering.import_file(ayu, channel, first.encode(), dry_run=False)
    assert (again.new, again.known, Message.objects.count()) == (0, 1, 2)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "not text"),
        (b"PK\x03\x04", "workbook"),
        (b"", "columns"),
        (b"a,b\n1,2\n", "columns"),
        (b"x" * 2_000_001, "larger"),
    ],
)
def test_a_file_that_is_none_is_refused(
    channel: Account, ayu: User, content: bytes, words: str
) -> None:
    with pytest.raises(No, match=words):
        entering.import_file(ayu, channel, content, dry_run=False)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("first", ["", "sep=;\r\n"])
def test_what_excel_in_indonesian_saves_is_read(
    channel: Account, ayu: User, encoding: str, first: str
) -> None:
    """Semicolons, letters of Windows, days with strokes, times with a point, stars with a comma."""
    file = (
        f"{first}nama;teks;waktu;jenis;nilai\r\n"
        "Reno;“Kapan Café buka?”;24/11/2026 08.30;komentar;\r\n"
        "Ibu;Bagus;24/11/2026 9.05;ulasan;4,0\r\n"
    )
    report = entering.import_file(ayu, channel, file.encode(encoding), dry_run=False)
    assert not report.problems
    asked, rated = Message.objects.order_by("id")
    assert asked.text == "“Kapan Café buka?”"
    assert f"{timezone.localtime(asked.at):%d-%m-%Y %H:%M}" == "24-11-2026 08:30"
    assert rated.rating == "4"


def test_with_one_wrong_line_nothing_comes_in(channel: Account, ayu: User) -> None:
    bad = FILE + "Warga;Halo;besok;\n;Tanpa nama;;\n"
    report = entering.import_file(ayu, channel, bad.encode(), dry_run=False)
    assert [line for line, _ in report.problems] == [4, 5]
    assert not Message.objects.exists()


@pytest.mark.parametrize("kind", ["Pesan langsung", "pesan", "direct"])
def test_what_was_said_in_private_stays_private(channel: Account, ayu: User, kind: str) -> None:
    file = f"nama,teks,jenis\nWarga,Halo,{kind}\n"
    entering.import_file(ayu, channel, file.encode(), dry_run=False)
    assert Message.objects.get().conversation.kind == "direct"


def test_a_kind_that_is_none_is_refused_and_never_taken_for_a_public_comment(
    channel: Account, ayu: User
) -> None:
    file = b"nama,teks,jenis\nWarga,Halo,rahasia\n"
    ((line, no),) = entering.import_file(ayu, channel, file, dry_run=False).problems
    assert (line, str(no)) == (2, "“rahasia” is no kind: write komentar, sebutan, pesan or ulasan.")
    assert not Message.objects.exists()


def test_a_name_turns_nothing_that_stands_behind_it(channel: Account, ayu: User) -> None:
    message = entering.enter(ayu, channel, name="\u202eWarga\x07 Satu", text="Halo")
    assert (message.conversation.name, message.conversation.handle) == ("Warga Satu", "Warga Satu")


def test_ayu_enters_on_the_page_and_citra_not_for_ayus_account(
    channel: Account, ayu: User, citra: User, budi: User
) -> None:
    sent = {"account": channel.pk, "kind": "direct", "name": "Warga", "text": "Halo"}
    assert as_(citra).post("/kerja/kotak-masuk/catat/", sent).status_code == 200
    assert not Message.objects.exists()
    assert as_(budi).get("/kerja/kotak-masuk/catat/").status_code == 403
    assert as_(ayu).post("/kerja/kotak-masuk/catat/", sent).status_code == 302
    assert Message.objects.get().conversation.kind == "direct"


@pytest.mark.parametrize("at", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_year_that_is_a_slip_is_told_on_the_form_and_by_its_line(
    channel: Account, ayu: User, at: str
) -> None:
    sent = {"account": channel.pk, "kind": "direct", "name": "Warga", "text": "Halo", "at": at}
    page = as_(ayu).post(reverse("inbox:enter"), sent).content.decode()
    assert "antara 2000 dan 2200" in page
    file = f"nama;teks;waktu\nWarga;Halo;{at}\n".encode()
    report = entering.import_file(ayu, channel, file, dry_run=True)
    assert [line for line, _ in report.problems] == [2]


def test_who_has_no_account_yet_is_led_to_them(tree: dict[str, Unit], citra: User) -> None:
    for name in ("inbox:enter", "inbox:import"):
        shown = as_(citra).get(reverse(name)).content.decode()
        assert "Belum ada akun" in shown
        assert f'href="{reverse("networks:accounts")}"' in shown


def test_a_paste_that_is_too_long_is_kept_and_told_never_cut(channel: Account, ayu: User) -> None:
    client, url, text = as_(ayu), "/kerja/kotak-masuk/catat/", "x" * 20_001
    assert 'maxlength="20000"' not in client.get(url).content.decode()
    sent = {"account": channel.pk, "kind": "direct", "name": "Warga", "text": text}
    again = client.post(url, sent).content.decode()
    assert text in again
    assert "paling banyak 20000 karakter" in again
    assert not Message.objects.exists()


def test_ayu_imports_on_the_page(channel: Account, ayu: User) -> None:
    def send(**more: str) -> int:
        file = SimpleUploadedFile("pesan.csv", FILE.encode())
        sent = {"account": channel.pk, "file": file, **more}
        return as_(ayu).post("/kerja/kotak-masuk/impor/", sent).status_code

    assert (send(dry_run="on"), Message.objects.count()) == (200, 0)
    assert (send(), Message.objects.count()) == (302, 2)
