"""The figures of a time: by office, network, matter or hour. Few queries, counted in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles

from django.utils import timezone

from sinergi.inbox.figures import flowing, judging, rating
from sinergi.inbox.figures.flowing import Flow, Flows, Group
from sinergi.inbox.models import Conversation, Judgement, Timing
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

Row = tuple[int, str, str, datetime, int | None, bool | None, int | None, str]

#: The group of a row, by the way of grouping.
KEYS: Mapping[str, Callable[[Row], Group]] = {
    "unit": lambda row: row[0],
    "network": lambda row: row[1],
    "matter": lambda row: row[2],
    "kind": lambda row: row[7],
    "hour": lambda row: timezone.localtime(row[3]).hour,
}

#: Below this a ninth decile says nothing.
FEWEST = 10


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
    """The figures of one group; of ``came`` so many are ``unanswered``."""

    name: str
    first: Spread
    solved: Spread
    in_time: Share
    came: int
    unanswered: int
    reopened: Share
    wrong_office: Share
    corrected: int


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a time. ``accuracy`` has its interval of 95 hundredths, in hundredths."""

    whole: Line
    lines: Sequence[Line]
    accuracy: judging.Accuracy
    rated: rating.Rated


def report(user: Person, since: datetime, until: datetime, by: str) -> Report:
    """Return the figures of what came in within a time, in the offices a person sees."""
    rows, flows = _rows(user, since, until), flowing.flows(user, since, until, by)
    judged = Judgement.objects.filter(units.within(user, flowing.SEE), at__gte=since, at__lt=until)
    return Report(
        whole=_line("", rows, flows.whole),
        lines=_grouped(rows, flows, by),
        accuracy=judging.accuracy(judged),
        rated=rating.rated(flowing.came(user, since, until)),
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


def _grouped(rows: Sequence[Row], flows: Flows, by: str) -> list[Line]:
    groups: dict[Group, list[Row]] = {group: [] for group in flows.groups}
    for row in rows:
        groups.setdefault(KEYS[by](row), []).append(row)
    offices = _offices(groups) if by == "unit" else {}
    lines = [
        _line(_name(by, group, offices), found, flows.of(group)) for group, found in groups.items()
    ]
    return sorted(lines, key=lambda line: line.name)


def _offices(groups: Iterable[Group]) -> Mapping[Group, str]:
    return dict(Unit.objects.filter(pk__in=groups).values_list("pk", "name"))


def _name(by: str, group: Group, offices: Mapping[Group, str]) -> str:
    match by, group:
        case "unit", _:
            return offices[group]
        case "hour", int():
            return f"{group:02d}.00"
        case "network", str():
            return _network(group)
        case "matter", _:
            return str(Conversation.Matter(str(group)).label)
        case _:
            return str(Conversation.Kind(str(group)).label)


def _network(name: str) -> str:
    about = networks.about(name)
    return about.name if about else name


def _line(name: str, rows: Sequence[Row], flow: Flow) -> Line:
    kept = [row[5] for row in rows if row[5] is not None]
    return Line(
        name,
        first=spread(row[4] for row in rows),
        solved=spread(row[6] for row in rows),
        in_time=Share(len(kept), sum(kept)),
        came=flow.came,
        unanswered=flow.unanswered,
        reopened=Share(flow.came, flow.reopened),
        wrong_office=Share(flow.moved, flow.bad),
        corrected=flow.corrected,
    )
