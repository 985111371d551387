"""Were our answers right? Each week some are drawn at random and judged by a second person."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox.figures.answering import answering
from sinergi.inbox.models import Judgement, Message
from sinergi.language.writing.personal.masking import mask
from sinergi.lib.text import No, say
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Unit

Verdict = Judgement.Verdict

#: So many of an office and all under it, a week.
DRAWN = 20

#: Of a normal spread, 95 hundredths lie within so many standard deviations.
Z = 1.96


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of ``n`` judged answers so many were right; ``low`` to ``high`` in hundredths (Wilson, 1927),
    None where nothing was judged. Partly right is not right."""

    n: int
    right: int
    partly: int
    wrong: int
    low: int | None
    high: int | None

    @property
    def percent(self) -> int | None:
        return round(100 * self.right / self.n) if self.n else None


def draw(now: datetime) -> int:
    """Draw answers of the week that ended, once; return how many. Twice is harmless.

    The lot is cast by the week and the office, so that nobody chooses, and anybody can cast it
    again.
    """
    today = timezone.localdate(now)
    week = today - timedelta(days=today.weekday() + 7)
    if Judgement.objects.filter(week=week).exists():
        return 0
    tops = Unit.objects.filter(parent=None).order_by("pk")
    chosen = [row for top in tops for row in _chosen(top, week)]
    rows = [
        Judgement(message=one, unit_id=one.conversation.unit_id, writer_id=one.author_id, week=week)
        for one in chosen
        if one.author_id is not None
    ]
    with transaction.atomic():
        made = Judgement.objects.bulk_create(rows, ignore_conflicts=True)
    return len(made)


def judge(actor: User, judgement: Judgement, *, verdict: str, note: str = "") -> Judgement:
    """Say whether an answer was right. What is not has to be explained. Raises No."""
    note = " ".join(note.split())[:500]
    if verdict not in Verdict.values:
        raise No(say("Say whether it was right."))
    if verdict != Verdict.RIGHT and not note:
        raise No(say("Write what was wrong: its writer learns from it."))
    with transaction.atomic():
        found = Judgement.objects.select_for_update(of=("self",)).get(pk=judgement.pk)
        if found.writer_id == actor.pk:
            raise No(say("Somebody else judges what you wrote."))
        if found.verdict:
            raise No(say("A colleague has judged it already."))
        found.verdict, found.note, found.by, found.at = verdict, note, actor, timezone.now()
        found.save(update_fields=["verdict", "note", "by", "at"])
        audit.record(
            actor, "message.judged", on=found, unit_id=found.unit_id, data={"verdict": verdict}
        )
    return found


def waiting(user: User) -> QuerySet[Judgement]:
    """Return what a person can judge, drawn first at the top: nothing of their own."""
    rows = Judgement.objects.filter(units.within(user, "reply.approve"), verdict="")
    found = _of_answers(rows.exclude(writer=user))
    return found.select_related("message__conversation__account", "unit").order_by("week", "id")


def asked(judgement: Judgement) -> str:
    """Return what the public had said last when an answer was given, masked; "" for nothing."""
    answer = judgement.message
    before = Message.objects.filter(
        conversation=answer.conversation_id, direction=Message.Direction.IN, id__lt=answer.pk
    )
    return mask(before.order_by("-id").values_list("text", flat=True).first() or "")


def accuracy(rows: QuerySet[Judgement]) -> Accuracy:
    """Return how right answers were, with the interval in which the share of all may lie."""
    counted = (
        _of_answers(rows.exclude(verdict=""))
        .order_by()
        .values_list("verdict")
        .annotate(Count("pk"))
    )
    found = dict(counted)
    right, n = found.get(Verdict.RIGHT, 0), sum(found.values())
    low, high = _interval(right, n) if n else (None, None)
    return Accuracy(n, right, found.get(Verdict.PARTLY, 0), found.get(Verdict.WRONG, 0), low, high)


def _of_answers(rows: QuerySet[Judgement]) -> QuerySet[Judgement]:
    """Leave out what was drawn while questions and receipts were still taken for answers."""
    drawn = [row.message for row in rows.select_related("message")]
    known = {one.pk for one in answering(drawn)}
    others = [one.pk for one in drawn if one.pk not in known]
    return rows.exclude(message__in=others) if others else rows


def _interval(right: int, n: int) -> tuple[int, int]:
    share, square = right / n, Z * Z
    centre = share + square / (2 * n)
    wide = Z * sqrt(share * (1 - share) / n + square / (4 * n * n))
    whole = 1 + square / n
    return round(100 * (centre - wide) / whole), round(100 * (centre + wide) / whole)


def _chosen(top: Unit, week: date) -> list[Message]:
    begin = timezone.make_aware(datetime.combine(week, datetime.min.time()))
    sent = Message.objects.filter(
        direction=Message.Direction.OUT,
        author__isnull=False,
        conversation__unit__path__startswith=top.path,
        delivery__state=Delivery.State.SENT,
        at__gte=begin,
        at__lt=begin + timedelta(days=7),
    )
    rows = sent.order_by("pk").only("conversation_id", "text")
    ids = [one.pk for one in answering(rows.iterator(chunk_size=1000))]
    lot = random.Random(f"{week}:{top.pk}")  # noqa: S311  # a fair lot that can be cast again
    drawn = lot.sample(ids, min(DRAWN, len(ids)))
    return list(Message.objects.filter(pk__in=drawn).select_related("conversation", "author"))
