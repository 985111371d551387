"""What came in and what became of it, by group, beside the same counted by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox import actions, citing
from sinergi.inbox.figures import reporting
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_
from sinergi.inbox.transfers import moving
from sinergi.knowledge import actions as knowledge
from sinergi.knowledge.models import Use
from sinergi.knowledge.rules import Said
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.mark.parametrize("by", reporting.WAYS)
def test_what_came_and_what_became_of_it_stands_for_each_group(
    heard: Hear, ayu: User, budi: User, citra: User, tree: dict[str, Unit], by: str
) -> None:
    """Counted once more by hand, row by row, from what the database holds."""
    for number in range(6):
        kind = "comment" if number % 2 else "mention"
        heard(f"c{number}", author=f"warga.{number}", kind=kind, minutes_ago=1 + 70 * number)
    first, second, third, *_, last = Conversation.objects.order_by("pk")
    for talk in (first, second):
        actions.reply(ayu, talk, text="Sampai pukul 15.00.")
    actions.reopen(ayu, actions.finish(ayu, first))
    moving.hand_over(ayu, third, tree["ciomas"], reason="Milik Ciomas")
    moving.refuse(citra, Conversation.objects.get(pk=third.pk), reason="Bukan kami")
    Conversation.objects.filter(pk=last.pk).update(spam=True)
    corrected(ayu, budi, second)
    until = timezone.now() + timedelta(minutes=1)
    found = reporting.report(ayu, until - timedelta(days=1), until, by)
    told = {line.name: line for line in found.lines}
    assert sum(line.came for line in told.values()) == found.whole.came == 5
    for name, talks in by_hand(by).items():
        line = told[name]
        assert line.came == len(talks)
        assert line.unanswered == sum(t.open and t.waiting_since is not None for t in talks)
        assert (line.reopened.n, line.reopened.number) == (
            len(talks), sum(t.reopened > 0 for t in talks),
        )  # fmt: skip
    assert found.whole.unanswered == 3
    assert (found.whole.reopened.n, found.whole.reopened.number) == (5, 1)
    assert (found.whole.wrong_office.n, found.whole.wrong_office.number) == (1, 1)
    assert found.whole.corrected == sum(line.corrected for line in told.values()) == 1
    rows = list(csv.reader(io.StringIO(
        as_(ayu).get(reverse("inbox:figures-file", args=["csv"]) + f"?per={by}").content.decode()
    )))  # fmt: skip
    assert rows[-1][9:] == ["5", "3", "1", "1", "1", "1"]


def by_hand(by: str) -> dict[str, list[Conversation]]:
    ways: dict[str, Callable[[Conversation], str]] = {
        "unit": lambda talk: talk.unit.name,
        "network": lambda talk: reporting._network(talk.account.network),
        "matter": lambda talk: talk.get_matter_display(),
        "kind": lambda talk: talk.get_kind_display(),
        "hour": lambda talk: f"{timezone.localtime(talk.opened_at):%H}.00",
    }
    found: dict[str, list[Conversation]] = {}
    for talk in Conversation.objects.filter(spam=False).select_related("unit", "account"):
        found.setdefault(ways[by](talk), []).append(talk)
    return found


def corrected(ayu: User, budi: User, talk: Conversation) -> None:
    """Let a public answer be set right because the verified answer it gave had changed."""
    said = Said(
        questions=["Buka jam berapa?"], text="Buka pukul 08.00.", source="Jam layanan",
        valid_until=timezone.localdate() + timedelta(days=90),
    )  # fmt: skip
    version = knowledge.verify(budi, knowledge.write(ayu, talk.unit, said), seen=1)
    Use.objects.create(
        version=version, unit=talk.unit, origin=citing.origin(talk), url="/",
        public=True, by=ayu, at=timezone.now(), correction="corrected", settled_by=ayu,
        settled_at=timezone.now(),
    )  # fmt: skip
