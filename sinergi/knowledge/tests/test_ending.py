"""An answer that ends becomes a task and is announced, each time once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.knowledge import actions, rules, today
from sinergi.knowledge.models import Answer
from sinergi.knowledge.tests.conftest import Tell, expire, says
from sinergi.notices.models import Notice
from sinergi.people.models import User

pytestmark = pytest.mark.django_db


def told(user: User) -> int:
    return Notice.objects.filter(user=user, kind="answer ending").count()


def test_its_keepers_are_told_thirty_and_seven_days_before_and_after(
    ayu: User, citra: User, tell: Tell
) -> None:
    answer = tell(valid_until=timezone.localdate() + timedelta(days=100))
    counts = []
    for days in (60, 70, 71, 93, 94, 100, 101, 130):
        actions.remind(timezone.now() + timedelta(days=days))
        actions.remind(timezone.now() + timedelta(days=days))
        counts.append(told(ayu))
    assert counts == [0, 1, 1, 2, 2, 2, 3, 3]
    assert told(citra) == 0
    answer.refresh_from_db()
    assert answer.told_days == rules.ENDING_TOLD[-1]


def test_after_a_new_day_it_is_told_anew(ayu: User, budi: User, tell: Tell) -> None:
    answer = expire(tell())
    actions.remind(timezone.now())
    actions.edit(ayu, answer, says(), seen=1)
    actions.verify(budi, answer, seen=2)
    answer.refresh_from_db()
    assert (answer.told_days, answer.expired(timezone.localdate())) == (None, False)


def test_drafts_and_withdrawn_answers_end_for_nobody(ayu: User, budi: User, tell: Tell) -> None:
    soon = timezone.localdate() + timedelta(days=3)
    tell(verified=False, valid_until=soon, text="Datang ke kantor kecamatan.")
    actions.withdraw(budi, tell(valid_until=soon), reason="Salah.")
    assert actions.remind(timezone.now()) == 0
    assert Answer.objects.count() == 2


@pytest.mark.parametrize(
    ("days", "urgency"), [(30, "calm"), (7, "soon"), (0, "soon"), (-1, "late")]
)
def test_it_is_a_task_for_who_writes_there(ayu: User, tell: Tell, days: int, urgency: str) -> None:
    expire(tell(), days=-days)
    (task,) = today.today_for(ayu)
    assert (task.kind, task.urgency) == ("Periksa lagi", urgency)


def test_it_is_no_task_once_a_new_version_waits(ayu: User, budi: User, tell: Tell) -> None:
    answer = expire(tell())
    actions.edit(ayu, answer, says(), seen=1)
    assert today.today_for(ayu) == []
    (task,) = today.today_for(budi)
    assert task.kind == "Verifikasi"


@pytest.mark.parametrize(
    ("left", "before", "tells"),
    [(31, None, None), (30, None, 30), (29, 30, None), (7, 30, 7), (0, 7, None), (-1, 7, -1),
     (-400, None, -1), (-1, -1, None)],
)  # fmt: skip
def test_which_reminder_is_due(left: int, before: int | None, tells: int | None) -> None:
    today_ = timezone.localdate()
    assert rules.to_tell(today_ + timedelta(days=left), before, today_) == tells
