"""What conversations of a batch are compared with: those of the same topic that began before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import CharField, DateTimeField, QuerySet, TextField
from django.db.models.functions import Coalesce

from sinergi.inbox.models import Conversation
from sinergi.language import alike
from sinergi.lib.prepared import Slot, prepared

#: Voices of one incident come close together.
SPAN = timedelta(hours=48)

#: In such steps more are read for a batch: few shapes of the question.
STEP = 32

#: When a conversation began, as the database keeps it; its id, its signature, and its place. A
#: tuple and no more: hundreds are read for each topic.
Voice = tuple[Any, int, int, str]
_AT = itemgetter(0)

#: How far a voice is by its signature, and itself: of those as far, the oldest comes first.
Close = tuple[int, Voice]


class Voices:
    """Those of one topic, the oldest first: ``held`` are others, ``ours`` are of the batch itself,
    as they are stored until they are marked. What is held is looked through once for each."""

    def __init__(self, read: Sequence[Voice], batch: Mapping[int, object], most: int) -> None:
        self.ours = [voice for voice in read if voice[1] in batch]
        self.held = [voice for voice in read if voice[1] not in batch] if self.ours else read
        self._signatures = alike.packed([voice[2] for voice in self.held])
        self._most = most
        #: What is held and close to conversations that were asked for, the nearest first.
        self._begun: dict[int, Iterator[Close]] = {}

    def closest(self, row: Conversation, wanted: int) -> list[Close]:
        """Return so many of those that are held and close to a conversation, which ``near`` is
        asked for next."""
        rest = self._held_by(row)
        found = list(islice(rest, wanted))
        self._begun[row.pk] = chain(found, rest)
        return found

    def near(self, row: Conversation, wanted: int) -> list[Close]:
        """Return the nearest so many among the newest that began before, held or ours."""
        mine, place = row.signature, row.place
        start, end = self._window(self.ours, row)
        _, last = self._window(self.held, row)
        ours = [
            (far, voice)
            for voice in self.ours[start:end]
            if (far := (mine ^ voice[2]).bit_count()) <= alike.CLOSE and _together(place, voice[3])
        ]

        def newest(one: Close) -> bool:
            return self._after(one[1], last, end) < self._most

        begun = self._begun.pop(row.pk) if row.pk in self._begun else self._held_by(row)
        held = islice((one for one in begun if newest(one)), wanted)
        return sorted([*held, *filter(newest, ours)])[:wanted]

    def _held_by(self, row: Conversation) -> Iterator[Close]:
        """Yield what is held and close to a conversation, the nearest first."""
        start, end = self._window(self.held, row)
        start, place = max(start, end - self._most), row.place
        others = self._signatures[alike.PACKED * start : alike.PACKED * end]
        for far, at in alike.nearest(row.signature, others):
            voice = self.held[start + at]
            if _together(place, voice[3]):
                yield far, voice

    def take(self, voice: Voice) -> None:
        """Have one of the batch compared with what comes next."""
        insort(self.ours, voice)

    def drop(self, voice: Voice) -> None:
        """Take one of the batch out: it is to be marked, and may have become another."""
        del self.ours[bisect_left(self.ours, voice)]

    def _after(self, voice: Voice, last: int, end: int) -> int:
        """Return how many began after a voice, up to places in what is held and in ours."""
        held, ours = bisect_right(self.held, voice), bisect_right(self.ours, voice)
        return last - held + end - ours

    def _window(self, voices: Sequence[Voice], row: Conversation) -> tuple[int, int]:
        end = bisect_right(voices, kept(row.opened_at), key=_AT)
        return bisect_left(voices, kept(row.opened_at - SPAN), hi=end, key=_AT), end


def read(topic: str, rows: Sequence[Conversation], many: int, most: int) -> list[Voice]:
    """Read from the database ``most`` before each of these conversations, and ``many`` in their
    stead that may change in the batch; the oldest first."""
    most += -(-many // STEP) * STEP
    moments = sorted({row.opened_at for row in rows}, reverse=True)
    since = moments[-1] - SPAN
    found: list[Voice] = []
    low: datetime | None = None
    for at in moments:
        if low is not None and low <= at and _enough(found, at, low, most):
            continue
        until = at if low is None else min(at, low)
        told = _told(most).run(topic=topic, since=since, until=until)
        same = set(found[: bisect_right(found, kept(until), key=_AT)])
        found = [voice for voice in reversed(told) if voice not in same] + found
        low = _moment(told[-1][0]) if len(told) == most else since
    return found


@prepared
def _told(most: int) -> QuerySet[Any, Any]:
    """The newest of a topic that began in some time."""
    rows = Conversation.objects.exclude(signature=0).filter(
        topic=Slot("topic", CharField()),
        spam=False,
        opened_at__gte=Slot("since", DateTimeField()),
        opened_at__lte=Slot("until", DateTimeField()),
    )
    as_kept = Coalesce("opened_at", "opened_at", output_field=TextField())
    listed = rows.values_list(as_kept, "id", "signature", "place")
    return listed.order_by("-opened_at", "-id")[:most]


def _enough(found: Sequence[Voice], at: datetime, low: datetime, wanted: int) -> bool:
    """True where all that is to be compared with what began at ``at`` was read, down to ``low``."""
    first, last = bisect_left(found, kept(low), key=_AT), bisect_right(found, kept(at), key=_AT)
    return low <= at - SPAN or last - first >= wanted


@lru_cache(maxsize=1024)
def kept(moment: datetime) -> Any:
    """Return a moment as the database keeps it: these sort alike."""
    return connection.ops.adapt_datetimefield_value(moment)


def _moment(value: Any) -> datetime:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _together(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
