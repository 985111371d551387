"""What offices plan around: campaigns, days of their own, events."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.people.models import User
from sinergi.publishing.calendars import occasions
from sinergi.publishing.models import Occasion
from sinergi.publishing.tests.conftest import As
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_an_occasion_is_written_shown_and_dropped(
    as_: As, ayu: User, tree: dict[str, Unit]
) -> None:
    client, url, today = as_(ayu), reverse("content:occasions"), timezone.localdate()
    data = {
        "unit": tree["cibinong"].pk, "kind": "campaign", "name": "Pekan Imunisasi",
        "first": today.isoformat(), "last": (today - timedelta(days=1)).isoformat(),
    }  # fmt: skip
    assert 'id="errors"' in client.post(url, data).content.decode()
    assert not Occasion.objects.exists()
    client.post(url, data | {"last": (today + timedelta(days=2)).isoformat()})
    assert "Pekan Imunisasi" in client.get(url).content.decode()
    assert "Pekan Imunisasi" in client.get(reverse("content:calendar")).content.decode()
    found = Occasion.objects.get()
    client.post(reverse("content:drop-occasion", args=[found.pk]))
    assert not Occasion.objects.exists()


def test_citra_neither_sees_nor_drops_what_ayus_office_plans(
    as_: As, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    today = timezone.localdate()
    values: Any = {"kind": "event", "name": "Pasar Cibinong", "first": today, "last": today}
    made = occasions.add(ayu, tree["cibinong"], **values)
    client = as_(citra)
    assert "Pasar Cibinong" not in client.get(reverse("content:occasions")).content.decode()
    assert "Pasar Cibinong" not in client.get(reverse("content:calendar")).content.decode()
    assert client.post(reverse("content:drop-occasion", args=[made.pk])).status_code == 404
    data = {
        "unit": tree["cibinong"].pk,
        "kind": "event",
        "name": "X",
        "first": today,
        "last": today,
    }
    client.post(reverse("content:occasions"), data)
    assert Occasion.objects.get() == made


def test_what_the_regency_plans_is_not_dropped_from_below(
    as_: As, ayu: User, tree: dict[str, Unit]
) -> None:
    today = timezone.localdate()
    made = Occasion.objects.create(
        unit=tree["regency"], kind="day", name="Hari jadi", first=today, last=today, by=ayu
    )
    assert as_(ayu).post(reverse("content:drop-occasion", args=[made.pk])).status_code == 403
