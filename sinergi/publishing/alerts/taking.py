"""Take what an official source says: once, in its order, for the offices it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.lib.hazards import Told
from sinergi.people.models import User
from sinergi.publishing.alerts import drafting, keeping, placing, rules, telling
from sinergi.publishing.alerts.rules import Places
from sinergi.publishing.models import Alert, AlertDraft, AlertSource
from sinergi.units.models import Unit


def take_all(
    unit: Unit,
    told: Iterable[Told],
    *,
    now: datetime,
    source: AlertSource | None = None,
    by: User | None = None,
) -> list[Alert]:
    """Take several, the oldest first; return those that were news."""
    ordered = sorted(told, key=lambda one: one.said)
    taken = [take(unit, one, now=now, source=source, by=by) for one in ordered]
    return [alert for alert in taken if alert is not None]


def take(
    unit: Unit,
    told: Told,
    *,
    now: datetime,
    source: AlertSource | None = None,
    by: User | None = None,
) -> Alert | None:
    """Keep one warning and prepare what offices may say of it; return nothing when it is no news.

    No news is what is known, what is over, what says the same of the same, and what lies elsewhere
    in a list that is not read for our name.
    """
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)  # one after the other
        before = _before(unit, told)
        if _known(unit, told) or _the_same(before, told, now):
            return None
        where = placing.places(unit, told, source)
        if not _news(told, before, where, now):
            return None
        alert = keeping.keep(unit, told, before, where, now=now, source=source, by=by)
        _prepare(alert, told, before, where, source, now)
        telling.prepared(alert, list(alert.drafts.select_related("unit")))
        data = {"identifier": alert.identifier, "act": told.act, "drafts": alert.drafts.count()}
        audit.record(by, "alert.taken", on=alert, unit_id=unit.pk, data=data)
    return alert


def _known(unit: Unit, told: Told) -> bool:
    return Alert.objects.filter(unit=unit, identifier=told.identifier[:300]).exists()


def _before(unit: Unit, told: Told) -> list[Alert]:
    """Return what this takes the place of, the newest first."""
    rows = Alert.objects.filter(unit=unit)
    if told.replaces:
        return list(rows.filter(identifier__in=told.replaces))
    if told.series:
        return list(rows.filter(series=told.series[:300], state=Alert.State.STANDING))
    return []


def _the_same(before: Sequence[Alert], told: Told, now: datetime) -> bool:
    """True when it says what is known, or comes late; what is known then holds as long as this."""
    if not told.series or not before:
        return False
    newest = before[0]
    if told.said < newest.said:
        return True
    if told.act == "cancel" or told.gist[:300] != newest.gist:
        return False
    if told.ends > newest.ends:
        newest.ends = told.ends
        newest.save(update_fields=["ends"])
        held = newest.drafts.exclude(ends=None).exclude(state=AlertDraft.State.OVER)
        held.update(ends=told.ends)
    return True


def _news(told: Told, before: Sequence[Alert], where: Places, now: datetime) -> bool:
    if before:
        return True
    if told.act == "cancel":
        return not told.series  # kept: what it cancels may come after it
    return told.ends > now and where.ours


def _prepare(
    alert: Alert,
    told: Told,
    before: Sequence[Alert],
    where: Places,
    source: AlertSource | None,
    now: datetime,
) -> None:
    """Give each office its words, and end those that offices had which are concerned no more."""
    districts = list(Unit.objects.filter(pk__in=where.within).order_by("code"))
    over = told.act == "cancel" or alert.ends <= now or not _concerns(where)
    offices = [] if over else placing.offices(alert.unit, districts, source)
    drafting.begin(alert, before, offices, districts, now)
    reason = rules.CANCELLED if told.act == "cancel" else rules.REPLACED
    had = Unit.objects.filter(pk__in=AlertDraft.objects.filter(alert__in=before).values("unit"))
    for unit in had.exclude(pk__in=[office.pk for office in offices]):
        follows = drafting.follow(before, unit, reason)
        if follows is not None:
            drafting.end(alert, before[0], unit, follows, now)


def _concerns(where: Places) -> bool:
    return where.ours or bool(where.within or where.edge)
