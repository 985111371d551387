"""Good hours of an account, from its figures to the fields where a time is chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox.models import Conversation, Message
from sinergi.insights import bands, hours
from sinergi.insights.models import Sample
from sinergi.insights.tests.conftest import Sent
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.calendars import card, hour_words, spans
from sinergi.publishing.calendars import hours as proposed
from sinergi.publishing.models import Approval, GoodHour, Post, Slot, Weighed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

DAY = timedelta(days=1)
Measured = Callable[..., list[Delivery]]


@pytest.fixture
def now() -> datetime:
    return timezone.now().replace(second=0, microsecond=0)


@pytest.fixture
def measured(sent: Sent, now: datetime) -> Measured:
    """Return a maker of posts, one each day at nine, but at six in the evening on every third
    weekday; those got four times as much.
    """

    def make(
        number: int, metric: str = "views", *, late: timedelta = timedelta(0)
    ) -> list[Delivery]:
        made = []
        for back in range(number, 0, -1):
            day = timezone.localdate(now) - (back + 3) * DAY
            evening = day.weekday() in {0, 3}
            at = spans.midnight(day) + timedelta(hours=18 if evening else 9, minutes=30)
            post = sent(f"p{back}", at)
            value, told = (400 if evening else 100) + back % 7, at + hours.AGE + late
            _tell(post, metric, 1, at + timedelta(hours=1), at + timedelta(hours=2))
            _tell(post, metric, value, told, told + DAY)
            made.append(post)
        return made

    return make


def _tell(post: Delivery, metric: str, value: int, at: datetime, seen: datetime) -> None:
    Sample.objects.create(
        account=post.account, delivery=post, remote_id=post.remote_id, metric=metric,
        value=value, at=at, seen=seen, source="network",
    )  # fmt: skip


def test_what_is_compared_is_what_posts_had_at_one_age(
    measured: Measured, ayu_account: Account, now: datetime
) -> None:
    rows = measured(40)
    by, posts = hours.measured(ayu_account, now)
    assert by == "views"
    assert len(posts) == 40
    assert [post.value % 100 for post in posts] == [back % 7 for back in range(40, 0, -1)]
    local = [timezone.localtime(row.sent_at) for row in rows]
    assert [(post.weekday, post.hour) for post in posts] == [
        (at.weekday(), at.hour) for at in local
    ]


def test_figures_that_a_file_told_much_later_count_too(
    measured: Measured, ayu_account: Account, now: datetime
) -> None:
    measured(30, late=20 * DAY)
    _by, posts = hours.measured(ayu_account, now)
    assert min(post.value for post in posts) >= 100


def test_interactions_are_compared_where_nothing_better_is_told(
    measured: Measured, sent: Sent, ayu_account: Account, now: datetime
) -> None:
    for post in measured(35, "likes"):
        assert post.sent_at is not None
        _tell(post, "replies", 7, post.sent_at + hours.AGE, now)
    lone = sent("lone", now - 3 * DAY)
    _tell(lone, "views", 9999, now - DAY, now)
    by, posts = hours.measured(ayu_account, now)
    assert by == "interactions"
    assert len(posts) == 35
    assert {post.value for post in posts} == {
        v + b % 7 + 7 for b in range(36) for v in (100, 400)
    } & {post.value for post in posts}
    assert min(post.value for post in posts) >= 107


def test_the_clock_keeps_good_hours_and_asks_again_the_next_day(
    measured: Measured, ayu_account: Account, citra_account: Account, now: datetime
) -> None:
    measured(80)
    assert hours.weigh(now) == 2
    assert hours.weigh(now) == 0
    row = GoodHour.objects.get(weighed__account=ayu_account)
    assert (row.of, row.days, row.first, row.end) == ("posts", "work", 18, 20)
    evenings = sum(bool(p.hour == 18) for p in hours.measured(ayu_account, now)[1])
    assert (row.n, row.above) == (evenings, evenings)
    assert row.chance <= bands.SURE
    assert not GoodHour.objects.filter(weighed__account=citra_account).exists()
    assert hours.weigh(now + DAY) == 2
    assert GoodHour.objects.count() == 1


def test_too_few_posts_say_how_many_are_missing_and_when_the_public_writes(
    measured: Measured, ayu_account: Account, now: datetime
) -> None:
    measured(12)
    _public_writes(ayu_account, now)
    hours.of_account(ayu_account, now)
    weighed = Weighed.objects.get(account=ayu_account)
    assert (weighed.posts, weighed.needed, weighed.enough) == (12, 30, False)
    (row,) = weighed.hours.all()
    assert (row.of, row.days, row.first) == ("public", "work", 20)
    assert (
        hour_words.said(row) == f"20.00–22.00, warga menulis: {row.n} dari {weighed.messages} kali"
    )
    (text,) = proposed.short([ayu_account.pk])
    assert "12 kiriman terukur dari sekurangnya 30" in text


def test_what_is_spam_or_was_said_twice_in_an_hour_does_not_count(
    ayu_account: Account, now: datetime
) -> None:
    _public_writes(ayu_account, now)
    before = hours.written(ayu_account.unit_id, now)
    talk = Conversation.objects.order_by("pk")[0]
    first = talk.messages.get()
    Message.objects.create(
        conversation=talk, account=ayu_account, direction="in", text="Halo?", remote_id="again",
        at=first.at + timedelta(minutes=1),
    )  # fmt: skip
    assert sorted(hours.written(ayu_account.unit_id, now)) == sorted(before)
    Conversation.objects.filter(pk=talk.pk).update(spam=True)
    assert len(hours.written(ayu_account.unit_id, now)) == len(before) - 1


def _public_writes(account: Account, now: datetime) -> None:
    """Let citizens write on weekday evenings, and now and then in the morning."""
    for number in range(60):
        day = timezone.localdate(now) - (number + 1) * DAY
        if day.weekday() >= 5:
            continue
        at = spans.midnight(day) + timedelta(hours=20 if number % 4 else 9, minutes=5)
        talk = Conversation.objects.create(
            account=account, unit=account.unit, kind="comment", handle=f"warga{number}",
            root=f"r{number}", matter="question", opened_at=at, last_at=at, last_text="Buka?",
        )  # fmt: skip
        Message.objects.create(
            conversation=talk, account=account, direction="in", text="Buka?",
            remote_id=f"m{number}",
            at=at,
        )  # fmt: skip


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
