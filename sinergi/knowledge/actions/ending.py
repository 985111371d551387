"""Tell the keepers of answers that end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sinergi.knowledge import rules, telling
from sinergi.knowledge.models import Answer

#: So many are told about at once; the next hour tells of more.
MOST = 200


def remind(now: datetime) -> int:
    """Tell of answers that end soon or have ended, once for each of ``rules.ENDING_TOLD``.

    Returns how many answers were told of. Harmless when done twice.
    """
    today = timezone.localdate(now)
    last = today + timedelta(days=rules.ENDING_TOLD[0])
    ending = Answer.objects.filter(state=Answer.State.VERIFIED, valid_until__lte=last)
    waiting = ending.exclude(told_days=rules.ENDING_TOLD[-1]).order_by("valid_until", "id")
    return sum(_reminded(answer, today) for answer in waiting[:MOST])


def _reminded(answer: Answer, today: date) -> bool:
    assert answer.valid_until is not None  # noqa: S101  # asked for those that end
    told = rules.to_tell(answer.valid_until, answer.told_days, today)
    if told is None:
        return False
    with transaction.atomic():
        rows = Answer.objects.filter(pk=answer.pk, told_days=answer.told_days)
        if not rows.update(told_days=told):
            return False
        telling.ending(answer, (answer.valid_until - today).days)
    return True
