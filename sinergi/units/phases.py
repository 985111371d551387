"""Phases of an election: what holds for an office, and who says when one begins and ends.

Other rooms ask `of`: publishing for its second approver, blocked words and what is frozen, the
inbox for sensitive answers. A phase says only that it is so; what follows from it is theirs.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, plain, say
from sinergi.people.models import User
from sinergi.units import rules
from sinergi.units.models import ElectionPhase, Unit

NAMELESS = say("Give the phase a name: “Campaign”, “Quiet days”.")
BACKWARDS = say("The last day lies before the first.")


def of(unit: Unit, day: date) -> list[ElectionPhase]:
    """Return the phases that hold for an office on a day: its own and those above, nearest first.

    One query. A phase that was ended holds no more from the day on which it was.
    """
    rows = _of_way(unit).filter(_going_on(day), since__lte=day, until__gte=day)
    return sorted(rows, key=lambda phase: -len(phase.unit.path))


def among(offices: Collection[int], day: date) -> list[ElectionPhase]:
    """Return the phases that some offices, by their ids, have written down and that hold on a day.

    For who knows the way of several offices at once: those above count only where they are named.
    """
    rows = ElectionPhase.objects.filter(_going_on(day), since__lte=day, until__gte=day)
    return list(rows.filter(unit__in=offices).order_by("since", "id"))


def coming(unit: Unit, day: date) -> list[ElectionPhase]:
    """Return the phases of an office, and of those above, that are not over, the first first."""
    return list(_of_way(unit).filter(ended=None, until__gte=day).order_by("since", "id"))


def past(unit: Unit, day: date) -> list[ElectionPhase]:
    """Return the phases that are over or were ended, the last first; at most fifty."""
    over = _of_way(unit).filter(Q(ended__isnull=False) | Q(until__lt=day))
    return list(over.order_by("-until", "-id")[:50])


def add(
    actor: User | None, unit: Unit, *, name: str, since: date, until: date, basis: str = ""
) -> ElectionPhase:
    """Write down a phase for an office and those under it. Raises No for impossible days."""
    made = ElectionPhase(unit=unit, by=actor, at=timezone.now())
    return _save(made, actor, "phase.added", name=name, since=since, until=until, basis=basis)


def change(
    actor: User, phase: ElectionPhase, *, name: str, since: date, until: date, basis: str = ""
) -> ElectionPhase:
    """Move or rename a phase that is not over. Raises No for one that was ended."""
    with transaction.atomic():
        found = _held(phase)
        return _save(
            found, actor, "phase.changed", name=name, since=since, until=until, basis=basis
        )


def end(actor: User, phase: ElectionPhase) -> ElectionPhase:
    """End a phase at once, whatever its last day. Raises No when it was ended already."""
    with transaction.atomic():
        found = _held(phase)
        found.ended = timezone.now()
        found.save(update_fields=["ended"])
        audit.record(
            actor, "phase.ended", on=found, unit_id=found.unit_id, data={"name": found.name}
        )
    return found


def _of_way(unit: Unit) -> QuerySet[ElectionPhase]:
    rows = ElectionPhase.objects.filter(unit__in=rules.way(unit.path))
    return rows.select_related("unit", "by")


def _going_on(day: date) -> Q:
    return Q(ended=None) | Q(ended__date__gt=day)


def _held(phase: ElectionPhase) -> ElectionPhase:
    found = ElectionPhase.objects.select_for_update().get(pk=phase.pk)
    if found.ended is not None:
        raise No(say("This phase was ended already. Add a new one."))
    return found


def _save(
    phase: ElectionPhase, actor: User | None, verb: str, *, name: str, since: date, until: date,
    basis: str,
) -> ElectionPhase:  # fmt: skip
    phase.name, phase.basis, phase.since, phase.until = plain(name), plain(basis), since, until
    if not phase.name:
        raise No(NAMELESS)
    data = {"name": phase.name, "since": since, "until": until, "basis": phase.basis}
    try:
        with transaction.atomic():
            phase.save()
            audit.record(actor, verb, on=phase, unit_id=phase.unit_id, data=data)
    except IntegrityError as e:
        raise No(BACKWARDS) from e
    return phase
