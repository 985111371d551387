"""What was said in a conversation and noted about it, the newest part first: it may be long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import BigIntegerField, Q, QuerySet

from sinergi.inbox.models import Conversation, Message, Note
from sinergi.lib import paging
from sinergi.lib.prepared import Slot
from sinergi.lib.prepared_objects import objects

#: So much of a thread stands on a page.
MOST = 50

Entry = TypeVar("Entry", Message, Note)

_CURSOR = re.compile(r"(-?[0-9a-f]{1,16})\.([mn])\.([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Part:
    """Entries, oldest first, and the cursor of those before them ("" where there are none)."""

    entries: Sequence[Message | Note]
    earlier: str


def part(conversation: Conversation, cursor: str = "", most: int = MOST) -> Part:
    """Return the newest part of a thread, or the one before a cursor. Raises No for a cursor that
    is not ours."""
    both: list[Message | Note] = [*_parts(conversation, cursor, most + 1)]
    both.sort(key=lambda entry: (entry.at, isinstance(entry, Note), entry.pk))
    shown = both[-most:]
    return Part(shown, _spell(shown[0]) if len(both) > most else "")


def said(conversation: Conversation, cursor: str = "") -> QuerySet[Message]:
    """Return the messages of a thread, newest first, or those before a cursor. Raises No."""
    return _told(conversation.messages.filter(_before(cursor)[0] if cursor else Q()))


def noted(conversation: Conversation, cursor: str = "") -> QuerySet[Note]:
    """Return the notes of a thread, newest first, or those before a cursor. Raises No."""
    return _written(conversation.notes.filter(_before(cursor)[1] if cursor else Q()))


def newest(rows: QuerySet[Entry], most: int = MOST) -> tuple[Sequence[Entry], str]:
    """Return the first of ``said`` or ``noted``, and the cursor of what stands before them."""
    found = list(rows[: most + 1])
    return found[:most], _spell(found[most - 1]) if len(found) > most else ""


def _parts(of: Conversation, cursor: str, most: int) -> Iterator[Message | Note]:
    if cursor:
        yield from said(of, cursor)[:most]
        yield from noted(of, cursor)[:most]
        return
    for entry in _last_said(most).all(of=of.pk):
        entry.conversation = of
        yield entry
    yield from _last_noted(most).all(of=of.pk)


@objects
def _last_said(most: int) -> QuerySet[Message]:
    return _told(Message.objects.filter(conversation=Slot("of", BigIntegerField())))[:most]


@objects
def _last_noted(most: int) -> QuerySet[Note]:
    return _written(Note.objects.filter(conversation=Slot("of", BigIntegerField())))[:most]


def _told(rows: QuerySet[Message]) -> QuerySet[Message]:
    whole = rows.select_related("author", "delivery", "understood", "removal__by")
    return whole.order_by("-at", "-id")


def _written(rows: QuerySet[Note]) -> QuerySet[Note]:
    return rows.select_related("author").order_by("-at", "-id")


def _spell(entry: Message | Note) -> str:
    micros = (entry.at - paging.EPOCH) // timedelta(microseconds=1)
    return f"{micros:x}.{'n' if isinstance(entry, Note) else 'm'}.{entry.pk}"


def _before(cursor: str) -> tuple[Q, Q]:
    """Return which messages and which notes come before the entry a cursor names: at one moment
    messages stand before notes."""
    read = _CURSOR.fullmatch(cursor)
    if read is None:
        raise paging.unknown()
    at, pk = _moment(int(read[1], 16)), int(read[3])
    earlier, same = Q(at__lt=at), Q(at=at, id__lt=pk)
    return (Q(at__lte=at), earlier | same) if read[2] == "n" else (earlier | same, earlier)


def _moment(micros: int) -> datetime:
    try:
        return paging.EPOCH + timedelta(microseconds=micros)
    except OverflowError as e:
        raise paging.unknown() from e
