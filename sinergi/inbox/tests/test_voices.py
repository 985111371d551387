"""Conversations marked together are marked as if each were alone, however few are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinergi.inbox.cases import matching
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import hear_items, incoming
from sinergi.networks.models import Account
from sinergi.understanding.models import Text

pytestmark = pytest.mark.django_db

WORDS = (
    "Jalan raya Kemang depan pasar berlubang besar",
    "Jalan raya Kemang di depan pasar lubangnya besar",
    "Jalan raya depan pasar Kemang berlubang besar sekali",
    "Sampah menumpuk di TPS Ciawi sudah seminggu",
    "Sampah di TPS Ciawi menumpuk sudah seminggu lebih",
    "Terima kasih",
)
TOPICS = ("roads", "waste", "")
PLACES = ("", "32.01.26", "32.01.26.2003", "32.01.01")

#: What a voice says, of which topic, where, how many hours ago, and whether it was marked before.
VOICE = st.tuples(
    st.sampled_from(WORDS), st.sampled_from(TOPICS[:2] * 3 + TOPICS[2:]), st.sampled_from(PLACES),
    st.integers(0, 60), st.booleans(),
)  # fmt: skip


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(voices=st.lists(VOICE, min_size=2, max_size=12), most=st.integers(1, 6), said=st.integers(1))
def test_together_or_one_by_one(
    ayu_account: Account,
    voices: list[tuple[str, str, str, int, bool]],
    most: int,
    said: int,
) -> None:
    with transaction.atomic():
        rows = stand(ayu_account, voices)
        chosen = [row for number, row in enumerate(rows) if said >> number & 1 or not row.signature]
        marked = []
        for groups in ([chosen], [[row] for row in chosen]):
            with transaction.atomic():
                for group in groups:
                    mark(group, most)
                marked.append(list(Conversation.objects.order_by("pk").values_list("alike")))
                transaction.set_rollback(True)
        assert marked[0] == marked[1]
        transaction.set_rollback(True)


def stand(
    account: Account, voices: Sequence[tuple[str, str, str, int, bool]]
) -> list[Conversation]:
    """Put conversations on the desk; some were marked before, when they said something else."""
    items = [
        incoming(f"v{n}", text, author=f"warga.{n}", answers="p1")
        for n, (text, *_) in enumerate(voices)
    ]
    hear_items(account, *items)
    rows = list(Conversation.objects.order_by("pk"))
    now = timezone.now()
    for number, (row, (_, topic, place, hours, before)) in enumerate(
        zip(rows, voices, strict=True)
    ):
        row.opened_at, row.place = now - timedelta(hours=hours), place
        row.topic, row.signature = "roads" if before else topic, 0
        row.save()
        if before:
            mark_as(row, WORDS[number % len(WORDS)])
    return rows


def mark(group: Sequence[Conversation], most: int) -> None:
    rows = list(Conversation.objects.filter(pk__in=[row.pk for row in group]).order_by("pk"))
    texts = dict(Text.objects.values_list("message__conversation", "text"))
    matching.mark(rows, {row.pk: texts[row.pk] for row in rows}, most)
    for row in rows:
        row.save(update_fields=matching.MARKS)


def mark_as(row: Conversation, text: str) -> None:
    matching.mark([row], {row.pk: text})
    row.save(update_fields=matching.MARKS)


def test_the_newest_are_looked_at_and_no_more(ayu_account: Account) -> None:
    same, other = WORDS[0], WORDS[3]
    rows = stand(
        ayu_account,
        [
            (same, "roads", "", 9, False), (other, "roads", "", 8, False),
            (other, "roads", "", 7, False), (same, "roads", "", 1, False),
        ],
    )  # fmt: skip
    for most, found in ((2, None), (3, rows[0].pk)):
        for row in rows:
            mark([row], most)
        rows[3].refresh_from_db()
        assert rows[3].alike_id == found
