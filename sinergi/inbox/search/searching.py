"""Find what was said: the newest messages with all words, within the filters of a list.

A row of the result is a conversation with the piece of its message where the words stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf, Substr

from sinergi.inbox.filters import Filters
from sinergi.inbox.limiting import shape_of, values_of
from sinergi.inbox.lists import SIZE, ConversationPage, ConversationRow, offices_of
from sinergi.inbox.models import Message
from sinergi.inbox.search import narrowing, walking
from sinergi.inbox.search.asked import Asked, Hit
from sinergi.inbox.search.words import Spellings, excerpt, for_sqlite, words_of
from sinergi.lib import paging
from sinergi.lib.among import Among
from sinergi.lib.asking import ask
from sinergi.lib.prepared import prepared
from sinergi.lib.text import No, say, short
from sinergi.units import queries as units
from sinergi.units import rules
from sinergi.units.queries import Person

#: Above every id.
BEYOND = 2**62

#: Who works in more places is asked for by the conversations: the question would be too long.
MOST_NAMED = 100

#: What is read of a message to find the words in it.
_READ = 4000

#: Characters of the piece of a message that is shown.
_SHOWN = 140

_AT, _TEXT, _LAST = map(ConversationRow._fields.index, ("at", "last_text", "last_at"))

#: Numbers of people in what we wrote ourselves; what the public wrote is kept masked.
_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d){6,}")


def page(user: Person, filters: Filters, *, cursor: str = "", size: int = SIZE) -> ConversationPage:
    """Return the newest messages with the words of ``filters.q``, a conversation once a page.

    ``older`` is the cursor of the page after; there is none back. Raises No for a cursor that is
    not ours, and where nothing was typed that is a word.
    """
    words = words_of(filters.q)
    if not words:
        raise No(say("Type a word to search for: letters or numbers."))
    hits = _hits(asked(user, filters, words, _read(cursor)), size + 1)
    more, hits = len(hits) > size, hits[:size]
    newest = {conversation: pk for pk, conversation in reversed(hits)}
    rows = _rows([pk for pk, conversation in hits if newest[conversation] == pk], words)
    return ConversationPage(rows, f"s{hits[-1][0]:x}" if more else "", "")


def asked(user: Person, filters: Filters, words: Sequence[Spellings], before: int) -> Asked:
    """Return what is searched for, in what a person may see."""
    offices = offices_of(user, filters)
    named = () if offices is None else _tops(user, filters)
    shape = shape_of(filters, offices)
    return Asked(words, named, shape, values_of(user, filters, offices), before)


def _hits(asked: Asked, most: int) -> list[Hit]:
    """Return ids of messages and their conversations, the newest first."""
    within = asked.within
    if not within.sql:
        return []
    few = narrowing.conversations(asked.shape, asked.given) if asked.shape.place else None
    if few is not None:
        return narrowing.hits(asked, few, most)
    if connection.vendor == "postgresql":
        return walking.hits(asked, most)
    words = for_sqlite(asked.words, asked.offices)
    values = [words, asked.before, *within.filled(asked.given), most]
    found = ask(_SQLITE.format(within=within.sql), values)
    return [(pk, conversation) for pk, conversation in found]


#: SQLite reads what has the words from the newest on, and stops.
_SQLITE = (
    "SELECT w.rowid, m.conversation_id FROM inbox_words w "
    "CROSS JOIN inbox_message m ON m.id = w.rowid "
    "WHERE inbox_words MATCH %s AND w.rowid < %s AND EXISTS ({within}) "
    "ORDER BY w.rowid DESC LIMIT %s"
)


def _tops(user: Person, filters: Filters) -> tuple[int, ...]:
    """Return the offices that stand for all whose conversations are listed: those at the top."""
    seen = units.prefixes(user, "conversation.see")
    if filters.office:
        path = units.path_of(filters.office)
        seen = frozenset([path]) if rules.covers(seen, path) else seen
    tops = tuple(sorted(rules.way(path)[-1] for path in seen if path))
    return tops if len(tops) <= MOST_NAMED else ()


def _rows(hits: Sequence[int], words: Sequence[Spellings]) -> list[ConversationRow]:
    """Return a row for each message, in their order."""
    if not hits:
        return []
    found = {row[0]: row[1:] for row in _said().run(hits=hits)}
    return [_row(found[pk], words) for pk in hits if pk in found]


def _row(values: Sequence[Any], words: Sequence[Spellings]) -> ConversationRow:
    shown = list(values)
    piece = excerpt(shown[_TEXT], words, _SHOWN)
    shown[_TEXT], shown[_LAST] = short(_NUMBER.sub("[…]", piece), _SHOWN), shown[_AT]
    return ConversationRow._make(shown)


@prepared
def _said() -> QuerySet[Any, Any]:
    """What is shown of messages: what a row of the list shows, with the masked words of the hit."""
    c = "conversation__"
    listed = Message.objects.filter(Among("id", "hits", BigIntegerField()))
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
