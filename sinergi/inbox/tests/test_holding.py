"""Ayu answers; Budi's colleague does not answer the same person meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox import actions, answering
from sinergi.inbox.models import Draft, Holding, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

ANSWER = "Buka sampai pukul 15.00."


def test_nobody_answers_while_a_colleague_does(heard: Hear, ayu: User, dewi: User) -> None:
    conversation = heard("c1", answers="p1")
    answering.hold(ayu, conversation)
    with pytest.raises(No, match="is answering"):
        actions.reply(dewi, conversation, text=ANSWER)
    assert actions.reply(ayu, conversation, text=ANSWER).author == ayu
    assert not Holding.objects.exists()


def test_a_hold_ends_by_itself(heard: Hear, ayu: User, dewi: User) -> None:
    conversation = heard("c1", answers="p1")
    answering.hold(ayu, conversation)
    Holding.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert actions.reply(dewi, conversation, text=ANSWER).author == dewi


def test_a_colleague_takes_over_knowingly(heard: Hear, ayu: User, dewi: User) -> None:
    conversation = heard("c1", answers="p1")
    answering.hold(ayu, conversation)
    url = reverse("inbox:reply", args=[conversation.pk])
    seen = Message.objects.get().pk
    refused = as_(dewi).post(url, {"text": ANSWER, "seen": seen}).content.decode()
    assert "sedang menjawab" in refused
    assert ANSWER in refused
    as_(dewi).post(url, {"text": ANSWER, "seen": seen, "take_over": "on"})
    assert Message.objects.get(direction="out").author == dewi


def test_an_answer_to_what_was_answered_is_refused(heard: Hear, ayu: User, dewi: User) -> None:
    conversation = heard("c1", answers="p1")
    actions.reply(ayu, conversation, text=ANSWER)
    with pytest.raises(No, match="answered meanwhile"):
        actions.reply(dewi, conversation, text="Sampai sore.")
    heard("c2", answers="c1")
    assert actions.reply(dewi, conversation, text="Sampai sore.").author == dewi


def test_what_was_begun_is_there_again(heard: Hear, ayu: User, dewi: User) -> None:
    conversation = heard("c1", answers="p1")
    url = reverse("inbox:keep", args=[conversation.pk])
    as_(ayu).post(url, {"text": "Mohon maaf,"})
    shown = reverse("inbox:conversation", args=[conversation.pk])
    assert "Mohon maaf," in page(as_(ayu), shown)
    others = page(as_(dewi), shown)
    assert "Mohon maaf," not in others
    assert "sedang menjawab" in others
    as_(ayu).post(url, {"text": " "})
    assert not Draft.objects.exists()


def test_a_refused_answer_is_kept_as_a_draft(heard: Hear, ayu: User, dewi: User) -> None:
    conversation = heard("c1", answers="p1")
    answering.hold(ayu, conversation)
    as_(dewi).post(reverse("inbox:reply", args=[conversation.pk]), {"text": ANSWER, "seen": 1})
    assert Draft.objects.get(by=dewi).text == ANSWER


def test_one_leaves_it_to_others(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", answers="p1")
    url = reverse("inbox:hold", args=[conversation.pk])
    as_(ayu).post(url)
    assert answering.holder(conversation, timezone.now()) == ayu
    as_(ayu).post(url, {"do": "leave"})
    assert answering.holder(conversation, timezone.now()) is None


@pytest.mark.parametrize("name", ["keep", "hold", "holding"])
def test_who_may_not_answer_holds_nothing(heard: Hear, budi: User, citra: User, name: str) -> None:
    url = reverse(f"inbox:{name}", args=[heard("c1").pk])
    for who, status in ((budi, 403), (citra, 404)):
        client = as_(who)
        assert (client.get if name == "holding" else client.post)(url).status_code == status
    assert not Holding.objects.exists()


def test_a_text_that_is_too_long_is_refused(heard: Hear, ayu: User) -> None:
    with pytest.raises(No, match="longer than"):
        answering.keep(ayu, heard("c1"), "x" * 20_001)
