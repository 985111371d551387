"""Which conversations tell of the same: proposed to people, who alone join them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from heapq import nsmallest
from typing import NamedTuple

from sinergi.inbox.models import Conversation
from sinergi.language import alike
from sinergi.understanding.models import Text

#: Voices of one incident come close together.
SPAN = timedelta(hours=48)

#: So many of the same topic are compared by their signatures, and so many by their words.
MOST, MOST_READ = 300, 5

#: What ``mark`` sets.
MARKS = ("signature", "alike")


def mark(rows: Sequence[Conversation], texts: Mapping[int, str]) -> None:
    """Set the signature of the newest words of each, and the first that tells of the same.

    ``texts`` are these words, by conversation; the caller keeps both. Compared are those of the
    same topic, which began within ``SPAN`` before; where both name a place, one must lie in the
    other. Each is compared with those before it in ``rows`` as they are marked, with others as they
    are stored.
    """
    by_topic: dict[str, list[Conversation]] = {}
    for row in rows:
        row.signature = alike.signature(texts[row.pk])
        if row.signature and row.topic and not row.spam:
            by_topic.setdefault(row.topic, []).append(row)
    voices = _Voices(by_topic, texts)
    for row in rows:
        row.alike_id = voices.first(row)


class _Voices:
    """Those that conversations of a batch are compared with, topic by topic, the oldest first."""

    def __init__(
        self, by_topic: Mapping[str, Sequence[Conversation]], texts: Mapping[int, str]
    ) -> None:
        self._texts, self._words = texts, dict[int, str]()
        many = sum(map(len, by_topic.values()))
        self._topics = {topic: _read(topic, rows, many) for topic, rows in by_topic.items()}

    def first(self, row: Conversation) -> int | None:
        """Return the first that tells of the same; what comes next is compared with this, too."""
        for known in self._topics.values():
            known[:] = [voice for voice in known if voice.pk != row.pk]
        if row.spam or not row.signature or not row.topic:
            return None
        known = self._topics[row.topic]
        end = bisect_right(known, row.opened_at, key=lambda voice: voice.at)
        found = self._like(row, known[max(0, end - MOST) : end])
        mine = _Voice(row.opened_at, row.pk, row.signature, row.place, found)
        known.insert(end, mine)
        self._words[row.pk] = self._texts[row.pk]
        return found

    def _like(self, row: Conversation, known: Sequence[_Voice]) -> int | None:
        mine, since, near = row.signature, row.opened_at - SPAN, []
        for voice in known:
            far = (mine ^ voice.signature).bit_count()
            if far <= alike.CLOSE and voice.at >= since and _together(row.place, voice.place):
                near.append((far, voice.pk, voice.first))
        near = nsmallest(MOST_READ, near, key=lambda one: one[:2])
        self._look_up([pk for _, pk, _ in near])
        for _, pk, first in near:
            if alike.likeness(self._texts[row.pk], self._words[pk]) >= alike.SAME:
                return first or pk
        return None

    def _look_up(self, ids: Sequence[int]) -> None:
        """Have the newest words of conversations at hand."""
        missing = [pk for pk in ids if pk not in self._words]
        if missing:
            said = Text.objects.filter(message__conversation__in=missing)
            found = said.order_by("id").values_list("message__conversation", "text")
            self._words |= dict.fromkeys(missing, "") | dict(found)


class _Voice(NamedTuple):
    """``first`` is the one it is known to tell the same as."""

    at: datetime
    pk: int
    signature: int
    place: str
    first: int | None


def _read(topic: str, rows: Sequence[Conversation], many: int) -> list[_Voice]:
    """Read from the database ``MOST`` before each of these conversations, and ``many`` in their
    stead that may change in the batch; the oldest first."""
    found: dict[int, _Voice] = {}
    low: datetime | None = None
    told = Conversation.objects.filter(topic=topic, spam=False).exclude(signature=0)
    for at in sorted({row.opened_at for row in rows}, reverse=True):
        if low is not None and low <= at and _enough(found, at, low, MOST + many):
            continue
        until = at if low is None else min(at, low)
        before = told.filter(opened_at__lte=until, opened_at__gte=at - SPAN)
        fields = before.values_list("opened_at", "id", "signature", "place", "alike_id")
        read = [_Voice(*row) for row in fields.order_by("-opened_at", "-id")[: MOST + many]]
        found |= {voice.pk: voice for voice in read}
        low = read[-1].at if len(read) == MOST + many else at - SPAN
    return sorted(found.values(), key=lambda voice: voice[:2])


def _enough(found: Mapping[int, _Voice], at: datetime, low: datetime, wanted: int) -> bool:
    """True where all that is to be compared with what began at ``at`` was read, down to ``low``."""
    return low <= at - SPAN or sum(low <= voice.at <= at for voice in found.values()) >= wanted


def _together(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
