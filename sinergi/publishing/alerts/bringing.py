"""What people bring by hand: a warning that came by mail, on a stick, over another network."""

from __future__ import annotations

from datetime import datetime

from sinergi.lib.hazards import Unreadable, read
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.alerts import taking
from sinergi.publishing.models import Alert
from sinergi.units import queries as units
from sinergi.units.models import Unit


def bring(actor: User, unit: Unit, raw: bytes, *, now: datetime) -> list[Alert]:
    """Take what a person dropped or pasted, for their office and those under it.

    Returns what was news. Raises No for an office that is not theirs to write for, Unreadable for
    what is no official format, and where a list only names its warnings.
    """
    if not units.may(actor, "post.write", unit.pk):
        raise No(say("You may not write for this office."))
    reading = read(raw)
    if reading.named:
        raise Unreadable(
            say(
                "This is a list that only names warnings. Open one of them and bring its file, or "
                "have the list read as a source. Nothing was taken from it."
            )
        )
    if not reading.told:
        raise Unreadable(
            say("This says nothing that is meant: an exercise, or no level that is told.")
        )
    return taking.take_all(unit, reading.told, now=now, by=actor)
