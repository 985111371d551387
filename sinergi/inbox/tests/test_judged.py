"""What a second person sees of an answer they judge."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox import actions
from sinergi.inbox.models import Judgement
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
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
