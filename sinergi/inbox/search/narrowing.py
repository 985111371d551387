"""Searching where filters have few conversations: among these; on PostgreSQL also from a place that
has many, its newest messages first.

By its words a database would go through every message that has them, to find that hardly any is of
that place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from sinergi.inbox.limiting import Shape, limited
from sinergi.inbox.search.asked import Asked, Hit
from sinergi.inbox.search.words import for_postgresql, for_sqlite, literal
from sinergi.lib.prepared import prepared

#: More conversations are not few.
FEW = 1000


def conversations(shape: Shape, given: Mapping[str, Any]) -> list[int] | None:
    """Return all conversations that filters have; None where these are many."""
    found = _first(shape).run(**given)
    return None if len(found) > FEW else [pk for (pk,) in found]


def hits(asked: Asked, among: Sequence[int], most: int) -> list[Hit]:
    """Return the newest messages with all words, of these conversations."""
    if not among:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            words = for_sqlite(asked.words, ())
            cursor.execute(_SQLITE, [words, asked.before, json.dumps(among), most])
        else:
            words = literal(for_postgresql(asked.words))
            sql = _POSTGRESQL.format(asked=words)
            cursor.execute(sql, [list(among), asked.before, most])
        return list(cursor.fetchall())


def newest(asked: Asked, most: int) -> list[Hit]:
    """Return the newest messages with all words, of the conversations that filters have: on
    PostgreSQL."""
    theirs, words = _all(asked.shape), literal(for_postgresql(asked.words))
    with connection.cursor() as cursor:
        sql = _NEWEST.format(theirs=theirs.sql, asked=words)
        cursor.execute(sql, [*theirs.filled(asked.given), asked.before, most])
        return list(cursor.fetchall())


@prepared
def _all(shape: Shape) -> QuerySet[Any, Any]:
    return limited(shape).order_by().values_list("pk")


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
#: Messages are put in order before words are looked at (OFFSET 0): most often few are looked at.
_NEWEST = """
SELECT w.id, m.conversation_id FROM (
    SELECT id, conversation_id FROM inbox_message
    WHERE conversation_id = ANY(ARRAY({theirs})) AND id < %s ORDER BY id DESC OFFSET 0
) m JOIN inbox_words w ON w.id = m.id AND w.words @@ {asked} ORDER BY w.id DESC LIMIT %s
"""
