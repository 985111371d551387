"""The figures of a time: by office, network, matter or hour. Few queries, counted in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles

from django.db.models import Q
from django.utils import timezone

from sinergi.inbox.figures import judging, rating
from sinergi.inbox.models import Conversation, Judgement, Timing, Transfer
from sinergi.knowledge.models import Use
from sinergi.lib.text import say
from sinergi.networks import queries as networks
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person

#: What one can group by.
WAYS: Mapping[str, str] = {
    "unit": say("Office"),
    "network": say("Network"),
    "matter": say("Matter"),
    "kind": say("Kind"),
    "hour": say("Hour"),
}

#: Below this a ninth decile says nothing.
FEWEST = 10

Row = tuple[int, str, str, datetime, int | None, bool | None, int | None, str]


@dataclass(frozen=True, slots=True)
class Spread:
    """Working minutes of ``n`` conversations: the middle one, and nine of ten; None: too few."""

    n: int
    middle: float | None
    nine: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of ``n``, in hundredths; None where n is 0."""

    n: int
    number: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.number / self.n) if self.n else None


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one group."""

    name: str
    first: Spread
    solved: Spread
    in_time: Share


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a time. ``accuracy`` has its interval of 95 hundredths, in hundredths."""

    whole: Line
    lines: Sequence[Line]
    came: int
    unanswered: int
    reopened: Share
    wrong_office: Share
    corrected: int
    accuracy: judging.Accuracy
    rated: rating.Rated


def report(user: Person, since: datetime, until: datetime, by: str) -> Report:
    """Return the figures of what came in within a time, in the offices a person sees."""
    rows = _rows(user, since, until)
    came = Conversation.objects.filter(
        units.within(user, "conversation.see"),
        opened_at__gte=since,
        opened_at__lt=until,
        spam=False,
    )
    moves = Transfer.objects.filter(
        units.within(user, "conversation.see", "source"), at__gte=since, at__lt=until
    )
    bad = Q(state__in=[Transfer.State.REFUSED, Transfer.State.MOVED])
    number = came.count()
    return Report(
        whole=_line("", rows),
        lines=_grouped(rows, by),
        came=number,
        unanswered=came.filter(open=True, waiting_since__isnull=False).count(),
        reopened=Share(number, came.filter(reopened__gt=0).count()),
        wrong_office=Share(moves.count(), moves.filter(bad).count()),
        corrected=Use.objects.filter(
            units.within(user, "conversation.see"),
            correction=Use.Correction.CORRECTED,
            settled_at__gte=since,
            settled_at__lt=until,
        ).count(),
        accuracy=judging.accuracy(
            Judgement.objects.filter(
                units.within(user, "conversation.see"), at__gte=since, at__lt=until
            )
        ),
        rated=rating.rated(came),
    )


def spread(seconds: Iterable[int | None]) -> Spread:
    """Return the spread of working times, in minutes."""
    known = sorted(one / 60 for one in seconds if one is not None)
    nine = quantiles(known, n=10, method="inclusive")[-1] if len(known) >= FEWEST else None
    return Spread(len(known), median(known) if known else None, nine)


def _rows(user: Person, since: datetime, until: datetime) -> list[Row]:
    found = Timing.objects.filter(
        units.within(user, "conversation.see"), asked_at__gte=since, asked_at__lt=until
    )
    return list(
        found.values_list(
            "unit_id",
            "network",
            "matter",
            "asked_at",
            "first_work",
            "in_time",
            "solved_work",
            "conversation__kind",
        )
    )


def _grouped(rows: Sequence[Row], by: str) -> list[Line]:
    key, name = _ways(rows)[by]
    groups: dict[object, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return [_line(name(one), groups[one]) for one in sorted(groups, key=str)]


def _ways(rows: Sequence[Row]) -> Mapping[str, tuple[Callable[[Row], object], Callable[..., str]]]:
    offices = dict(Unit.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", "name"))
    return {
        "unit": (lambda row: row[0], lambda pk: offices[pk]),
        "network": (lambda row: row[1], _network),
        "matter": (lambda row: row[2], lambda one: str(Conversation.Matter(one).label)),
        "kind": (lambda row: row[7], lambda one: str(Conversation.Kind(one).label)),
        "hour": (lambda row: f"{timezone.localtime(row[3]):%H}", lambda hour: f"{hour}.00"),
    }


def _network(name: str) -> str:
    about = networks.about(name)
    return about.name if about else name


def _line(name: str, rows: Sequence[Row]) -> Line:
    kept = [row[5] for row in rows if row[5] is not None]
    return Line(
        name,
        first=spread(row[4] for row in rows),
        solved=spread(row[6] for row in rows),
        in_time=Share(len(kept), sum(kept)),
    )
