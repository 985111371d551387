"""Heard in one batch or one by one: the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinergi.connectors.contract import Incoming
from sinergi.inbox.models import Conversation, Message, Step
from sinergi.inbox.tests.conftest import hear_items
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.understanding.models import Text
from sinergi.understanding.tests.conftest import read_all

NOW = timezone.now().replace(microsecond=0)

TEXTS = (
    "Jalan di depan pasar Cibinong rusak parah, Min",
    "Jalan depan pasar Cibinong rusak parah sekali",
    "Tolong, ada warga terseret banjir, butuh pertolongan sekarang",
    "slot gacor maxwin daftar sekarang juga bonus 100 persen",
    "sudah, terima kasih",
    "hubungi saya 0812 3456 7890",
    " ",
)

SAID = st.builds(
    lambda number, who, text, answers, direct, minutes: Incoming(
        f"c{number}", "direct" if direct else "comment", f"warga{who}", f"Warga {who}{number}",
        text, NOW - timedelta(minutes=minutes),
        in_reply_to=f"c{answers}" if answers is not None else None,
    ),
    st.integers(1, 12), st.integers(1, 3), st.sampled_from(TEXTS),
    st.none() | st.integers(1, 14), st.booleans(), st.integers(0, 90),
)  # fmt: skip

#: In what state conversations are when the second half comes in.
STATES = ("new", "answered", "postponed", "done", "archived")


def after(account: Account, before: Sequence[Incoming], state: str,
          batches: Sequence[Sequence[Incoming]]) -> list[object]:  # fmt: skip
    """Return the rows after these batches, on what was heard before and stands in a state."""
    with transaction.atomic():
        hear_items(account, *before)
        Conversation.objects.update(
            state=state, open=state not in Conversation.CLOSED, asked_at=NOW - timedelta(days=1)
        )
        for batch in batches:
            hear_items(account, *batch)
        heard = seen()
        read_all()
        found = heard + seen()
        transaction.set_rollback(True)  # the next try begins on nothing
    return found


def seen() -> list[object]:
    """Return what is the same however it was heard: no ids, and no moments of the machine."""
    talks = "conversation__handle", "conversation__root"
    return [
        list(rows)
        for rows in (
            Conversation.objects.order_by("handle", "root").values_list(
                "handle", "root", "kind", "name", "state", "open", "waiting_since", "last_at",
                "last_text", "counted_from", "reopened", "confirmed", "due_at", "due_for",
                "matter", "topic", "place", "danger", "spam", "signature", "emptied_at",
            ),
            Message.objects.order_by("id").values_list(
                *talks, "remote_id", "in_reply_to", "text", "at", "understood__text"
            ),
            Text.objects.order_by("id").values_list("text", "at", "unit", "message__remote_id"),
            Step.objects.order_by(*talks, "id").values_list(*talks, "before", "state", "reason"),
            Notice.objects.order_by("id").filter(kind="conversation.arrived").values_list(
                "user", "kind", "facts"
            ),
        )
    ]  # fmt: skip


@pytest.mark.django_db
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(SAID, max_size=4), st.sampled_from(STATES), st.lists(SAID, max_size=8))
def test_a_batch_leaves_the_same_rows_as_one_by_one(
    ayu_account: Account, before: list[Incoming], state: str, items: list[Incoming]
) -> None:
    together = after(ayu_account, before, state, [items])
    assert together == after(ayu_account, before, state, [[item] for item in items])
