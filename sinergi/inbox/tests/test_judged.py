"""What a second person sees of an answer they judge."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox import actions, asking
from sinergi.inbox.figures import judging
from sinergi.inbox.handing import acting, texts
from sinergi.inbox.models import Conversation, Judgement, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.networks.models import Delivery
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_an_answer_is_judged_by_what_was_asked_before_it(
    heard: Hear, ayu: User, budi: User
) -> None:
    asked = heard("c1", "Kapan buka? Telepon saya 081234567890", author="warga", answers="p1")
    answer = actions.reply(ayu, asked, text="Pukul 8.")
    week = timezone.localdate() - timedelta(days=7)
    Judgement.objects.create(message=answer, unit=asked.unit, writer=ayu, week=week)
    heard("c2", "Terima kasih, sudah beres", author="warga", answers="p1")
    assert asked.messages.count() == 3
    shown = page(as_(budi), reverse("inbox:judgements"))
    assert "Kapan buka?" in shown
    assert "sudah beres" not in shown
    assert "081234567890" not in shown


def test_the_key_enter_after_what_was_wrong_judges_nothing(
    answered: Conversation, budi: User
) -> None:
    """In a field of one line it presses the first button: right."""
    went_out_last_week()
    judging.draw(timezone.now())
    shown = page(as_(budi), reverse("inbox:judgements"))
    assert re.search(r'<textarea[^>]* name="note"', shown)
    assert not re.search(r'<input[^>]* name="note"', shown)


def went_out_last_week() -> None:
    Delivery.objects.update(state=Delivery.State.SENT, sent_at=timezone.now())
    Message.objects.update(at=timezone.now() - timedelta(days=7))


@pytest.fixture
def answered(heard: Hear, ayu: User) -> Conversation:
    talk = heard("c1", "Jalan rusak", answers="p1")
    actions.reply(ayu, talk, text="Kami perbaiki hari Senin.")
    talk.refresh_from_db()
    return talk


def test_the_question_whether_it_is_solved_is_no_answer_to_judge(
    answered: Conversation, ayu: User
) -> None:
    asking.ask(ayu, answered)
    went_out_last_week()
    assert judging.draw(timezone.now()) == 1
    assert Judgement.objects.get().message.text == "Kami perbaiki hari Senin."


def test_a_receipt_in_ready_words_is_no_answer_but_words_of_ones_own_are(
    answered: Conversation, ayu: User
) -> None:
    handing = acting.prepare(ayu, answered, "lapor")
    acting.file(ayu, handing, number="8123456")
    handing.refresh_from_db()
    receipt = texts.told(handing)
    actions.reply(ayu, answered, text=receipt)
    actions.reply(ayu, answered, text=f"{receipt} Petugas datang besok.")
    went_out_last_week()
    assert judging.draw(timezone.now()) == 2
    assert not Judgement.objects.filter(message__text=receipt).exists()


def test_a_question_that_was_drawn_before_is_neither_shown_nor_counted(
    answered: Conversation, ayu: User, budi: User, citra: User
) -> None:
    question = asking.ask(ayu, answered)
    answer = answered.messages.get(text="Kami perbaiki hari Senin.")
    week = timezone.localdate() - timedelta(days=7)
    for one in (question, answer):
        Judgement.objects.create(message=one, unit=answered.unit, writer=ayu, week=week)
    assert [row.message for row in judging.waiting(budi)] == [answer]
    assert list(judging.waiting(citra)) == []
    for row in Judgement.objects.all():
        judging.judge(budi, row, verdict="right")
    assert judging.accuracy(Judgement.objects.all()).n == 1
