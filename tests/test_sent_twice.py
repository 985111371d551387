"""A form that arrives twice, by two taps or on a slow line, is one act, whatever it makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.inbox.hoaxes import acting as hoaxes
from sinergi.inbox.hoaxes import proving
from sinergi.knowledge import rules as knowledge_rules
from sinergi.knowledge.actions import writing as knowledge
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.publishing.calendars import occasions, repeating
from sinergi.publishing.ideas import actions as ideas
from sinergi.publishing.policies import commenting
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

#: An act, as it is sent each time.
Act = Callable[[], Any]


def _idea(ayu: User, unit: Unit, account: Account) -> Act:
    return lambda: ideas.write(ayu, unit, title="Pasar murah", text="Kapan?", sheet={"aim": "Tahu"})


def _remark(ayu: User, unit: Unit, account: Account) -> Act:
    post = publishing.write(ayu, unit, text="Layanan Sabtu buka", accounts=[account])
    asked = publishing.ask_approval(ayu, post)
    said = {"account": account.pk, "start": 8, "end": 13, "text": "Jam berapa?"}
    return lambda: commenting.comment(ayu, asked, **said)


def _evidence(ayu: User, unit: Unit, account: Account) -> Act:
    claim = hoaxes.begin(ayu, unit, claim="Bendungan jebol")
    return lambda: proving.add(ayu, claim, url="https://latihan.example/p/1", note="Grup warga")


def _answer(ayu: User, unit: Unit, account: Account) -> Act:
    said = knowledge_rules.Said(
        questions=["Jam berapa buka?"],
        text="Pukul 8 sampai 15.",
        source="Perbup 1/2026",
        valid_until=timezone.localdate() + timedelta(days=90),
    )
    return lambda: knowledge.write(ayu, unit, said)


def _campaign(ayu: User, unit: Unit, account: Account) -> Act:
    day = timezone.localdate()
    return lambda: occasions.add(ayu, unit, kind="campaign", name="Panen", first=day, last=day)


def _blocked(ayu: User, unit: Unit, account: Account) -> Act:
    return lambda: publishing.block(ayu, unit, "Bogor Maju", "Kampanye", None, None)


def _series(ayu: User, unit: Unit, account: Account) -> Act:
    post = publishing.write(ayu, unit, text="Layanan Sabtu buka", accounts=[account])
    today = timezone.localdate()
    rule = {"every": "week", "days": [2], "at": time(9), "first": today}
    return lambda: repeating.begin(ayu, post, **rule, last=today + timedelta(days=60))


MAKERS = [_idea, _remark, _evidence, _answer, _campaign, _blocked, _series]


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_sent_twice_is_made_once(
    make: Callable[[User, Unit, Account], Act],
    ayu: User,
    ayu_account: Account,
    tree: dict[str, Unit],
) -> None:
    act = make(ayu, tree["cibinong"], ayu_account)
    first, noted = act(), Entry.objects.count()
    assert act() == first
    assert (type(first).objects.count(), Entry.objects.count()) == (1, noted)
