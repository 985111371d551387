"""Searching in a place: where it has few conversations, among these; where PostgreSQL would gather
very many messages by their words, among those of the place, the newest first.

By its words a database would go through every message that has them, to find that hardly any is of
that place. SQLite reads what has the words from the newest on, and stops.
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

#: Words that more messages have, as PostgreSQL counts on, are common.
COMMON = 3000


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


def common(words: Sequence[Spellings]) -> bool:
    """True where so many messages have these words that it is better to begin elsewhere."""
    if connection.vendor == "sqlite":
        return False
    asked = literal(for_postgresql(words, ()))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT FROM inbox_words WHERE words @@ {asked}")
        told = cursor.fetchone()[0]
    plan = json.loads(told) if isinstance(told, str) else told
    return int(plan[0]["Plan"]["Plan Rows"]) > COMMON


def newest(
    words: Sequence[Spellings], shape: Shape, given: Mapping[str, Any], before: int, most: int
) -> list[Hit]:
    """Return the newest messages with all words, of the conversations that filters have: on
    PostgreSQL."""
    theirs, asked = _all(shape), literal(for_postgresql(words, ()))
    with connection.cursor() as cursor:
        sql = _NEWEST.format(theirs=theirs.sql, asked=asked)
        cursor.execute(sql, [*theirs.filled(dict(given)), before, most])
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
