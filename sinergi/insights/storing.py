"""Putting figures away: the same figure twice changes nothing, whatever order they come in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sinergi.insights import rules
from sinergi.insights.models import Import, Sample
from sinergi.networks.models import Account, Delivery

T = TypeVar("T")

#: So many posts are looked up in one query.
AT_ONCE = 400

NETWORK = Sample.Source.NETWORK


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as somebody told it. ``delivery`` is the id of ours where that is known."""

    remote_id: str
    metric: str
    value: int
    at: datetime
    delivery: int | None = None


@dataclass(slots=True)
class Plan:
    """What storing would do. ``passed``: the rows that were the newest and are not any more."""

    new: list[Sample] = field(default_factory=list)
    changed: list[Sample] = field(default_factory=list)
    confirmed: list[Sample] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    unchanged: int = 0


@dataclass(slots=True)
class _Known:
    """What is stored of some posts of an account."""

    rows: dict[tuple[str, str, datetime], Sample]
    newest: dict[tuple[str, str], Sample]
    deliveries: dict[str, int]


def plan(account: Account, figures: Iterable[Figure], source: str, *, now: datetime) -> Plan:
    """Return what storing these figures would do. Writes nothing."""
    found = Plan()
    by_post = defaultdict[str, list[Figure]](list)
    for figure in figures:
        by_post[figure.remote_id].append(figure)
    for ids in _pieces(list(by_post)):
        mine = [figure for remote_id in ids for figure in by_post[remote_id]]
        known = _known(account, ids, mine, source)
        for figure in sorted(mine, key=lambda f: f.at):
            _place(account, figure, source, known, found, now)
    return found


def keep(plan: Plan, imported: Import | None = None) -> None:
    """Write what was planned. Must run in the transaction that holds the account."""
    for row in plan.new:
        row.imported = imported
    for ids in _pieces(plan.passed):
        Sample.objects.filter(pk__in=ids).update(newest=False)
    Sample.objects.bulk_update(plan.changed + plan.confirmed, ["value", "seen"], batch_size=400)
    Sample.objects.bulk_create(plan.new, batch_size=1000)


def _place(
    account: Account, figure: Figure, source: str, known: _Known, found: Plan, now: datetime
) -> None:
    key = (figure.remote_id, figure.metric)
    there, latest = known.rows.get((*key, figure.at)), known.newest.get(key)
    if there is not None:
        _again(there, figure, found)
    elif latest is not None and _confirms(figure, latest, source, now):
        if figure.at > latest.seen:
            latest.seen = figure.at
            if latest.pk:
                found.confirmed.append(latest)
        found.unchanged += 1
    else:
        row = _row(account, figure, source, known)
        if latest is None or figure.at >= latest.seen:
            _pass_on(latest, row, found)
            known.newest[key] = row
        known.rows[(*key, figure.at)] = row
        found.new.append(row)


def _again(there: Sample, figure: Figure, found: Plan) -> None:
    if there.value == figure.value:
        found.unchanged += 1
        return
    there.value = figure.value  # the network, or a newer file, corrected it
    if there.pk:
        found.changed.append(there)


def _confirms(figure: Figure, latest: Sample, source: str, now: datetime) -> bool:
    """True when a reading finds what was found before, or comes after a later one."""
    if source != NETWORK or latest.source != NETWORK or not rules.is_reading(figure.at, now):
        return False
    return figure.at <= latest.seen or figure.value == latest.value


def _pass_on(latest: Sample | None, row: Sample, found: Plan) -> None:
    if latest is not None:
        latest.newest = False
        if latest.pk:
            found.passed.append(latest.pk)
    row.newest = True


def _row(account: Account, figure: Figure, source: str, known: _Known) -> Sample:
    return Sample(
        account=account,
        delivery_id=figure.delivery or known.deliveries.get(figure.remote_id),
        remote_id=figure.remote_id,
        metric=figure.metric,
        value=figure.value,
        at=figure.at,
        seen=figure.at,
        source=source,
    )


def _known(account: Account, ids: Sequence[str], figures: Sequence[Figure], source: str) -> _Known:
    rows = Sample.objects.filter(account=account, remote_id__in=ids)
    moments = [figure.at for figure in figures]
    near = rows.filter(source=source, at__gte=min(moments), at__lte=max(moments))
    newest = {(row.remote_id, row.metric): row for row in rows.filter(newest=True)}
    same = {row.pk: row for row in newest.values()}
    named = Delivery.objects.filter(account=account, remote_id__in=[i for i in ids if i])
    return _Known(
        {(row.remote_id, row.metric, row.at): same.get(row.pk, row) for row in near},
        newest,
        dict(named.values_list("remote_id", "pk")),
    )


def _pieces(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(items), AT_ONCE):
        yield items[first : first + AT_ONCE]
