"""Numbers and addresses are hidden on the page until somebody asks; that is in the log, once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.audit.models import Entry
from sinergi.inbox import actions, masking
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

SAID = "KTP saya NIK 3201012504900001 belum jadi, WA 0812-3456-7890"


def shows() -> int:
    return Entry.objects.filter(verb="conversation.revealed").count()


def test_they_are_hidden_until_ayu_asks(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", SAID, answers="p1")
    client, url = as_(ayu), reverse("inbox:conversation", args=[conversation.pk])
    hidden = page(client, url)
    assert "[NIK] belum jadi" in hidden
    assert "3201012504900001" not in hidden
    assert "3456" not in hidden
    for _ in range(2):
        client.post(reverse("inbox:reveal", args=[conversation.pk]))
    assert SAID in page(client, url)
    assert shows() == 1


def test_what_budi_sees_is_his_own_asking(heard: Hear, ayu: User, budi: User) -> None:
    conversation = heard("c1", SAID, answers="p1")
    as_(ayu).post(reverse("inbox:reveal", args=[conversation.pk]))
    hidden = page(as_(budi), reverse("inbox:conversation", args=[conversation.pk]))
    assert "3201012504900001" not in hidden


def test_a_message_without_a_masked_copy_is_hidden_as_well(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", SAID, answers="p1")
    Message.objects.update(understood=None, text=f"{'Mohon bantu. ' * 400}{SAID}")
    hidden = page(as_(ayu), reverse("inbox:conversation", args=[conversation.pk]))
    assert "3201012504900001" not in hidden


def test_where_nothing_is_hidden_nothing_is_offered(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", answers="p1")
    shown = page(as_(ayu), reverse("inbox:conversation", args=[conversation.pk]))
    assert reverse("inbox:reveal", args=[conversation.pk]) not in shown


def test_citra_cannot_ask(heard: Hear, citra: User) -> None:
    conversation = heard("c1", SAID, answers="p1")
    url = reverse("inbox:reveal", args=[conversation.pk])
    assert as_(citra).post(url).status_code == 404
    assert not shows()


def test_the_log_has_no_name_of_a_citizen(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", answers="p1", author="siti.aminah")
    as_(ayu).get(reverse("inbox:conversation", args=[conversation.pk]))
    entry = Entry.objects.get(verb="conversation.opened")
    assert entry.object_name == f"#{conversation.pk}"
    told = str(list(Entry.objects.filter(object_type="inbox.conversation").values()))
    assert "siti" not in told.casefold()


def test_lists_and_files_do_not_name_whom_our_own_words_call_by_name(
    heard: Hear, ayu: User
) -> None:
    talk = heard("c1", "Jalan rusak", author="durian.pak", answers="p1")
    Conversation.objects.update(name="Pak Durian")
    actions.reply(ayu, talk, text="Halo @durian.pak! Pak Durian, sudah beres. Salam, Durianto.")
    talk.refresh_from_db()
    assert talk.last_text == "Halo [nama]! [nama], sudah beres. Salam, Durianto."
    assert "Pak Durian" not in page(as_(ayu), f"{reverse('inbox:list')}?tab=")
    shown = page(as_(ayu), reverse("inbox:conversation", args=[talk.pk]))
    assert "Pak Durian, sudah beres" in shown


def test_of_a_handle_that_begins_with_the_name_nothing_stays() -> None:
    shown = masking.nameless("Halo @durian.pak, sudah beres, Durian.", "Durian", "@durian.pak")
    assert shown == "Halo [nama], sudah beres, [nama]."


@pytest.mark.parametrize("name", ["", "@", "a", "(", "[x"])
def test_what_is_hardly_a_name_takes_nothing_out_of_words(name: str) -> None:
    assert masking.nameless("Halo (a) [b], apa kabar?", name) == "Halo (a) [b], apa kabar?"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@kecamatan.cibinong Got mampet", "Got mampet"),
        ("@Kecamatan.Cibinong@desa.id, @kecamatan.cibinong: got", "got"),
        ("@pak.rt @kecamatan.cibinong got", "@pak.rt @kecamatan.cibinong got"),
        ("Got @kecamatan.cibinong mampet", "Got @kecamatan.cibinong mampet"),
        ("@kecamatan.cibinong ", "@kecamatan.cibinong "),
        ("@ @  x", "@ @  x"),
        ("", ""),
    ],
)
def test_a_line_begins_with_what_was_said_and_not_with_our_account(text: str, shown: str) -> None:
    for ours in ("kecamatan.cibinong", "@kecamatan.cibinong@desa.id"):
        assert masking.unaddressed(text, ours) == shown


def test_lists_and_todays_tasks_begin_with_what_was_said(heard: Hear, ayu: User) -> None:
    talk = heard("c1", "@kecamatan.cibinong Got mampet", author="warga")
    assert talk.account.handle == "kecamatan.cibinong"
    for url in (reverse("inbox:list"), reverse("desk:today")):
        shown = page(as_(ayu), url)
        assert "Got mampet" in shown
        assert "@kecamatan.cibinong Got" not in shown
