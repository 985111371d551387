"""Figures as people read them: their name, what they mean, how old they are, their parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from sinergi.connectors.contract import About
from sinergi.insights import metrics, rules
from sinergi.insights.models import Sample
from sinergi.insights.usual import Compared


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in the reader's language. ``age`` is like "2 hours"; ``stale``: it may be wrong."""

    metric: str
    label: str
    definition: str
    value: int
    seen: datetime
    age: str
    stale: bool
    source: str


@dataclass(frozen=True, slots=True)
class Rate:
    """Engagement with what it is made of: "3.2", "Likes 12 + Comments 3", "People reached", 468."""

    percent: float
    parts: str
    by: str
    base: int


def figure(row: Sample, card: About | None, now: datetime) -> Shown:
    told = metrics.of(card, row.metric)
    return Shown(
        row.metric,
        _(told.label),
        _(told.definition) if told.definition else "",
        row.value,
        row.seen,
        timesince(row.seen, max(row.seen, now), depth=1).replace("\u00a0", " "),
        rules.is_stale(row.seen, now),
        row.get_source_display(),
    )


def figures(rows: Iterable[Sample], card: About | None, now: datetime) -> list[Shown]:
    """Return figures in the order of the network's card; what is not known is not there."""
    order = {name: place for place, name in enumerate(metrics.known(card))}
    found = sorted(rows, key=lambda row: (order.get(row.metric, len(order)), row.metric))
    return [figure(row, card, now) for row in found]


def rates(values: Mapping[str, int], followers: int | None, card: About | None) -> list[Rate]:
    """Return the engagement of a post by each definition, with its parts."""
    return [
        Rate(
            round(100 * found.share, 2),
            " + ".join(f"{_(metrics.of(card, name).label)} {value}" for name, value in found.parts),
            _(metrics.of(card, found.by).label),
            found.base,
        )
        for found in rules.engagement(values, followers)
    ]


@dataclass(frozen=True, slots=True)
class Against:
    """A figure beside what is usual; ``standing``: "more", "usual" or "less"."""

    label: str
    value: int
    usual: rules.Usual
    standing: str


def compared(
    found: Compared, newest: Iterable[Sample], card: About | None
) -> dict[str, list[Against] | str]:
    """Return the figures of a post beside what is usual, and of which posts that is said."""
    told = [
        Against(_(metrics.of(card, row.metric).label), row.value, usual, usual.standing(row.value))
        for row in newest
        if (usual := found.usual.get(row.metric))
    ]
    hours = "{:02}.00–{:02}.00".format(*found.band) if found.band else ""
    return {"against": told, "hours": hours}


def followers_in(rows: Iterable[Sample]) -> int | None:
    """Return how many follow an account, by the name its network gives them."""
    values = {row.metric: row.value for row in rows}
    return values.get("followers", values.get("members"))
