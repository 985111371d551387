"""Find what was said: the newest messages with all words, within the filters of a list.

A row of the result is a conversation with the piece of its message where the words stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, F, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, NullIf, Substr
from django.db.models.lookups import In

from sinergi.inbox.filters import Filters
from sinergi.inbox.limiting import Shape, limited, shape_of, values_of
from sinergi.inbox.lists import SIZE, ConversationPage, ConversationRow, offices_of
from sinergi.inbox.models import Message
from sinergi.inbox.search import index, narrowing
from sinergi.inbox.search.words import (
    Spellings,
    excerpt,
    for_postgresql,
    for_sqlite,
    literal,
    words_of,
)
from sinergi.lib import paging
from sinergi.lib.prepared import prepared, slots
from sinergi.lib.text import No, say, short
from sinergi.units import queries as units
from sinergi.units import rules
from sinergi.units.models import Unit
from sinergi.units.queries import Person

#: Above every id.
BEYOND = 2**62

#: Who works in more places is asked for by the conversations: the question would be too long.
MOST_NAMED = 100

#: PostgreSQL looks through so many of the newest messages first, then through so many blocks.
NEAR = 4096
BLOCKS = 2

#: What is read of a message to find the words in it.
_READ = 4000

#: Characters of the piece of a message that is shown.
_SHOWN = 140

#: Numbers of people in what we wrote ourselves; what the public wrote is kept masked.
_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d){6,}")

Hit = narrowing.Hit


def page(user: Person, filters: Filters, *, cursor: str = "", size: int = SIZE) -> ConversationPage:
    """Return the newest messages with the words of ``filters.q``, a conversation once a page.

    ``older`` is the cursor of the page after; there is none back. Raises No for a cursor that is
    not ours, and where nothing was typed that is a word.
    """
    words = words_of(filters.q)
    if not words:
        raise No(say("Type a word to search for: letters or numbers."))
    before = _read(cursor)
    hits = _hits(user, filters, words, before, size + 1)
    more, hits = len(hits) > size, hits[:size]
    newest = {conversation: pk for pk, conversation in reversed(hits)}
    rows = _rows([pk for pk, conversation in hits if newest[conversation] == pk], words)
    return ConversationPage(rows, f"s{hits[-1][0]:x}" if more else "", "")


def _hits(
    user: Person, filters: Filters, words: Sequence[Spellings], before: int, most: int
) -> list[Hit]:
    """Return ids of messages and their conversations, the newest first."""
    offices = offices_of(user, filters)
    shape = shape_of(filters, offices)
    named = () if offices is None else _tops(user, filters)
    within, given = _within(shape), values_of(user, filters, offices)
    if not within.sql:
        return []
    few = narrowing.conversations(shape, given) if shape.place else None
    if few is not None:
        return narrowing.hits(words, few, before, most)
    if shape.place and narrowing.common(words):
        return narrowing.newest(words, shape, given, before, most)
    found: list[Hit] = []
    for where, asked in _questions(words, named, before):
        params = [*asked, *within.filled(given), most]
        with connection.cursor() as cursor:
            cursor.execute(_SQL[connection.vendor].format(where=where, within=within.sql), params)
            found = cursor.fetchall()
        if len(found) == most:
            break
    return found


_SQL = {
    "sqlite": (
        "SELECT w.rowid, m.conversation_id FROM inbox_words w "
        "CROSS JOIN inbox_message m ON m.id = w.rowid "
        "WHERE {where} AND EXISTS ({within}) ORDER BY w.rowid DESC LIMIT %s"
    ),
    # The ids are sorted before anything is looked up (OFFSET 0 keeps the planner from mixing both).
    "postgresql": (
        "SELECT w.id, m.conversation_id FROM "
        "(SELECT w.id FROM inbox_words w WHERE {where} ORDER BY w.id DESC OFFSET 0) w "
        "JOIN inbox_message m ON m.id = w.id "
        "WHERE EXISTS ({within}) ORDER BY w.id DESC LIMIT %s"
    ),
}


def _tops(user: Person, filters: Filters) -> tuple[int, ...]:
    """Return the offices that stand for all whose conversations are listed: those at the top."""
    seen = units.prefixes(user, "conversation.see")
    if filters.office:
        rows = Unit.objects.filter(pk=filters.office).values_list("path", flat=True)
        path = rows.first() or ""
        seen = frozenset([path]) if rules.covers(seen, path) else seen
    tops = tuple(sorted(rules.way(path)[-1] for path in seen if path))
    return tops if len(tops) <= MOST_NAMED else ()


def _questions(
    words: Sequence[Spellings], offices: Sequence[int], before: int
) -> Iterator[tuple[str, list[Any]]]:
    """Yield conditions on the index, each wider than the one before it: the first that finds
    enough is the answer, the last finds all there is."""
    if connection.vendor == "sqlite":
        yield "inbox_words MATCH %s AND w.rowid < %s", [for_sqlite(words, offices), before]
        return
    top = min(before, _newest() + 1)
    if not offices:
        near = literal(for_postgresql(words, ()))
        yield f"w.words @@ {near} AND w.id < %s AND w.id > %s", [top, top - NEAR]
    last = top >> index.BLOCK_BITS
    blocks = [last - n for n in range(BLOCKS) if last >= n]
    asked = literal(for_postgresql(words, offices, blocks))
    yield f"w.words @@ {asked} AND w.id < %s", [top]
    yield f"w.words @@ {literal(for_postgresql(words, offices))} AND w.id < %s", [before]


def _newest() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {index.TABLE}")  # noqa: S608  # ours
        return int(cursor.fetchone()[0])


@prepared
def _within(shape: Shape) -> QuerySet[Any, Any]:
    """The conversation of a message, where the filters have it."""
    return (
        limited(shape).filter(pk=RawSQL("m.conversation_id", ())).values_list(Value(1)).order_by()
    )


def _rows(hits: Sequence[int], words: Sequence[Spellings]) -> list[ConversationRow]:
    """Return a row for each message, in their order."""
    if not hits:
        return []
    asked = [*hits, *[hits[0]] * (SIZE - len(hits))]
    found = {row[0]: row[1:] for row in _said(len(asked)).run(hits=asked)}
    return [_row(found[pk], words) for pk in hits if pk in found]


def _row(values: Sequence[Any], words: Sequence[Spellings]) -> ConversationRow:
    row = ConversationRow._make(values)
    piece = excerpt(row.last_text, words, _SHOWN)
    return row._replace(last_text=short(_NUMBER.sub("[…]", piece), _SHOWN), last_at=row.at)


@prepared
def _said(number: int) -> QuerySet[Any, Any]:
    """What is shown of messages: what a row of the list shows, with the masked words of the hit."""
    c = "conversation__"
    listed = Message.objects.filter(In(F("id"), slots("hits", number, BigIntegerField())))
    return listed.values_list(
        "id", f"{c}id", "at", f"{c}handle", Coalesce(NullIf(f"{c}name", Value("")), f"{c}handle"),
        f"{c}kind", f"{c}state", f"{c}open", f"{c}waiting_since", f"{c}soon_at", f"{c}due_at",
        f"{c}matter", f"{c}topic", f"{c}danger",
        Substr(Coalesce("understood__text", "text"), 1, _READ),
        f"{c}unit_id", f"{c}unit__name", f"{c}account_id", f"{c}account__handle",
        f"{c}account__network", f"{c}assigned_to_id",
        Coalesce(f"{c}assigned_to__name", Value("")), f"{c}last_at",
        f"{c}confirmed", f"{c}rating",
    ).order_by()  # fmt: skip


def _read(cursor: str) -> int:
    if not cursor:
        return BEYOND
    if not re.fullmatch("s[0-9a-f]{1,15}", cursor):
        raise paging.unknown()
    return int(cursor[1:], 16)
