"""What an old page of a conversation may still send after its office gave it away."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.urls import reverse

from sinergi.conftest import person
from sinergi.inbox import actions, queries
from sinergi.inbox.models import Conversation, Draft, Message, Note
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_
from sinergi.inbox.transfers import moving
from sinergi.lib.elsewhere import Elsewhere
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

TYPED = "Sudah kami <b>jadwalkan</b> hari Senin."

#: What an old page sends: the address, and the field in which something was typed.
SENT = {
    "reply": ("reply", {"text": TYPED, "seen": "1"}),
    "note": ("note", {"note-text": TYPED}),
    "state": ("state", {"state-to": "working", "state-reason": TYPED}),
    "transfer": ("transfer", {"reason": TYPED}),
    "extend": ("extend", {"reason": TYPED}),
    "keep": ("keep", {"text": TYPED}),
    "hand on": ("begin-handing", {"service": "112", "told": TYPED}),
    "done": ("finish", {}),
}


@pytest.mark.parametrize(("name", "data"), SENT.values(), ids=SENT)
def test_who_handed_it_on_is_told_where_it_is_and_keeps_what_was_typed(
    given: Conversation, ayu: User, name: str, data: dict[str, str]
) -> None:
    before = given.state
    answer = as_(ayu).post(reverse(f"inbox:{name}", args=[given.pk]), data)
    shown = answer.content.decode()
    assert answer.status_code == 403
    assert "Sekarang di Ciomas" in shown
    assert reverse("inbox:conversation", args=[given.pk]) in shown
    assert ("&lt;b&gt;jadwalkan&lt;/b&gt;" in shown) is bool(data)
    given.refresh_from_db()
    assert given.state == before
    assert not Message.objects.filter(direction="out").exists()
    assert not Note.objects.exists()
    assert not Draft.objects.exists()


def test_a_page_that_swaps_its_parts_shows_it_too(given: Conversation, ayu: User) -> None:
    swap = {"HX-Request": "true", "HX-Target": "main"}
    url = reverse("inbox:reply", args=[given.pk])
    answer = as_(ayu).post(url, {"text": TYPED}, headers=swap)
    assert (answer.status_code, answer["HX-Push-Url"]) == (200, "false")
    shown = answer.content.decode()
    assert "Sekarang di Ciomas" in shown
    assert "jadwalkan" in shown
    assert "<html" not in shown


@pytest.mark.parametrize("name", ["holding", "keep"])
def test_an_open_page_says_so_before_anything_is_sent(
    given: Conversation, ayu: User, name: str
) -> None:
    asked = {"HX-Request": "true", "HX-Target": "holding"}
    client, url = as_(ayu), reverse(f"inbox:{name}", args=[given.pk])
    answer = (
        client.get(url, headers=asked)
        if name == "holding"
        else client.post(url, {"text": TYPED}, headers=asked)
    )
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Sekarang di Ciomas" in shown
    assert "hx-get" not in shown
    assert not Draft.objects.exists()


def test_who_gave_it_back_learns_only_that_it_is_gone(
    given: Conversation, citra: User, tree: dict[str, Unit]
) -> None:
    moving.refuse(citra, given, reason="Itu jalan provinsi")
    client = as_(citra)
    answer = client.post(reverse("inbox:reply", args=[given.pk]), {"text": TYPED})
    shown = answer.content.decode()
    assert answer.status_code == 404  # as by every other door
    assert "Sudah tidak di kantor Anda" in shown
    assert "jadwalkan" in shown
    assert tree["cibinong"].name not in shown
    assert "Kapan jalan" not in shown
    assert reverse("inbox:conversation", args=[given.pk]) not in shown
    page = reverse("inbox:conversation", args=[given.pk])
    assert client.get(page).status_code == 404


def test_citra_who_never_had_it_finds_nothing_but_her_own_words(heard: Hear, citra: User) -> None:
    talk = heard("c1", "Kapan buka?")
    with pytest.raises(Http404):
        queries.conversation_for(citra, talk.pk, may="conversation.reply")
    answer = as_(citra).post(reverse("inbox:reply", args=[talk.pk]), {"text": TYPED})
    shown = answer.content.decode()
    assert answer.status_code == 404
    assert "jadwalkan" in shown
    assert "Cibinong" not in shown


def test_an_answer_is_not_sent_that_began_just_before_it_was_handed_on(
    heard: Hear, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    talk = heard("c1", "Kapan jalan di Ciomas diperbaiki?", answers="p1")
    before = queries.conversation_for(ayu, talk.pk, may="conversation.reply")
    moving.hand_over(ayu, talk, tree["ciomas"], reason="Lokasinya di Ciomas")
    with pytest.raises(No, match="handed to Ciomas"):
        actions.reply(ayu, before, text=TYPED)
    assert not Message.objects.filter(direction="out").exists()
    assert actions.reply(citra, before, text=TYPED).author == citra


def test_a_role_that_never_had_the_verb_is_told_so(given: Conversation, citra: User) -> None:
    eko = person("eko", "Eko", given.unit, Role.APPROVER)
    answer = as_(eko).post(reverse("inbox:reply", args=[given.pk]), {"text": TYPED})
    shown = answer.content.decode()
    assert answer.status_code == 403
    assert "Ini bukan wewenang Anda" in shown
    assert "jadwalkan" in shown


def test_for_programs_it_is_a_refusal_that_says_where_it_is(given: Conversation, ayu: User) -> None:
    with pytest.raises(Elsewhere) as found:
        queries.conversation_for(ayu, given.pk, may="conversation.reply")
    assert found.value.back == reverse("inbox:conversation", args=[given.pk])
