"""What a citizen is told of their message, and what colleagues know of a person."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sinergi.inbox import actions, citizen
from sinergi.inbox.models import Conversation, StatusLink
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.notices.models import Notice
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def shared(conversation: Conversation, ayu: User) -> str:
    as_(ayu).post(reverse("inbox:share-status", args=[conversation.pk]))
    return citizen.path_of(StatusLink.objects.get(conversation=conversation))


def test_every_state_has_words_for_the_citizen() -> None:
    assert set(citizen.WORDS) == set(Conversation.State.values)


def test_a_citizen_sees_how_it_stands_and_nothing_else(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", "Lampu jalan mati, saya Rahmat di RT 3", author="warga.melati")
    url = shared(conversation, ayu)
    actions.move(ayu, conversation, "postponed", reason="Alamat belum jelas, tanya dulu")
    answer = Client().get(url)
    told = answer.content.decode()
    assert "Kami memerlukan beberapa keterangan lagi" in told
    assert conversation.unit.name in told
    for hidden in ("Rahmat", "melati", "Lampu jalan", "Alamat belum jelas", ayu.name):
        assert hidden not in told
    assert answer["X-Robots-Tag"].startswith("noindex")
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_link_that_nobody_made_leads_nowhere() -> None:
    assert Client().get("/status/abc/").status_code == 404


def test_the_link_is_made_once_and_shown_to_copy(heard: Hear, ayu: User, citra: User) -> None:
    conversation = heard("c1")
    url = shared(conversation, ayu)
    assert shared(conversation, ayu) == url
    assert url in page(as_(ayu), reverse("inbox:conversation", args=[conversation.pk]))
    refused = as_(citra).post(reverse("inbox:share-status", args=[conversation.pk]))
    assert refused.status_code == 404


def test_earlier_threads_of_the_same_person_are_beside(heard: Hear, ayu: User, citra: User) -> None:
    heard("c1", "Kapan jadwal vaksin?")
    other = heard("c2", "Bukan saya", author="ibu.kenanga")
    now = heard("c3", "Terima kasih infonya", answers="p9")
    shown = page(as_(ayu), reverse("inbox:conversation", args=[now.pk]))
    assert "Kapan jadwal vaksin?" in shown
    assert str(other.last_text) not in shown


def test_a_note_calls_a_colleague_who_may_read_it(
    heard: Hear, ayu: User, dewi: User, citra: User
) -> None:
    conversation = heard("c1")
    Notice.objects.all().delete()
    note = "@Dewi tolong cek, @citra juga; surel kami a@dewi.example."
    actions.note(ayu, conversation, text=note)
    told = Notice.objects.get()
    assert (told.user, told.kind) == (dewi, "conversation.mentioned")


@pytest.mark.parametrize("text", ["Tidak ada nama", "surat@dewi", "@@dewi", "@"])
def test_what_only_looks_like_a_call_tells_nobody(
    heard: Hear, ayu: User, dewi: User, text: str
) -> None:
    conversation = heard("c1")
    Notice.objects.all().delete()
    actions.note(ayu, conversation, text=text)
    assert not Notice.objects.exists()


def test_who_calls_nobody_is_told_so(heard: Hear, ayu: User, dewi: User, citra: User) -> None:
    url = reverse("inbox:note", args=[heard("c1").pk])
    for note, told in (("@dewy dan @citra, tolong", "@dewy, @citra"), ("@Dewi tolong", "")):
        shown = as_(ayu).post(url, {"note-text": note}, follow=True).content.decode()
        assert "Catatan Anda tersimpan" in shown
        assert (f"bernama masuk {told}" in shown) == bool(told)
