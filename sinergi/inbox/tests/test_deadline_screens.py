"""The deadline of one conversation on its page, and that Citra sees nothing of it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox import actions, aside, matters
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.staged import fresh
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_the_conversation_shows_its_deadline_in_words(heard: Hear, ayu: User) -> None:
    row = heard("c1", minutes_ago=60 * 24 * 30)
    url = reverse("inbox:conversation", args=[row.pk])
    shown = page(as_(ayu), url)
    assert "lewat tenggat" in shown
    assert "Jawaban pertama" in shown
    as_(ayu).post(f"{url}perihal/", {"matter": "complaint", "course": "field"})
    assert (fresh(row).matter, fresh(row).course) == ("complaint", "field")
    wrong = as_(ayu).post(f"{url}perihal/", {"matter": "gossip", "course": "field"})
    assert "Kesalahan" in wrong.content.decode()


def test_an_extension_is_asked_for_with_a_reason(heard: Hear, ayu: User) -> None:
    row = heard("c1", minutes_ago=0)
    matters.set_matter(ayu, row, matter="information")
    url = reverse("inbox:conversation", args=[row.pk])
    assert "perpanjang/" in page(as_(ayu), url)
    assert "Mohon maaf" not in as_(ayu).post(f"{url}perpanjang/", {"reason": ""}).content.decode()
    as_(ayu).post(f"{url}perpanjang/", {"reason": "Berkas ada di arsip"})
    assert fresh(row).extended
    assert "perpanjang/" not in page(as_(ayu), url)


def test_one_tap_asks_whether_it_is_solved(heard: Hear, ayu: User) -> None:
    row = heard("c1")
    url = reverse("inbox:ask", args=[row.pk])
    assert "Tidak ada yang perlu ditanyakan" in page(as_(ayu), url)
    actions.reply(ayu, row, text="Sampai pukul 15.00.")
    shown = page(as_(ayu), url)
    assert "Apakah sudah selesai?" in shown
    as_(ayu).post(url, {"text": "Sudah beres, Kak?"})
    assert Message.objects.latest("id").text == "Sudah beres, Kak?"
    assert fresh(row).asked_at is not None
    as_(ayu).post(reverse("inbox:confirm", args=[row.pk]), {"solved": "yes"})
    assert (fresh(row).state, fresh(row).confirmed) == ("done", True)
    assert "selesai, dikonfirmasi" in page(as_(ayu), reverse("inbox:conversation", args=[row.pk]))


def test_what_was_put_aside_comes_back_with_one_tap(heard: Hear, ayu: User) -> None:
    row = heard("c1")
    Conversation.objects.update(spam=True)
    aside.put(fresh(row), timezone.now())
    url = reverse("inbox:conversation", args=[row.pk])
    assert "Bukan spam: kembalikan" in page(as_(ayu), url)
    as_(ayu).post(f"{url}kembalikan/")
    assert fresh(row).state == "reopened"


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("matter", "post"), ("extend", "post"), ("ask", "get"), ("ask", "post"),
        ("confirm", "post"), ("bring-back", "post"),
    ],
)  # fmt: skip
def test_citra_sees_and_does_nothing_here(heard: Hear, citra: User, name: str, method: str) -> None:
    row = heard("c1")
    client = as_(citra)
    answer = getattr(client, method)(reverse(f"inbox:{name}", args=[row.pk]))
    assert answer.status_code == 404
    assert fresh(row).steps.count() == 0
