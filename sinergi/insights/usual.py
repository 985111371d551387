"""What a post got against what posts of its account usually get.

Compared is like with like: the same account (so the same network and the same followers), the same
band of hours, and the same age, for a post of three hours has not got yet what one of a week has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from sinergi.insights import rules
from sinergi.insights.models import Sample
from sinergi.networks.models import Delivery

#: How far back, and how many posts at most, make what is usual.
SPAN, MOST = timedelta(days=180), 120


@dataclass(frozen=True, slots=True)
class Compared:
    """``usual`` by metric; ``band`` is (first hour, hour after the last), None: of all hours."""

    usual: Mapping[str, rules.Usual]
    band: tuple[int, int] | None


def of(delivery: Delivery, newest: Iterable[Sample]) -> Compared:
    """Compare a post that went out with those of its account that went out before it."""
    rows = list(newest)
    if delivery.sent_at is None or not rows:
        return Compared({}, None)
    age = max(row.seen for row in rows) - delivery.sent_at
    band = rules.band(timezone.localtime(delivery.sent_at).hour)
    others = _before(delivery)
    same = [pk for pk, hour in others if band[0] <= hour < band[1]]
    values = _values([pk for pk, _ in others], [row.metric for row in rows], age)
    found = _usual(values, same)
    if found:
        return Compared(found, band)
    return Compared(_usual(values, [pk for pk, _ in others]), None)


def _before(delivery: Delivery) -> list[tuple[int, int]]:
    """Return earlier posts of the account, each with its hour in the time of the office."""
    moment = delivery.sent_at or delivery.due
    rows = Delivery.objects.filter(
        account=delivery.account_id,
        kind=Delivery.Kind.POST,
        state=Delivery.State.SENT,
        sent_at__lt=moment,
        sent_at__gte=moment - SPAN,
    )
    found = rows.order_by("-sent_at").values_list("pk", "sent_at")[:MOST]
    return [(pk, timezone.localtime(at).hour) for pk, at in found if at is not None]


def _values(pks: list[int], metrics: list[str], age: timedelta) -> dict[int, dict[str, int]]:
    """Return what each of these posts had when it was as old."""
    rows = Sample.objects.filter(delivery__in=pks, metric__in=metrics)
    then = rows.filter(at__lte=F("delivery__sent_at") + age).order_by("at", "id")
    found = defaultdict[int, dict[str, int]](dict)
    for pk, metric, value in then.values_list("delivery_id", "metric", "value"):
        found[pk or 0][metric] = value  # the last one that held by then
    return found


def _usual(values: Mapping[int, Mapping[str, int]], pks: Iterable[int]) -> dict[str, rules.Usual]:
    """Return what is usual, of each metric that enough of these posts have."""
    among = defaultdict[str, list[int]](list)
    for pk in pks:
        for metric, value in values.get(pk, {}).items():
            among[metric].append(value)
    told = {metric: rules.usual(numbers) for metric, numbers in among.items()}
    return {metric: usual for metric, usual in told.items() if usual}
