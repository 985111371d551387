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
from sinergi.lib.asking import ask
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
    if connection.vendor == "sqlite":
        words = for_sqlite(asked.words, ())
        return _hits(_SQLITE, [words, asked.before, json.dumps(among), most])
    return _newest("%s::bigint[]", [list(among)], asked, most)


def newest(asked: Asked, most: int) -> list[Hit]:
    """Return the newest messages with all words, of the conversations that filters have: on
    PostgreSQL."""
    theirs = _all(asked.shape)
    return _newest(f"ARRAY({theirs.sql})", theirs.filled(asked.given), asked, most)


def _newest(theirs: str, values: Sequence[Any], asked: Asked, most: int) -> list[Hit]:
    sql = _NEWEST.format(theirs=theirs, asked=literal(for_postgresql(asked.words)))
    return _hits(sql, [*values, asked.before, most])


def _hits(sql: str, values: Sequence[Any]) -> list[Hit]:
    return [(pk, conversation) for pk, conversation in ask(sql, values)]


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
#: Messages are put in order before words are looked at (OFFSET 0): most often few are looked at.
_NEWEST = """
SELECT w.id, m.conversation_id FROM (
    SELECT id, conversation_id FROM inbox_message
    WHERE conversation_id = ANY({theirs}) AND id < %s ORDER BY id DESC OFFSET 0
) m JOIN inbox_words w ON w.id = m.id AND w.words @@ {asked} ORDER BY w.id DESC LIMIT %s
"""
