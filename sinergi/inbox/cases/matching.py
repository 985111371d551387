"""Which conversations tell of the same: proposed to people, who alone join them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from heapq import nsmallest
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import CharField, DateTimeField, Max, QuerySet

from sinergi.inbox.models import Conversation, Message
from sinergi.language import alike
from sinergi.lib.prepared import Slot, prepared

#: Voices of one incident come close together.
SPAN = timedelta(hours=48)

#: So many of the same topic are compared by their signatures, and so many by their words.
MOST, MOST_READ = 300, 5

#: In such steps more are read for a batch: few shapes of the question.
STEP = 128

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


class _Voice(NamedTuple):
    """``first`` is the one it is known to tell the same as."""

    at: datetime
    pk: int
    signature: int
    place: str
    first: int | None


class _Voices:
    """Those that conversations of a batch are compared with, topic by topic, the oldest first."""

    def __init__(
        self, by_topic: Mapping[str, Sequence[Conversation]], texts: Mapping[int, str]
    ) -> None:
        many = sum(map(len, by_topic.values()))
        self._topics = {topic: _read(topic, rows, many) for topic, rows in by_topic.items()}
        #: As they are stored: those of the batch itself, until they are marked.
        self._stored = {
            voice.pk: (known, voice)
            for known in self._topics.values()
            for voice in known
            if voice.pk in texts
        }
        self._texts = texts
        self._words = {**_words(self._looked_at(by_topic)), **texts}

    def first(self, row: Conversation) -> int | None:
        """Return the first that tells of the same; what comes next is compared with this, too."""
        if row.pk in self._stored:
            known, voice = self._stored.pop(row.pk)
            del known[bisect_left(known, voice)]
        if row.spam or not row.signature or not row.topic:
            return None
        known = self._topics[row.topic]
        found = self._like(row, _near(row, known))
        insort(known, _Voice(row.opened_at, row.pk, row.signature, row.place, found))
        return found

    def _like(self, row: Conversation, near: Sequence[_Near]) -> int | None:
        mine = self._texts[row.pk]
        if missing := [pk for _, pk, _ in near if pk not in self._words]:
            self._words |= _words(missing)
        for _, pk, first in near:
            if alike.likeness(mine, self._words[pk]) >= alike.SAME:
                return first or pk
        return None

    def _looked_at(self, by_topic: Mapping[str, Sequence[Conversation]]) -> set[int]:
        """Return whose words will be read, as far as this is known before any row is marked."""
        near = (_near(row, self._topics[topic]) for topic, rows in by_topic.items() for row in rows)
        return {pk for found in near for _, pk, _ in found} - self._texts.keys()


#: In how many bits it differs, its id, and the one it is known to tell the same as.
_Near = tuple[int, int, int | None]


def _near(row: Conversation, known: Sequence[_Voice]) -> list[_Near]:
    """Return the nearest by signature, of the ``MOST`` that began before it."""
    mine, place, since = row.signature, row.place, row.opened_at - SPAN
    end = bisect_right(known, row.opened_at, key=_AT)
    near = [
        (far, pk, first)
        for at, pk, signature, there, first in known[max(0, end - MOST) : end]
        if (far := (mine ^ signature).bit_count()) <= alike.CLOSE
        and pk != row.pk
        and at >= since
        and _together(place, there)
    ]
    return nsmallest(MOST_READ, near, key=_NEAREST)


_AT, _NEAREST = itemgetter(0), itemgetter(0, 1)


def _words(ids: Iterable[int]) -> dict[int, str]:
    """Return the newest words of conversations; none where there are none."""
    wanted = set(ids)
    if not wanted:
        return {}
    said = Message.objects.filter(conversation__in=wanted, understood__isnull=False)
    last = said.order_by().values("conversation").annotate(last=Max("pk")).values("last")
    rows = Message.objects.filter(pk__in=last).order_by()
    return dict.fromkeys(wanted, "") | dict(rows.values_list("conversation", "understood__text"))


def _read(topic: str, rows: Sequence[Conversation], many: int) -> list[_Voice]:
    """Read from the database ``MOST`` before each of these conversations, and ``many`` in their
    stead that may change in the batch; the oldest first."""
    most = MOST + -(-many // STEP) * STEP
    found: dict[int, _Voice] = {}
    moments = sorted({row.opened_at for row in rows}, reverse=True)
    since = moments[-1] - SPAN
    low: datetime | None = None
    for at in moments:
        if low is not None and low <= at and _enough(found, at, low, most):
            continue
        until = at if low is None else min(at, low)
        read = [_Voice(*row) for row in _told(most).run(topic=topic, since=since, until=until)]
        found |= {voice.pk: voice for voice in read}
        low = read[-1].at if len(read) == most else since
    return sorted(found.values())


@prepared
def _told(most: int) -> QuerySet[Any, Any]:
    """The newest of a topic that began in some time."""
    rows = Conversation.objects.exclude(signature=0).filter(
        topic=Slot("topic", CharField()),
        spam=False,
        opened_at__gte=Slot("since", DateTimeField()),
        opened_at__lte=Slot("until", DateTimeField()),
    )
    listed = rows.values_list("opened_at", "id", "signature", "place", "alike_id")
    return listed.order_by("-opened_at", "-id")[:most]


def _enough(found: Mapping[int, _Voice], at: datetime, low: datetime, wanted: int) -> bool:
    """True where all that is to be compared with what began at ``at`` was read, down to ``low``."""
    return low <= at - SPAN or sum(low <= voice.at <= at for voice in found.values()) >= wanted


def _together(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
