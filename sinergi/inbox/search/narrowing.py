"""Searching among few conversations: those of a village, or of a district that hardly writes.

By its words a database would go through every message that has them, to find that none is of that
place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from sinergi.inbox.limiting import Shape, limited
from sinergi.inbox.search.words import Spellings, for_postgresql, for_sqlite, literal
from sinergi.lib.prepared import prepared

#: A message and its conversation.
Hit = tuple[int, int]

#: More conversations are not few.
FEW = 1000


def conversations(shape: Shape, given: Mapping[str, Any]) -> list[int] | None:
    """Return all conversations that filters have; None where these are many."""
    found = _first(shape).run(**given)
    return None if len(found) > FEW else [pk for (pk,) in found]


def hits(words: Sequence[Spellings], among: Sequence[int], before: int, most: int) -> list[Hit]:
    """Return the newest messages with all words, of these conversations."""
    if not among:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_SQLITE, [for_sqlite(words, ()), before, json.dumps(among), most])
        else:
            asked = literal(for_postgresql(words, ()))
            cursor.execute(_POSTGRESQL.format(asked=asked), [list(among), before, most])
        return list(cursor.fetchall())


@prepared
def _first(shape: Shape) -> QuerySet[Any, Any]:
    return limited(shape).order_by().values_list("pk")[: FEW + 1]


#: The plus keeps SQLite from asking the index of words anew for each message.
_SQLITE = """
SELECT w.rowid, m.conversation_id FROM inbox_words w CROSS JOIN inbox_message m ON m.id = w.rowid
WHERE inbox_words MATCH %s AND w.rowid < %s AND +w.rowid IN (
    SELECT id FROM inbox_message WHERE conversation_id IN (SELECT value FROM json_each(%s))
) ORDER BY w.rowid DESC LIMIT %s
"""
_POSTGRESQL = """
SELECT w.id, m.conversation_id FROM inbox_message m JOIN inbox_words w ON w.id = m.id
WHERE m.conversation_id = ANY(%s::bigint[]) AND w.words @@ {asked} AND w.id < %s
ORDER BY w.id DESC LIMIT %s
"""
