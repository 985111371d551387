"""What the public asks, in numbers: topics that rise, and questions nobody has an answer for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinergi.knowledge.queries import suggest
from sinergi.publishing.ideas import rules
from sinergi.publishing.models import Idea
from sinergi.understanding.models import Text
from sinergi.understanding.understood import topics
from sinergi.units.models import Unit

WEEK = timedelta(days=7)
WEEKS_BEFORE = 4
#: So many are shown of each kind.
MOST = 6
#: So many of a topic's newest questions are held against verified answers.
ASKED = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something for the board. ``why`` says in numbers what speaks for it."""

    kind: str
    mark: str
    title: str
    text: str
    origin: str
    why: str

    @property
    def label(self) -> str:
        return str(Idea.Kind(self.kind).label)


def _texts(unit: Unit) -> QuerySet[Text]:
    under = Unit.objects.filter(path__startswith=unit.path).values("pk")
    honest = Q(decisions__spam__label__isnull=True) | ~Q(decisions__spam__label="judol")
    return Text.objects.filter(honest, decisions__topic__abstained=False, unit__in=under)


def of_public(unit: Unit, now: datetime) -> Iterator[Proposal]:
    """Yield the topics the public writes of more than usual, or asks about in vain."""
    rows = _texts(unit).filter(at__gt=now - WEEK * (WEEKS_BEFORE + 1), at__lte=now)
    counts = (
        rows.order_by()
        .values("decisions__topic__label")
        .annotate(
            week=Count("pk", filter=Q(at__gt=now - WEEK)),
            before=Count("pk", filter=Q(at__lte=now - WEEK)),
        )
    )
    found = {
        str(row["decisions__topic__label"]): (row["week"], row["before"])
        for row in counts
        if row["decisions__topic__label"]
    }
    named = topics(unit.pk)
    month = timezone.localtime(now).strftime("%Y-%m")
    by_size = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    shown = 0
    for label, (week, before) in by_size:
        missed = _missed(unit, rows, label) if week + before >= rules.MISSED_FROM else 0
        if shown < MOST and (rules.rises(week, before, WEEKS_BEFORE) or missed):
            shown += 1
            yield Proposal(
                Idea.Kind.PUBLIC,
                f"topic:{label}:{month}",
                _("The public asks: %(topic)s") % {"topic": named.get(label, label)},
                "",
                f"{reverse('inbox:list')}?{urlencode({'topic': label})}",
                _why(week, before, missed),
            )


def _missed(unit: Unit, rows: QuerySet[Text], label: str) -> int:
    """Return how many of the newest questions of a topic no verified answer fits."""
    asked = rows.filter(decisions__topic__label=label, decisions__kind__label="question")
    texts = list(asked.order_by("-id").values_list("text", flat=True)[:ASKED])
    if len(texts) < rules.MISSED_FROM:
        return 0
    missed = sum(not any(not s.expired for s in suggest(unit.pk, text, 1)) for text in texts)
    return missed if missed >= rules.MISSED_FROM else 0


def _why(week: int, before: int, missed: int) -> str:
    told = ngettext("%(num)s message this week", "%(num)s messages this week", week) % {"num": week}
    mean = number_format(before / WEEKS_BEFORE, 1)
    usual = (
        _("%(mean)s a week before") % {"mean": mean} if before else _("none in the month before")
    )
    none = ngettext(
        "%(num)s of the newest questions has no verified answer",
        "%(num)s of the newest questions have no verified answer",
        missed,
    ) % {"num": missed}
    return "; ".join(filter(None, (told, usual, none if missed else "")))
