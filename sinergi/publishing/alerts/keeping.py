"""What an official source said is kept once, with what it took the place of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sinergi.lib.hazards import Told
from sinergi.people.models import User
from sinergi.publishing.alerts import rules
from sinergi.publishing.alerts.rules import Places
from sinergi.publishing.models import Alert, AlertSource
from sinergi.units.models import Unit


def keep(
    unit: Unit,
    told: Told,
    before: Sequence[Alert],
    where: Places,
    *,
    now: datetime,
    source: AlertSource | None,
    by: User | None,
) -> Alert:
    """Keep a warning, and end those it takes the place of."""
    cancel = told.act == "cancel"
    state = Alert.State.CANCELLED if cancel else Alert.State.REPLACED
    alert = Alert.objects.create(
        unit=unit,
        source=source,
        by=by,
        state=Alert.State.CANCELLED if cancel else Alert.State.STANDING,
        heard=now,
        before=before[0] if before else None,
        edge=sorted(where.edge),
        note=where.note,
        **rules.spelled(told),
    )
    Alert.objects.filter(pk__in=[row.pk for row in before]).update(state=state)
    _remember_missing(alert, told, before)
    return alert


def _remember_missing(alert: Alert, told: Told, before: Sequence[Alert]) -> None:
    """Keep the names of what this replaces and nobody has heard: it may come after this."""
    heard = {row.identifier for row in before}
    Alert.objects.bulk_create(
        Alert(
            unit_id=alert.unit_id,
            identifier=identifier,
            kind=alert.kind,
            state=Alert.State.REPLACED,
            said=alert.said,
            begins=alert.begins,
            ends=alert.begins,
            heard=alert.heard,
        )
        for identifier in dict.fromkeys(told.replaces)
        if identifier not in heard
    )
