"""What *Hari ini* shows of answers: to verify, to release, to look at again, to correct."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinergi.knowledge import queries, rules
from sinergi.knowledge.models import Answer
from sinergi.lib.text import short
from sinergi.lib.today import Task
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.queries import Person

MOST_TASKS = 20

#: So much of a question stands in a task.
TITLE = 80


def today_for(user: Person) -> list[Task]:
    """Return what a person has to do about answers."""
    if not isinstance(user, User):
        return []
    return [*_to_correct(user), *_to_release(user), *_to_verify(user), *_ending(user)]


def _to_correct(user: User) -> Iterator[Task]:
    """Yield one task for all replies that say what is not so any more."""
    uses = queries.to_correct(user)
    number, first = uses.count(), uses.first()
    if first is None:
        return
    yield Task(
        kind=_("Correct"),
        title=short(str(first.version.answer), TITLE),
        detail=ngettext(
            "%(num)s reply in public gave an answer that has changed",
            "%(num)s replies in public gave answers that have changed",
            number,
        )
        % {"num": number},
        url=reverse("knowledge:corrections"),
        urgency="late",
        due=first.since,
    )


def _to_release(user: User) -> Iterator[Task]:
    for release in queries.to_release(user)[:MOST_TASKS]:
        yield Task(
            kind=_("Release"),
            title=short(str(release.version.answer), TITLE),
            detail=_("%(who)s wants to use this expired answer") % {"who": release.asked_by},
            url=reverse("knowledge:releases"),
            urgency="soon",
        )


def _to_verify(user: User) -> Iterator[Task]:
    for version in queries.to_verify(user):
        yield Task(
            kind=_("Verify"),
            title=short(version.questions[0], TITLE),
            detail=_("Written by %(who)s for %(office)s")
            % {"who": version.by, "office": version.answer.unit},
            url=reverse("knowledge:answer", args=[version.answer_id]),
        )


def _ending(user: User) -> Iterator[Task]:
    """Yield the answers of a person's offices that end soon or have ended, without a new draft."""
    today = timezone.localdate()
    last = today + timedelta(days=rules.ENDING_TOLD[0])
    rows = Answer.objects.filter(
        units.within(user, "answer.write"),
        state=Answer.State.VERIFIED,
        valid_until__lte=last,
    ).select_related("unit")
    for answer in rows.order_by("valid_until", "id")[:MOST_TASKS]:
        if queries.unverified(answer) is None:
            yield _look_again(answer, today)


def _look_again(answer: Answer, today: date) -> Task:
    assert answer.valid_until is not None  # noqa: S101  # asked for those that end
    expired = answer.expired(today)
    soon = answer.valid_until <= today + timedelta(days=rules.ENDING_TOLD[1])
    return Task(
        kind=_("Check again"),
        title=short(str(answer), TITLE),
        detail=_("This answer has expired: nobody uses it alone")
        if expired
        else _("This answer ends soon: is it still right?"),
        url=reverse("knowledge:answer", args=[answer.pk]),
        urgency="late" if expired else "soon" if soon else "calm",
        due=timezone.make_aware(datetime.combine(answer.valid_until, time.max)),
    )
