"""Good hours beside the fields where a time is chosen, and on the calendar."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.insights import hours
from sinergi.insights.tests.conftest import DAY, Measured
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.calendars import card, hour_words
from sinergi.publishing.calendars import hours as proposed
from sinergi.publishing.models import Approval, GoodHour, Post, Slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def known(measured: Measured, ayu_account: Account, now: datetime) -> GoodHour:
    measured(80)
    hours.of_account(ayu_account, now)
    return GoodHour.objects.get()


@pytest.fixture
def waiting(ayu: User, ayu_account: Account) -> Approval:
    post = actions.write(ayu, ayu_account.unit, text="Layanan Sabtu", accounts=[ayu_account])
    return actions.ask_approval(ayu, post)


def test_a_proposal_is_the_next_such_hour_at_which_nothing_goes_out(
    known: GoodHour, ayu: User, ayu_account: Account, now: datetime
) -> None:
    (first,) = proposed.offered([ayu_account.pk], now).proposals
    assert timezone.localtime(first.at).hour == 18
    assert first.at.weekday() < 5
    assert first.at >= now + timedelta(minutes=10)
    assert f"n = {known.n}" in first.words
    other = actions.write(ayu, ayu_account.unit, text="Lain", accounts=[ayu_account])
    Post.objects.filter(pk=other.pk).update(planned_at=first.at)
    (second,) = proposed.offered([ayu_account.pk], now).proposals
    assert second.at == first.at + timedelta(minutes=30)
    (same,) = proposed.offered([ayu_account.pk], now, but=other.pk).proposals
    assert same.at == first.at


def test_a_press_puts_it_into_the_field_of_asking_and_asks_nothing(
    client: Client, known: GoodHour, ayu: User, ayu_account: Account
) -> None:
    post = actions.write(ayu, ayu_account.unit, text="Layanan Sabtu", accounts=[ayu_account])
    client.force_login(ayu)
    shown = client.get(reverse("content:post", args=[post.pk])).content.decode()
    (one,) = card.times(post)[1].proposals
    assert f'name="fill" value="{one.typed}"' in shown
    assert f"n = {known.n} kiriman" in shown
    # It stands where the time is chosen, and the return key presses none of the proposals.
    form = shown.split(f'action="{reverse("content:ask", args=[post.pk])}"')[1]
    places = [form.index(f'name="{name}"') for name in ("wish", "fill", "note")]
    assert places == sorted(places)
    assert form.index('<button class="hidden"') < places[0]
    sent = {"fill": one.typed, "note": "Mohon dicek angkanya"}
    filled = client.post(reverse("content:ask", args=[post.pk]), sent).content.decode()
    assert f'name="wish" value="{one.typed}"' in filled
    assert "Mohon dicek angkanya" in filled
    assert not Approval.objects.exists()


def test_a_press_puts_it_or_a_free_slot_into_the_field_of_approving_and_decides_nothing(
    client: Client, known: GoodHour, budi: User, waiting: Approval, ayu_account: Account
) -> None:
    Slot.objects.create(account=ayu_account, weekday=2, time="07:15")
    client.force_login(budi)
    address = reverse("content:approval", args=[waiting.pk])
    shown = client.get(address).content.decode()
    free, offer = card.times(waiting.post)
    for typed in (free[0][0], offer.proposals[0].typed):
        assert f'name="fill" value="{typed}"' in shown
        filled = client.post(address, {"fill": typed, "reason": "Nanti saja"}).content.decode()
        assert f'name="due" value="{typed}"' in filled
        assert "Nanti saja" in filled
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    client.post(address, {"due": free[0][0], "do": "approve"})
    waiting.refresh_from_db()
    assert waiting.due == free[0][1]


def test_a_press_puts_it_into_the_forms_of_moving_and_of_slots(
    client: Client, known: GoodHour, ayu: User, ayu_account: Account
) -> None:
    post = actions.write(ayu, ayu_account.unit, text="Layanan Sabtu", accounts=[ayu_account])
    client.force_login(ayu)
    (one,) = card.times(post)[1].proposals
    address = reverse("content:plan", args=[post.pk])
    assert (
        f'name="due" value="{one.typed}"'
        in client.post(address, {"fill": one.typed}).content.decode()
    )
    post.refresh_from_db()
    assert post.planned_at is None
    address = reverse("content:slots", args=[ayu_account.pk])
    filled = client.post(address, {"fill": known.pk}).content.decode()
    assert 'name="at" value="18:00"' in filled
    assert filled.count("checked") == 5
    assert not Slot.objects.exists()


@pytest.mark.parametrize("view", ["month", "week", "agenda"])
def test_the_calendar_proposes_it_on_empty_days_that_lie_ahead_and_citra_sees_none(
    view: str, client: Client, known: GoodHour, ayu: User, citra: User
) -> None:
    client.force_login(ayu)
    ahead = (timezone.localdate() + 7 * DAY).isoformat()
    asked = {"view": view, "day": ahead, "unit": str(known.weighed.account.unit_id)}
    shown = client.get(reverse("content:calendar"), asked).content.decode()
    assert f"18.00–20.00, n = {known.n} kiriman" in shown
    assert ("Saran:" in shown) == (view != "agenda")
    past = {**asked, "day": (timezone.localdate() - 60 * DAY).isoformat()}
    assert "Saran:" not in client.get(reverse("content:calendar"), past).content.decode()
    client.force_login(citra)
    mine = {"view": view, "day": ahead}
    assert "18.00–20.00" not in client.get(reverse("content:calendar"), mine).content.decode()
    slots = reverse("content:slots", args=[known.weighed.account_id])
    assert client.post(slots, {"fill": known.pk}).status_code == 404


def test_it_says_what_it_rests_on(known: GoodHour) -> None:
    told = hour_words.how_sure(known)
    assert f"{known.above} dari {known.n} kiriman" in told
    assert "separuhnya" in told
    assert "kebetulan" in told


def test_the_key_of_a_line_break_in_the_field_approves_as_before(
    client: Client, known: GoodHour, budi: User, waiting: Approval
) -> None:
    """The first button of a form is the one that the key Enter presses: not a proposed time."""
    client.force_login(budi)
    shown = client.get(reverse("content:approval", args=[waiting.pk])).content.decode()
    form = shown[shown.index(f'data-draft="decide-{waiting.pk}"') :]
    assert form.index('value="approve"') < form.index('name="fill"')
