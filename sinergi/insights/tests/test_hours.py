"""Good hours of an account, from its figures to the fields where a time is chosen."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from sinergi.inbox.models import Conversation, Message
from sinergi.insights import bands, hours
from sinergi.insights.tests.conftest import DAY, Measured, Sent, tell_figure
from sinergi.networks.models import Account
from sinergi.publishing.calendars import hour_words, spans
from sinergi.publishing.calendars import hours as proposed
from sinergi.publishing.models import GoodHour, Weighed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


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
        tell_figure(post, "replies", 7, post.sent_at + hours.AGE, now)
    lone = sent("lone", now - 3 * DAY)
    tell_figure(lone, "views", 9999, now - DAY, now)
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
    """Let citizens write on weekday evenings, and now and then at any other time of a day: whatever
    day it is, no other hours stand out."""
    for number in range(60):
        day = timezone.localdate(now) - (number + 1) * DAY
        if day.weekday() >= 5:
            continue
        hour = 20 if number % 4 else 7 + number // 4 % 12
        at = spans.midnight(day) + timedelta(hours=hour, minutes=5)
        talk = Conversation.objects.create(
            account=account, unit=account.unit, kind="comment", handle=f"warga{number}",
            root=f"r{number}", matter="question", opened_at=at, last_at=at, last_text="Buka?",
        )  # fmt: skip
        Message.objects.create(
            conversation=talk, account=account, direction="in", text="Buka?",
            remote_id=f"m{number}",
            at=at,
        )  # fmt: skip
