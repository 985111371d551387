"""How common words are on PostgreSQL, as its statistics of the index of words have it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from sinergi.inbox.search import index
from sinergi.inbox.search.words import Spellings
from sinergi.lib.asking import ask

#: Statistics are read again after so many seconds: a decision of yesterday's still finds the same.
FRESH = 3600

#: So many messages are in a conversation, about.
OF_EACH = 5


@dataclass(frozen=True, slots=True)
class Known:
    """How many messages there are, about, and the share of them that has a word, for the common
    ones; any other word is in fewer than ``least``, and taken to be in half as many."""

    messages: float
    shares: Mapping[str, float]
    least: float

    def share(self, spellings: Spellings) -> float:
        """Return the share of messages that have one of these words, about."""
        missing = 1.0
        for word in spellings:
            missing *= 1 - self.shares.get(word, self.least / 2)
        return 1 - missing

    def part(self, asked: Sequence[Spellings]) -> float:
        """Return the share of messages that have all of these words; never nothing."""
        return max(prod(map(self.share, asked)), 1e-9)

    def gathering(self, asked: Sequence[Spellings], of_use: float) -> float:
        """Return how many µs it takes to gather all messages with all words: GIN goes through those
        of the rarest and looks at each for all others, then the rows are fetched; and where filters
        leave a part of them, their conversations."""
        shares = [self.share(one) for one in asked]
        looked = min(shares) * self.messages * sum(map(len, asked))
        return 0.03 * looked + (2 if of_use == 1 else 4) * self.part(asked) * self.messages

    def among(self, words: Sequence[Spellings], conversations: int, most: int) -> float:
        """Return how many µs it takes to look into the messages of so many conversations until so
        many have all words."""
        there = OF_EACH * conversations
        return there + 3 * min(most / self.part(words), there)

    def walking(self, asked: Sequence[Spellings], most: int, of_use: float) -> float:
        """Return how many µs it takes to walk through the newest messages until so many have all
        words, where filters leave this part of them."""
        needed = most / of_use
        share = self.part(asked)
        walked = min(needed / share, self.messages)
        return (0.15 + 0.03 * sum(map(len, asked))) * walked + 3 * min(needed, share * walked)


def known() -> Known:
    """Return what statistics tell, read once an hour; of an index that has none, that it is empty:
    what is found is the same, only more slowly."""
    return _known(int(time.monotonic() // FRESH))


@lru_cache(1)
def _known(_hour: int) -> Known:
    rows = ask(_STATISTICS, [index.TABLE])
    if not rows:
        return Known(0, {}, 0)
    messages, words, shares = rows[0]
    return Known(max(messages, 0), dict(zip(words, shares, strict=False)), shares[len(words)])


#: Behind the shares of the words stand the least and the greatest of them.
_STATISTICS = """
SELECT c.reltuples, s.most_common_elems::text::text[], s.most_common_elem_freqs
FROM pg_class c JOIN pg_stats s ON s.tablename = c.relname AND s.attname = 'words'
WHERE c.oid = %s::regclass AND s.schemaname = c.relnamespace::regnamespace::text
AND s.most_common_elems IS NOT NULL
"""
