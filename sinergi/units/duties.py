"""Who is told something of an office that cannot be told to everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sinergi.people.models import User
from sinergi.units import queries, signals


def whom(offices: Iterable[int], verb: str, now: datetime) -> dict[int, Sequence[User]]:
    """Return by office who is on duty there now and has ``verb``; where nobody is, all who have it.

    A roster is kept above: whoever keeps one answers.
    """
    wanted = sorted(set(offices))
    on_duty = defaultdict[int, set[int]](set)
    answers: Sequence[Any] = signals.on_duty.send(sender=None, offices=wanted, now=now)
    for _receiver, told in answers:
        for office, people in told.items():
            on_duty[office] |= set(people)
    found: dict[int, Sequence[User]] = {}
    for office in wanted:
        able = list(queries.people_with(verb, office))
        found[office] = [one for one in able if one.pk in on_duty[office]] or able
    return found
