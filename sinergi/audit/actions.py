"""Write the log. Every act that matters calls ``record`` inside its own transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from sinergi.audit import rules
from sinergi.audit.models import Entry, Head
from sinergi.audit.where import current
from sinergi.lib import keys


class Actor(Protocol):
    """A person, as far as the log needs to know one."""

    pk: Any

    def get_full_name(self) -> str: ...


COLUMNS = (*rules.FIELDS, "hash")
INSERT = (
    f"INSERT INTO audit_entry ({', '.join(COLUMNS)}) "  # noqa: S608  # names of our own columns
    f"VALUES ({', '.join(['%s'] * len(COLUMNS))})"
)


def record(
    actor: Actor | None,
    verb: str,
    *,
    on: models.Model | None = None,
    unit_id: int | None = None,
    data: Mapping[str, Any] | None = None,
) -> int:
    """Write one entry and return its number. Must run inside the transaction of the act.

    Raises TransactionManagementError outside a transaction: an act and its record stand or fall
    together. What an act was done on is called by its ``log_name`` where it has one: nothing is
    taken out of the log again, therefore no citizen's name goes into it. Raw SQL, because this is
    on the path of every act (an ORM round trip costs five times as much).

    The log is one for all: an act changes and locks its rows first, and writes here at last. Who
    holds the log and then waits for a row waits for somebody who waits for the log.
    """
    return record_many(actor, verb, [Act(on, unit_id, data or {})])


@dataclass(frozen=True, slots=True)
class Act:
    """What an act was done on, where, and what of it is kept."""

    on: models.Model | None
    unit_id: int | None
    data: Mapping[str, Any]


def record_many(actor: Actor | None, verb: str, acts: Sequence[Act]) -> int:
    """Write an entry for each of some acts of one verb; return the number of the last. As
    ``record``."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An act is recorded in its own transaction.")
    entries = [_values(actor, verb, act.on, act.unit_id, act.data) for act in acts]
    with connection.cursor() as cursor:
        # Taking the next numbers locks the chain until this transaction ends.
        last, hashed = _next(cursor, len(entries))
        written = []
        for seq, values in enumerate(entries, last - len(entries) + 1):
            values["seq"] = seq
            hashed = rules.link(settings.KEYS.audit, hashed, values)
            written.append([*(_stored(name, values) for name in rules.FIELDS), hashed])
        cursor.executemany(INSERT, written)
        cursor.execute(
            "UPDATE audit_head SET hash = %s, seal = %s WHERE id = 1",
            [hashed, rules.seal(settings.KEYS.audit, last, hashed)],
        )
    return last


def drop(
    actor: Actor | None,
    verb: str,
    row: models.Model,
    *,
    unit_id: int | None = None,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Delete a row and then write that down, as ``record``; nothing where it is gone already."""
    number = row.pk
    done, _ = row.delete()
    row.pk = number  # by which the log names it
    if done:
        record(actor, verb, on=row, unit_id=unit_id, data=data)


class Headless(Exception):
    """The log has begun but its end is gone: somebody altered or replaced the database."""


class Foreign(Exception):
    """The log is sealed with another key: what is written under ours would never be proven."""


def must_be_ours() -> None:
    """Raise Foreign where the end of the log is not sealed with our key."""
    head = Head.objects.filter(id=1).first()
    if head and head.seal != rules.seal(settings.KEYS.audit, head.seq, head.hash):
        raise Foreign


def begin() -> None:
    """Begin the log of an installation and note outside the database where; twice is harmless.

    A log that is older than the note is noted as far as it has come. Raises Headless when it began
    here before and the database holds none of it, and Foreign as ``must_be_ours``.
    """
    must_be_ours()
    with transaction.atomic():
        head = Head.objects.filter(id=1).first()
        if head is None or not head.seq:
            record(None, "installation.made")
            head = Head.objects.get(id=1)
    keys.note_log_mark(settings.HOME, f"{head.seq}:{head.hash}")


def _next(cursor: CursorWrapper, many: int) -> tuple[int, str]:
    """Take so many numbers; return the last of them, and the hash of the entry before the first."""
    take = "UPDATE audit_head SET seq = seq + %s WHERE id = 1 RETURNING seq, hash"
    cursor.execute(take, [many])
    row = cursor.fetchone()
    if row is None:
        _begin()
        cursor.execute(take, [many])
        row = cursor.fetchone()
    return int(row[0]), str(row[1])


def _begin() -> None:
    """Start the chain of a new installation."""
    if Entry.objects.exists() or keys.log_mark(settings.HOME):
        raise Headless("The end of the audit log is missing. Run: sinergi audit verify")
    sealed = rules.seal(settings.KEYS.audit, 0, rules.BEGINNING)
    Head.objects.get_or_create(id=1, defaults={"seq": 0, "hash": rules.BEGINNING, "seal": sealed})


def _values(
    actor: Actor | None,
    verb: str,
    on: models.Model | None,
    unit_id: int | None,
    data: Mapping[str, Any],
) -> dict[str, Any]:
    where = current()
    return {
        "at": timezone.now(),
        "actor_id": actor.pk if actor else None,
        "actor_name": actor.get_full_name()[:200] if actor else "",
        "verb": verb,
        "object_type": on._meta.label_lower if on else "",  # noqa: SLF001  # Django's public _meta
        "object_id": str(on.pk) if on else "",
        "object_name": str(getattr(on, "log_name", on))[:200] if on else "",
        "unit_id": unit_id,
        "data": json.loads(json.dumps(dict(data), default=str), parse_float=_number),
        "door": where.door,
        "ip": where.ip,
        "device": where.device,
    }


def _number(spelled: str) -> int | float:
    """Return a number as every database gives it back: -0.0 and 1e20 are whole ones there."""
    number = float(spelled)
    return int(number) if number.is_integer() else number


def _stored(name: str, values: Mapping[str, Any]) -> Any:
    field = Entry._meta.get_field(name)  # noqa: SLF001
    prepared: Any = field.get_db_prep_save(values[name], connection)  # type: ignore[union-attr]  # a column
    return prepared
