"""An office's own names of places."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.language.rules.gazetteer import spelled
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.understanding import knowledge, naming
from sinergi.understanding.actions.texts import read_again
from sinergi.understanding.models import PlaceName
from sinergi.units.models import Unit


def add_name(actor: User, unit: Unit, *, name: str, code: str) -> PlaceName:
    """Let a name stand for a place in an office and under it; its newest texts are read anew.

    Raises No for a place that is not known, a name too short to be one, and one that stands for a
    place already.
    """
    name = " ".join(name.split())
    known = knowledge.of_units([unit.pk])[unit.pk].places
    if code not in known.places:
        raise No(say("Choose a place."))
    if len(spelled(name)) < naming.SHORTEST:
        raise No(say("A name needs {fewest} letters or more."), fewest=naming.SHORTEST)
    there = known.names.get(spelled(name), ())
    if there:
        raise No(say("“{name}” is known: it is {place}."), name=name, place=known.name(there[0]))
    with transaction.atomic():
        made, _ = PlaceName.objects.get_or_create(
            unit=unit,
            key=spelled(name),
            defaults={"name": name, "code": code, "by": actor, "at": timezone.now()},
        )
        read_again(unit)
        data = {"name": made.name, "code": made.code}
        audit.record(actor, "place.added", on=made, unit_id=unit.pk, data=data)
    return made


def drop_name(actor: User, unit: Unit, pk: int) -> None:
    """Take a name of an office back; none of it: nothing happens."""
    with transaction.atomic():
        rows = PlaceName.objects.select_for_update(of=("self",)).filter(unit=unit, pk=pk)
        found = rows.first()
        if found is None:
            return
        data = {"name": found.name, "code": found.code}
        read_again(unit)
        audit.drop(actor, "place.dropped", found, unit_id=unit.pk, data=data)
