"""Offices as the tests of their calendars need them, and how a month looks on the screen."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.lib.working import FASTING
from sinergi.people.models import User
from sinergi.units import actions, settling
from sinergi.units.models import SpecialDay, SpecialHours, Unit

WEDNESDAY = date(2026, 12, 23)
#: Months on the screen are of a year that is over: the badge of today would stand in them else.
CHRISTMAS_EVE = date(2025, 12, 24)


def at(moment: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(moment))


def village(parent: Unit, number: int = 1002) -> Unit:
    code = f"{parent.code}.{number}"
    return actions.add_unit(None, code=code, name="Karadenan", kind="urban_village", parent=parent)


def off(unit: Unit, day: date = WEDNESDAY, name: str = "Banjir") -> SpecialDay:
    return settling.settle_day(None, unit, day=day, kind="off", name=name)


def ramadan(unit: Unit, instead: SpecialHours | None = None, days: int = 30) -> SpecialHours:
    first = date(2026, 2, 19)
    last = first + timedelta(days=days - 1)
    return settling.settle_hours(
        None, unit, first=first, last=last, name="Ramadan", hours=FASTING, instead=instead
    )


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, name: str, *args: object) -> str:
    answer = as_(user).get(reverse(f"units:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def month(user: User, unit: Unit, asked: str = "2025-12") -> str:
    """Return the page of a month as a person sees it."""
    answer = as_(user).get(reverse("units:calendar", args=[unit.pk]), {"month": asked})
    assert answer.status_code == 200
    return answer.content.decode()


def cell(page: str, day: str) -> str:
    """Return the words of a day on that page."""
    cells = page.partition('<ol class="month">')[2].partition("</ol>")[0].split("<li ")
    found = next(cell for cell in cells if f'datetime="{day}"' in cell)
    return " ".join(re.sub(r"^[^>]+>|<[^>]+>", " ", found).split())
