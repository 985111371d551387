"""One complaint from its first word to "not confirmed", with the clock in hand."""

from __future__ import annotations

import pytest

from sinergi.conftest import person
from sinergi.inbox import actions, asking, confirming, matters, queries
from sinergi.inbox.deadlines import ladder
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.staged import at, fresh, said
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db

State = Conversation.State


def told() -> list[str]:
    rows = Notice.objects.filter(kind="conversation.escalated").order_by("id")
    return list(rows.values_list("user__name", flat=True))


def test_a_complaint_goes_its_way(
    ayu_account: Account, ayu: User, budi: User, citra: User, tree: dict[str, Unit]
) -> None:
    person("eko", "Eko", tree["cibinong"], Role.LEADER)
    row = said(ayu_account, "6 15:50", text="Lampu jalan mati di RT 3, tolong diperbaiki.")
    assert row.due_at == at("9 07:50"), "Friday ends at 16.30: twenty minutes are left"

    ladder.climb(at("7 12:00"))
    assert told() == [], "nobody is disturbed on a Saturday"
    ladder.climb(at("9 07:50"))
    ladder.climb(at("9 08:20"))
    assert told() == ["Ayu", "Budi"]

    actions.assign(ayu, row, ayu)
    matters.set_matter(ayu, row, matter="complaint", course="field")
    actions.move(ayu, row, State.POSTPONED, reason="Tiang yang mana?")
    assert fresh(row).due_at is None, "late or not, the citizen has to write"
    assert ladder.climb(at("9 15:00")) == 0, "the clock stands"

    row = said(ayu_account, "10 09:00", "c2", "Tiang di depan posyandu.", answers="c1")
    assert (row.state, row.assigned_to) == (State.WORKING, ayu)
    actions.reply(ayu, row, text="Petugas sudah memperbaiki.")
    asking.ask(ayu, row)
    close_at = fresh(row).close_at
    assert close_at is not None
    assert confirming.close_silent(close_at) == 1
    assert (fresh(row).state, fresh(row).confirmed) == (State.DONE, None)

    row = said(ayu_account, "11 09:00", "c3", "Mati lagi, Min.", answers="c1")
    assert (row.state, row.counted_from, row.reopened) == (State.REOPENED, at("11 09:00"), 1)
    assert row.due_at == at("11 10:00")
    assert not queries.conversations_for(citra).exists()
    assert "Citra" not in Notice.objects.values_list("user__name", flat=True)
