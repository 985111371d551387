"""Nobody answers in the name of an office that has ended; what waits is handed on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import person
from sinergi.inbox import actions
from sinergi.inbox.models import Draft, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_answering import asked as verdict_of
from sinergi.inbox.tests.test_screens import as_
from sinergi.inbox.transfers import moving
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_the_office_above_hands_on_what_waits(
    heard: Hear, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    eka = person("eka", "Eka", tree["regency"], Role.COORDINATOR)
    talk, yesterday = heard("c1"), timezone.localdate() - timedelta(days=1)
    Unit.objects.filter(pk=talk.unit_id).update(valid_to=yesterday)
    page, answer = (reverse(f"inbox:{name}", args=[talk.pk]) for name in ("conversation", "reply"))
    typed = {"text": "Sampai pukul 16.00.", "seen": Message.objects.get().pk}
    assert as_(ayu).get(page).status_code == 200
    assert as_(ayu).post(answer, typed).status_code == 403
    assert as_(citra).get(page).status_code == 404
    told = as_(eka).post(answer, typed).content.decode()
    assert "Cibinong sudah berakhir" in told
    assert Draft.objects.get().text == typed["text"]
    assert not Message.objects.filter(direction="out").exists()
    talk.refresh_from_db()
    moving.hand_over(eka, talk, tree["ciomas"], reason="Kantornya sudah digabung")
    assert as_(citra).post(answer, typed).status_code == 302
    assert Message.objects.get(direction="out").author == citra


def test_what_waits_to_be_sent_when_it_ends_does_not_go_out(
    heard: Hear, tree: dict[str, Unit]
) -> None:
    eka = person("eka", "Eka", tree["regency"], Role.COORDINATOR)
    talk, today = heard("c1"), timezone.localdate()
    delivery = actions.reply(eka, talk, text="Sampai pukul 16.00.").delivery
    assert delivery is not None
    offices = Unit.objects.filter(pk=talk.unit_id)
    offices.update(valid_to=today)
    assert verdict_of(delivery) == ""
    offices.update(valid_to=today - timedelta(days=1))
    assert "office has ended" in verdict_of(delivery)
