"""One person in two windows: neither loses what the other kept without a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from sinergi.inbox.models import Conversation, Draft, Message, Proposal
from sinergi.inbox.sensitive import keeping
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.pictured import chosen, form_of, upload
from sinergi.networks.models import Delivery
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

FIRST, SECOND = "Kata dari ponsel yang panjang", "Kata dari meja yang lain sekali"
SWAPS = {"hx-request": "true", "hx-target": "holding"}
KEPT = re.compile(r'name="kept" value="(\d*)"')


@pytest.fixture
def talk(heard: Hear) -> Conversation:
    return heard("c1")


@pytest.fixture
def client(ayu: User) -> Client:
    signed_in = Client()
    signed_in.force_login(ayu)
    return signed_in


def known(client: Client, talk: Conversation) -> str:
    """Return by which mark a window that is opened now knows the draft."""
    page = client.get(reverse("inbox:conversation", args=[talk.pk])).content.decode()
    return str(KEPT.findall(page)[0])


def address(name: str, talk: Conversation) -> str:
    return reverse(f"inbox:{name}", args=[talk.pk])


def test_a_window_that_keeps_again_and_again_is_never_asked(
    client: Client, talk: Conversation
) -> None:
    mark = known(client, talk)
    assert mark == ""
    for typed in (FIRST, f"{FIRST} dan", ""):
        sent = {"text": typed, "kept": mark}
        answer = client.post(address("keep", talk), sent, headers=SWAPS).content.decode()
        assert "banner warning" not in answer
        (mark,) = KEPT.findall(answer)
        assert [draft.text for draft in Draft.objects.all()] == [typed] * bool(typed)
    assert mark == ""


def test_what_another_window_kept_is_shown_and_not_written_over(
    client: Client, talk: Conversation
) -> None:
    phone, desk = known(client, talk), known(client, talk)
    client.post(address("keep", talk), {"text": FIRST, "kept": phone}, headers=SWAPS)
    keep = {"text": SECOND, "kept": desk}
    line = client.post(address("keep", talk), keep, headers=SWAPS).content.decode()
    assert FIRST in line
    assert not KEPT.findall(line)
    page = client.post(address("keep", talk), keep).content.decode()
    assert FIRST in page
    assert f">\n{SECOND}</textarea>" in page
    assert Draft.objects.get().text == FIRST
    assert KEPT.findall(page) == [desk]
    (over,) = re.findall(r'name="over" value="(\d+)"', page)
    client.post(address("keep", talk), keep | {"over": over})
    assert Draft.objects.get().text == SECOND


@pytest.mark.parametrize("name", ["reply", "ask-approval", "use", "machine"])
def test_nothing_is_sent_over_what_another_window_kept(
    client: Client, talk: Conversation, name: str
) -> None:
    desk = known(client, talk)
    client.post(address("keep", talk), {"text": FIRST, "kept": known(client, talk)})
    seen = Message.objects.get().pk
    sent = {"text": SECOND, "kept": desk, "seen": seen, "version": 1}
    page = client.post(address(name, talk), sent).content.decode()
    assert FIRST in page
    assert f">\n{SECOND}</textarea>" in page
    assert Draft.objects.get().text == FIRST
    assert not Message.objects.filter(direction="out").exists()


def test_whoever_has_seen_the_other_text_sends_theirs(client: Client, talk: Conversation) -> None:
    client.post(address("keep", talk), {"text": FIRST, "kept": ""})
    sent = {"text": SECOND, "kept": known(client, talk), "seen": Message.objects.get().pk}
    assert client.post(address("reply", talk), sent).status_code == 302
    assert Message.objects.get(direction="out").text == SECOND
    assert not Draft.objects.exists()


def test_what_is_sent_by_no_page_is_kept_as_ever(client: Client, talk: Conversation) -> None:
    client.post(address("keep", talk), {"text": FIRST})
    client.post(address("keep", talk), {"text": SECOND})
    assert Draft.objects.get().text == SECOND


@pytest.mark.parametrize("name", ["reply", "ask-approval"])
def test_no_answer_is_sent_without_the_pictures_that_another_window_added(
    name: str, client: Client, talk: Conversation, ayu: User, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    keeping.add(ayu, talk.unit, keeping.Said("Foto", words="foto" if name != "reply" else "lain"))
    text, seen = "Ini foto yang diminta", Message.objects.get().pk
    desk = {"text": text, "kept": "", "seen": seen}
    chosen(talk, ayu, upload())
    client.post(address("keep", talk), {"text": text, "kept": known(client, talk)})
    [there] = Draft.objects.get().media
    told = client.post(address(name, talk), desk, follow=True).content.decode()
    assert "Jendela lain menambahkan gambar" in told
    assert not Message.objects.filter(direction="out").exists()
    assert not Proposal.objects.exists()
    assert [item["sha256"] for item in Draft.objects.get().media] == [there["sha256"]]
    sent = form_of(talk, ayu, text=text) | {"kept": known(client, talk)}
    assert client.post(address(name, talk), sent).status_code == 302
    made = [one.media for one in Delivery.objects.all()]
    made += [one.media for one in Proposal.objects.all()]
    assert [len(media) for media in made] == [1]
