"""What a person searches for, as the two databases are asked for it. Plain values in and out.

Every word must stand in a message, as it is or as people spell it in chats ("tidak", "tdk").
Whatever else was typed says nothing: no sign has a meaning, so none can break the question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from sinergi.language.normalising import SPELLINGS

#: More words than this narrow nothing.
MOST = 8

#: More characters are not looked at; PostgreSQL knows no word of more than 2,046 bytes.
LONGEST = 400

#: So many spellings of a word are looked for.
MOST_SPELLINGS = 40

_WORD = re.compile(r"[^\W_]+")

Spellings = tuple[str, ...]


def words_of(typed: str) -> tuple[Spellings, ...]:
    """Return the words that were typed, each with its other spellings, without repetition."""
    plain = dict.fromkeys(_WORD.findall(typed[:LONGEST].lower()))
    return tuple(_spelled(word) for word in list(plain)[:MOST])


def for_sqlite(words: Sequence[Spellings], offices: Sequence[int]) -> str:
    """Return a question for FTS5: the words, in a message of one of these offices or under it."""
    asked = " AND ".join(f"({' OR '.join(map(_quoted, one))})" for one in words)
    if not offices:
        return f"words : ({asked})"
    theirs = " OR ".join(_quoted(f"u{pk}") for pk in offices)
    return f"(words : ({asked})) AND (office : ({theirs}))"


def for_postgresql(words: Sequence[Spellings]) -> str:
    """Return a ``tsquery``: all words, each in one of its spellings."""
    return " & ".join("({})".format(" | ".join(f"'{one}'" for one in ones)) for ones in words)


def office(pk: int) -> str:
    """Return the word by which PostgreSQL has the messages of an office and of all under it."""
    return f"@{pk}"


def block(number: int) -> str:
    """Return the word by which PostgreSQL has the messages of a block."""
    return f"#{number}"


def literal(question: str) -> str:
    """Return a ``tsquery`` as SQL: in the statement, so that the planner knows how common its words
    are. It holds letters, numbers and the signs of ``for_postgresql`` alone."""
    quoted = question.replace("'", "''")
    return f"'{quoted}'::tsquery"


def excerpt(text: str, words: Sequence[Spellings], most: int) -> str:
    """Return the piece of a text around the first of the words, in one line."""
    line = " ".join(text.split())
    found = _first(tuple(words)).search(line.lower())
    start = max(0, (found.start() if found else 0) - most // 3)
    if start:
        start = line.find(" ", start) + 1
    return ("… " if start else "") + line[start:]


@lru_cache(64)
def _first(words: tuple[Spellings, ...]) -> re.Pattern[str]:
    """Return what finds the first of some words: a page looks for the same in fifty texts."""
    return re.compile("|".join(one for ones in words for one in ones))


def _spelled(word: str) -> Spellings:
    usual = SPELLINGS.get(word, word)
    return tuple(dict.fromkeys([word, usual, *_chats().get(usual, ())]))[:MOST_SPELLINGS]


@cache
def _chats() -> dict[str, list[str]]:
    found = defaultdict(list)
    for chat, usual in SPELLINGS.items():
        if _WORD.fullmatch(chat) and _WORD.fullmatch(usual):
            found[usual].append(chat)
    return dict(found)


def _quoted(word: str) -> str:
    return f'"{word}"'
