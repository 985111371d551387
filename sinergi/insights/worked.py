"""What worked goes back to the board of ideas: the loop of content begins where it ended.

A post worked when one of its figures, two days after it went out, is outside the middle half of
what posts of its account usually get at that hour and age, and at least twice the median. Both are
told with their number of posts; where these are too few, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from sinergi.insights import metrics, queries, rules, usual
from sinergi.lib.text import short
from sinergi.networks import queries as networks
from sinergi.networks.models import Delivery
from sinergi.publishing.ideas import actions as ideas
from sinergi.publishing.models import Idea

#: Posts are looked at in the third day of their life: each a few times.
FROM, UNTIL = timedelta(days=3), timedelta(days=2)
TIMES = 2
#: So many go to the board of an office at once: those that stand out most.
MOST = 3


@dataclass(frozen=True, slots=True)
class Worked:
    """A figure of a post, far above what is usual there."""

    delivery: Delivery
    metric: str
    value: int
    usual: rules.Usual

    @property
    def ratio(self) -> float:
        return self.value / max(self.usual.median, 1)


def offer(now: datetime) -> int:
    """Put what worked on the boards of its offices; return how much was new. Twice is harmless."""
    best: dict[int, dict[int, Worked]] = defaultdict(dict)
    for delivery in _posts(now):
        found = _best(delivery)
        post = delivery.target.post_id
        there = best[delivery.unit_id].get(post)
        if found and (there is None or found.ratio > there.ratio):
            best[delivery.unit_id][post] = found
    return sum(_offer(list(of_office.values()), now) for of_office in best.values())


def _posts(now: datetime) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(
        kind=Delivery.Kind.POST,
        state=Delivery.State.SENT,
        sent_at__gte=now - FROM,
        sent_at__lt=now - UNTIL,
        target__isnull=False,
    )
    return rows.select_related("account", "unit", "target__post").order_by("id")


def _best(delivery: Delivery) -> Worked | None:
    newest = list(queries.of_post(delivery).filter(newest=True))
    compared = usual.of(delivery, newest)
    told = [
        Worked(delivery, row.metric, row.value, compared.usual[row.metric])
        for row in newest
        if row.metric in compared.usual
    ]
    far = [one for one in told if one.usual.standing(one.value) == "more" and one.ratio >= TIMES]
    return max(far, key=lambda one: (one.ratio, one.metric), default=None)


def _offer(found: Sequence[Worked], now: datetime) -> int:
    ordered = sorted(found, key=lambda one: (-one.ratio, one.delivery.pk))
    return sum(_put(one, now) for one in ordered[:MOST])


def _put(one: Worked, now: datetime) -> bool:
    post = one.delivery.target.post
    metric = metrics.of(networks.about(one.delivery.account.network), one.metric)
    with translation.override(settings.LANGUAGE_CODE):
        why = _("%(metric)s: %(value)s, where %(median)s are usual (%(n)s posts).") % {
            "metric": _(metric.label),
            "value": one.value,
            "median": f"{one.usual.median:g}",
            "n": one.usual.n,
        }
        title = _("More of this: %(post)s") % {"post": short(str(post), 150)}
    return ideas.offer(
        one.delivery.unit,
        kind=Idea.Kind.WORKED,
        mark=f"post:{post.pk}",
        title=title,
        text=f"{why}\n\n{short(post.text, 1000)}",
        origin=reverse("insights:post", args=[one.delivery.pk]),
        now=now,
    )
