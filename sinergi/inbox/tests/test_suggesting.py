"""Verified answers beside the answer box: Ayu takes one over, changes it, and sends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox import suggesting
from sinergi.inbox.models import Conversation, Draft, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.knowledge import actions as knowledge
from sinergi.knowledge.models import Answer, Release, Use, Version
from sinergi.knowledge.rules import Said
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.understanding.tests.conftest import read_all
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

ASKED = "Kalau KTP hilang, syarat mengurusnya apa saja Min?"
WORDS = "KTP hilang: bawa surat kehilangan dari kepolisian dan fotokopi KK ke kantor kecamatan."


@pytest.fixture
def ktp(ayu: User, budi: User, tree: dict[str, Unit]) -> Version:
    said = Said(
        questions=("Apa syarat mengurus KTP yang hilang?", "KTP hilang harus bagaimana?"),
        text=WORDS,
        source="SOP Disdukcapil 2026",
        valid_until=timezone.localdate() + timedelta(days=90),
    )
    return knowledge.verify(budi, knowledge.write(ayu, tree["cibinong"], said), seen=1)


@pytest.fixture
def asked(heard: Hear) -> Conversation:
    conversation = heard("c1", ASKED, answers="p1")
    read_all()
    return conversation


def test_the_best_answer_is_offered_with_its_reason(
    asked: Conversation, ktp: Version, ayu: User
) -> None:
    shown = page(as_(ayu), reverse("inbox:conversation", args=[asked.pk]))
    assert "Apa syarat mengurus KTP yang hilang?" in shown
    assert "SOP Disdukcapil 2026" in shown
    offer = suggesting.fitting(asked)[0]
    assert {"ktp", "hilang"} & {word.casefold() for word in offer.why}


def test_what_is_taken_over_is_sent_by_a_person_and_remembered(
    asked: Conversation, ktp: Version, ayu: User
) -> None:
    client = as_(ayu)
    client.post(reverse("inbox:use", args=[asked.pk]), {"version": ktp.pk, "text": "Halo Kak,"})
    draft = Draft.objects.get()
    assert (draft.text, draft.versions) == (f"Halo Kak,\n\n{WORDS}", [ktp.pk])
    assert not Message.objects.filter(direction="out").exists()
    shown = page(client, reverse("inbox:conversation", args=[asked.pk]))
    assert f'name="versions" value="{ktp.pk}"' in shown
    sent = {"text": draft.text, "seen": Message.objects.get().pk, "versions": [ktp.pk]}
    client.post(reverse("inbox:reply", args=[asked.pk]), sent)
    use = Use.objects.get()
    assert (use.version, use.by, use.public) == (ktp, ayu, True)
    assert use.url == reverse("inbox:conversation", args=[asked.pk])
    assert not Draft.objects.exists()


def test_an_expired_answer_needs_a_second_person(
    asked: Conversation, ktp: Version, ayu: User, budi: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Version.objects.update(valid_until=yesterday)
    Answer.objects.update(valid_until=yesterday)
    with pytest.raises(No, match="expired"):
        suggesting.take(ayu, asked, ktp.pk, "")
    as_(ayu).post(reverse("inbox:release", args=[asked.pk]), {"version": ktp.pk, "text": "Halo"})
    assert Draft.objects.get().text == "Halo"
    knowledge.grant(budi, Release.objects.get())
    assert suggesting.take(ayu, asked, ktp.pk, "").text == WORDS


@pytest.mark.parametrize(("version", "status"), [("", 404), ("x", 404), ("999999", 302)])
def test_an_answer_that_is_none_is_not_taken_over(
    asked: Conversation, ktp: Version, ayu: User, version: str, status: int
) -> None:
    url = reverse("inbox:use", args=[asked.pk])
    assert as_(ayu).post(url, {"version": version, "text": "Halo"}).status_code == status
    assert not Draft.objects.exclude(versions=[]).exists()


def test_a_reply_cannot_give_what_does_not_exist(asked: Conversation, ayu: User) -> None:
    told = as_(ayu).post(
        reverse("inbox:reply", args=[asked.pk]),
        {"text": "Halo", "seen": Message.objects.get().pk, "versions": [404]},
    )
    assert "tidak ada lagi" in told.content.decode()
    assert not Message.objects.filter(direction="out").exists()


def test_drafting_is_off_unless_an_operator_wants_it(asked: Conversation, ayu: User) -> None:
    assert "Susun dari jawaban" not in page(
        as_(ayu), reverse("inbox:conversation", args=[asked.pk])
    )
    as_(ayu).post(reverse("inbox:machine", args=[asked.pk]), {"text": "Mulai"})
    assert Draft.objects.get().text == "Mulai"


@pytest.mark.parametrize("name", ["use", "release", "machine"])
def test_who_may_not_answer_takes_nothing_over(
    asked: Conversation, budi: User, citra: User, name: str
) -> None:
    url = reverse(f"inbox:{name}", args=[asked.pk])
    assert as_(budi).post(url).status_code == 403
    assert as_(citra).post(url).status_code == 404
