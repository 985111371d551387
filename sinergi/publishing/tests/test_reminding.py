"""Offices without a post of a campaign are reminded: once a day, who is on duty there first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.inbox.models import Duty
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing.calendars import campaigns, covering
from sinergi.publishing.models import Occasion
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_campaigns import begun
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def regional(dewi: User, tree: dict[str, Unit]) -> Occasion:
    return begun(dewi, tree["regency"])


def test_those_without_a_post_are_reminded_once_a_day(
    client: Client, dewi: User, ayu: User, citra: User, citra_account: Account, write: Write,
    regional: Occasion,
) -> None:  # fmt: skip
    campaigns.put(ayu, write("Pilah"), regional)
    client.force_login(dewi)
    address = reverse("content:campaign-remind", args=[regional.pk])
    client.post(address)
    client.post(address)
    told = Notice.objects.filter(kind="occasion.reminded")
    assert [notice.user for notice in told] == [citra]
    assert told[0].url == reverse("content:campaign", args=[regional.pk])
    assert Entry.objects.filter(verb="occasion.reminded").count() == 1
    with pytest.raises(No):
        covering.remind(dewi, regional, timezone.now() + timedelta(hours=23))
    assert covering.remind(dewi, regional, timezone.now() + timedelta(hours=25)) == 1
    with pytest.raises(No):
        covering.remind(dewi, regional, timezone.now() + timedelta(days=21, hours=2))


def test_who_is_on_duty_there_is_reminded_alone(
    dewi: User, ayu: User, budi: User, citra: User, ayu_account: Account, citra_account: Account,
    regional: Occasion,
) -> None:  # fmt: skip
    now = timezone.now()
    hours = {"since": now - timedelta(hours=1), "until": now + timedelta(hours=8), "by": dewi}
    Duty.objects.create(unit=ayu_account.unit, user=ayu, **hours)
    Duty.objects.create(unit=ayu_account.unit, user=budi, **hours)  # does not write
    gone = {**hours, "until": now - timedelta(minutes=1)}
    Duty.objects.create(unit=citra_account.unit, user=ayu, **gone)
    assert covering.remind(dewi, regional, now) == 2
    told = {notice.user for notice in Notice.objects.filter(kind="occasion.reminded")}
    assert told == {ayu, citra}


def test_nobody_is_reminded_where_nobody_is_missing(
    dewi: User, ayu: User, ayu_account: Account, write: Write, regional: Occasion
) -> None:
    campaigns.put(ayu, write("Pilah"), regional)
    with pytest.raises(No):
        covering.remind(dewi, regional, timezone.now())
    regional.refresh_from_db()
    assert regional.reminded is None
