"""Good hours go down to the calendar: what was measured becomes a proposal of a time.

Worked out by the clock and kept in rows of publishing, where pages read them: a proposal stands
beside a field, on pages that know nothing of figures, and without script. Compared is what is known
best of an account: people reached, else views, else all interactions; of each post at one age.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from sinergi.inbox.models import Message
from sinergi.insights import bands, heard, rules
from sinergi.insights.models import Sample
from sinergi.networks.models import Account, Delivery
from sinergi.publishing.calendars import hours_told
from sinergi.publishing.calendars.hours_told import Told
from sinergi.publishing.models import GoodHour

#: How far back, how many posts at most, and how old a post must be to be compared.
SPAN, MOST, AGE = timedelta(days=180), 200, timedelta(days=2)
#: So much later than ``AGE`` a figure still counts as one of that age: posts are looked at every
#: few hours. Where a file told it, it may come later.
NEAR = timedelta(days=1)
#: How far back the public is counted, and how much of it at most.
LATELY, MESSAGES = timedelta(days=90), 5000
#: An account is weighed once a day, so few at a time that the clock is not late for the rest.
EVERY, AT_ONCE = timedelta(days=1), 5

Figures = Mapping[int, Mapping[str, int]]


def weigh(now: datetime) -> int:
    """Weigh the accounts whose turn it is; return how many. Twice is harmless."""
    fresh = Q(weighed__at__gt=now - EVERY)
    rows = Account.objects.exclude(state=Account.State.CLOSED).exclude(fresh)
    found = list(rows.order_by(F("weighed__at").asc(nulls_first=True), "pk")[:AT_ONCE])
    for account in found:
        of_account(account, now)
    return len(found)


def of_account(account: Account, now: datetime) -> None:
    """Work out the good hours of one account, and keep them."""
    by, posts = measured(account, now)
    told = [_post_hours(band) for band in bands.better(posts)]
    messages = 0
    if len(posts) < bands.NEEDED:
        messages, found = heard.heard(written(account.unit_id, now))
        told += [_public_hours(one) for one in found]
    hours_told.keep(
        account, told, posts=len(posts), needed=bands.NEEDED, by=by, messages=messages, now=now
    )


def measured(account: Account, now: datetime) -> tuple[str, list[bands.Post]]:
    """Return what is compared, and what each post of an account got of it, in order."""
    rows = Delivery.objects.filter(
        account=account,
        kind=Delivery.Kind.POST,
        state=Delivery.State.SENT,
        sent_at__gt=now - SPAN,
        sent_at__lte=now - AGE,
    )
    sent = list(rows.order_by("-sent_at", "-pk").values_list("pk", "sent_at")[:MOST])[::-1]
    by, values = _best(_figures([pk for pk, _at in sent]))
    found = []
    for pk, at in sent:
        if pk in values and at is not None:
            local = timezone.localtime(at)
            found.append(bands.Post(local.weekday(), local.hour, values[pk]))
    return by, found


def written(unit: int, now: datetime) -> list[tuple[int, int]]:
    """Return when the public wrote to an office: weekdays and hours. A conversation counts once for
    each band of a day.
    """
    rows = Message.objects.filter(
        conversation__unit=unit,
        conversation__spam=False,
        direction=Message.Direction.IN,
        at__gt=now - LATELY,
        at__lte=now,
    )
    found = {}
    for talk, at in rows.order_by("-at").values_list("conversation_id", "at")[:MESSAGES]:
        local = timezone.localtime(at)
        found[talk, local.date(), local.hour // bands.WIDTH] = (local.weekday(), local.hour)
    return list(found.values())


def _figures(pks: Sequence[int]) -> Figures:
    """Return the first figures of posts that held at ``AGE`` or later; nobody told: not there."""
    of_age = F("delivery__sent_at") + AGE
    rows = Sample.objects.filter(delivery__in=pks, seen__gte=of_age)
    found = _first(rows.filter(at__lte=of_age + NEAR))
    late = [pk for pk in pks if pk not in found]
    return found | _first(rows.filter(delivery__in=late)) if late else found


def _first(rows: QuerySet[Sample]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    told = rows.order_by("at", "id").values_list("delivery_id", "metric", "value")
    for pk, metric, value in told:
        found.setdefault(pk or 0, {}).setdefault(metric, value)
    return found


def _best(figures: Figures) -> tuple[str, dict[int, int]]:
    """Return the figure that is compared, by post: the one known of enough posts, else of most."""
    known: list[tuple[str, dict[int, int]]] = [
        (by, {pk: value for pk, told in figures.items() if (value := _value(by, told)) is not None})
        for by in ("reach", "views", "interactions")
    ]
    enough = [one for one in known if len(one[1]) >= bands.NEEDED]
    by, values = enough[0] if enough else max(known, key=lambda one: len(one[1]))
    return (by, values) if values else ("", {})


def _value(by: str, told: Mapping[str, int]) -> int | None:
    if by in rules.BASES:
        return next((told[name] for name in rules.BASES[by] if name in told), None)
    parts = [next((told[n] for n in names if n in told), None) for names in rules.PARTS.values()]
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def _post_hours(band: bands.Band) -> Told:
    return Told(
        of=GoodHour.Of.POSTS,
        rest=band.rest,
        first=band.first,
        end=band.end,
        n=band.n,
        above=band.above,
        times=(band.low, band.ratio, band.high),
        chance=band.chance,
    )


def _public_hours(one: heard.Heard) -> Told:
    return Told(
        of=GoodHour.Of.PUBLIC,
        rest=one.rest,
        first=one.first,
        end=one.end,
        n=one.n,
        chance=one.chance,
    )
