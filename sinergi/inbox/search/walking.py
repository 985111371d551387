"""How PostgreSQL finds the newest messages with words: its index of words knows no order.

Where many messages have them, the newest are walked through and looked at, or found in the newest
blocks; where few have, all of them are gathered. Each question asks for conversations one by one (a
subquery in what is selected): a planner that sees the filters beside the words joins whole tables
for fifty rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import Any

from django.db import connection

from sinergi.inbox.search import common, index, narrowing
from sinergi.inbox.search.asked import Asked, Hit
from sinergi.inbox.search.words import Spellings, block, for_postgresql, office
from sinergi.lib.asking import ask

#: So many of the newest messages are looked at first: it takes less than to think about it.
NEAR = 2048

#: Of so many at most what is there is found by blocks: GIN asks for each block again and again. A
#: part more is looked at than should be needed.
MOST_IN_BLOCKS, MORE = 5 * index.BLOCK, 1.25

#: Where these have so many of what is searched for, the next ones have them, too.
FRUITFUL = 8

#: So much longer than to ask which conversations filters have, should it take to gather, in µs.
LONG = 5_000

#: How long it takes to put the messages of a place that has many in order, in µs, and to look at
#: one of them; how many there are, about.
PLACE, LOOKED, THERE = 18_000, 4, 25_000

#: What filters leave of messages, where nobody knows: a tenth; of a district one of forty.
LEFT, LEFT_OF_PLACE = 0.1, 0.025


def hits(
    asked: Asked, most: int, *, known: common.Known | None = None, near: int = NEAR
) -> list[Hit]:
    """Return the newest messages with their conversations. However common the words are ``known``
    to be, the same is found."""
    known = known or common.known()
    # The rarest first: where it is missing, nothing else of a message is looked at.
    words = sorted(_all(asked), key=known.share)
    left, part = _left(asked), known.part(words)
    likely = part * left * near > (FRUITFUL if left < 1 else most) / 2
    found = _walked(asked, words, most, near) if likely or not known.messages else []
    if len(found) == most:
        return found
    gathering = known.gathering(words, left)
    walking, placing = known.walking(words, most, left), _placing(asked, part, most)
    if len(found) < FRUITFUL:
        few = _few(asked, gathering)
        if few is not None and known.among(asked.words, len(few), most) < gathering:
            return narrowing.hits(asked, few, most)
        if gathering <= min(walking, placing):
            return _gathered(asked, words, most)
    if placing < walking:
        return narrowing.newest(asked, most)
    needed = MORE * most / (part * left)
    if needed <= MOST_IN_BLOCKS:
        found = _in_blocks(asked, words, most, int(needed))
        if len(found) == most:
            return found
    # Of more than half of all messages a planner would rather sort them.
    far = _walked(asked, words, most, int(known.messages) // 2)
    return far if len(far) == most else _gathered(asked, words, most)


def _few(asked: Asked, gathering: float) -> list[int] | None:
    """Return the conversations that filters have, where these are few, and where it pays to ask:
    what offices have in a state is told at once, anything else takes a while."""
    told = bool(asked.shape.offices) and "state" in asked.shape.named
    limited = asked.filtered or bool(asked.offices)
    if asked.shape.place or not (told or (limited and gathering > LONG)):
        return None
    return narrowing.conversations(asked.shape, asked.given)


def _left(asked: Asked) -> float:
    """Return what filters leave of messages, about."""
    if asked.shape.place:
        return LEFT_OF_PLACE
    return LEFT if asked.filtered else 1


def _placing(asked: Asked, part: float, most: int) -> float:
    """Return how many µs it takes to begin with the place, where this part of messages fits."""
    return PLACE + LOOKED * min(most / part, THERE) if asked.shape.place else inf


def _walked(asked: Asked, words: Sequence[Spellings], most: int, far: int) -> list[Hit]:
    """Return what is found among so many messages, the newest of all."""
    params = [_before(asked), for_postgresql(words)]
    return _run(_WALKED.format(far=far), asked, params, most)


def _in_blocks(asked: Asked, words: Sequence[Spellings], most: int, needed: int) -> list[Hit]:
    """Return what is found in the blocks that hold so many of the newest messages, or in as many
    blocks before, too: GIN goes to them, and from one message that has a word to the next."""
    last = _last(asked)
    begin, end = max(last - needed, 0) // index.BLOCK, last // index.BLOCK + 1
    found = _gathered(asked, [*words, tuple(map(block, range(begin, end)))], most)
    if len(found) == most or not begin:
        return found
    older = replace(asked, before=begin * index.BLOCK)
    blocks = tuple(map(block, range(max(begin - (end - begin), 0), begin)))
    return found + _gathered(older, [*words, blocks], most - len(found))


def _last(asked: Asked) -> int:
    """Return the newest message in the index that is looked at; 0 for none."""
    rows = ask(_LAST, [_before(asked)])
    return int(rows[0][0]) if rows else 0


def _gathered(asked: Asked, words: Sequence[Spellings], most: int) -> list[Hit]:
    """Return the newest of all that have these words. Each is a condition of its own: GIN then goes
    from one that has the first to the next that has the second, where in one condition it looks at
    all of a block."""
    keys = " AND ".join(["words @@ %s::tsquery"] * len(words))
    asks = [for_postgresql([spelled]) for spelled in words]
    return _run(_GATHERED.format(keys=keys), asked, [*asks, _before(asked)], most)


def _run(words: str, asked: Asked, params: list[Any], most: int) -> list[Hit]:
    within = asked.within
    sql = _HITS.format(within=within.sql, words=words, most=most)
    return [
        (pk, conversation) for pk, conversation in ask(sql, [*within.filled(asked.given), *params])
    ]


def _before(asked: Asked) -> Any:
    """Return the message as a bigint, however small it is: else there is a plan for each size."""
    return connection.ops.adapt_integerfield_value(asked.before, "BigIntegerField")


def _all(asked: Asked) -> list[Spellings]:
    """Return all words that a message must have in the index, its office among them."""
    theirs = [tuple(office(pk) for pk in asked.offices)] if asked.offices else []
    return [*asked.words, *theirs]


_LAST = f"SELECT id FROM {index.TABLE} WHERE id < %s ORDER BY id DESC LIMIT 1"  # noqa: S608  # ours
#: Numbers that are always the same stand in the words: plans are made with them.
_HITS = """
SELECT id, found FROM (
    SELECT m.id, CASE ({within}) WHEN 1 THEN m.conversation_id END AS found
    FROM {words} ORDER BY m.id DESC OFFSET 0
) f WHERE found IS NOT NULL ORDER BY id DESC LIMIT {most}
"""
_WALKED = (
    f"(SELECT * FROM {index.TABLE} WHERE id < %s ORDER BY id DESC LIMIT {{far}}) m "  # noqa: S608  # ours
    "WHERE m.words @@ %s::tsquery"
)
_GATHERED = (
    f"(SELECT id, conversation_id FROM {index.TABLE} WHERE {{keys}} AND id < %s "  # noqa: S608  # ours
    "ORDER BY id DESC OFFSET 0) m"
)
