"""Which conversations tell of the same: proposed to people, who alone join them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, CharField, DateTimeField, Max, QuerySet, TextField
from django.db.models.functions import Coalesce

from sinergi.inbox.models import Conversation, Message
from sinergi.language import alike
from sinergi.lib.among import Among
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


#: When a conversation began, as the database keeps it; its id, its signature, its place, and the
#: one it is known to tell the same as. A tuple and no more: hundreds are read for each topic.
_Voice = tuple[Any, int, int, str, int | None]
_AT = itemgetter(0)


class _Voices:
    """Those that conversations of a batch are compared with, topic by topic, the oldest first."""

    def __init__(
        self, by_topic: Mapping[str, Sequence[Conversation]], texts: Mapping[int, str]
    ) -> None:
        many = sum(map(len, by_topic.values()))
        self._topics = {topic: _read(topic, rows, many) for topic, rows in by_topic.items()}
        #: As they are stored: those of the batch itself, until they are marked.
        self._stored = {
            voice[1]: (known, voice)
            for known in self._topics.values()
            for voice in known
            if voice[1] in texts
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
        insort(known, (_kept(row.opened_at), row.pk, row.signature, row.place, found))
        return found

    def _like(self, row: Conversation, near: Sequence[_Voice]) -> int | None:
        mine = self._texts[row.pk]
        if missing := [voice[1] for voice in near if voice[1] not in self._words]:
            self._words |= _words(missing)
        for _, pk, _, _, first in near:
            if alike.likeness(mine, self._words[pk]) >= alike.SAME:
                return first or pk
        return None

    def _looked_at(self, by_topic: Mapping[str, Sequence[Conversation]]) -> set[int]:
        """Return whose words will be read, of those whose words are not known."""
        others = {
            topic: [voice for voice in known if voice[1] not in self._texts]
            for topic, known in self._topics.items()
        }
        near = (_near(row, others[topic]) for topic, rows in by_topic.items() for row in rows)
        return {voice[1] for found in near for voice in found}


def _near(row: Conversation, known: Sequence[_Voice]) -> list[_Voice]:
    """Return the nearest by signature, of the ``MOST`` that began before it."""
    mine, place = row.signature, row.place
    end = bisect_right(known, _kept(row.opened_at), key=_AT)
    start = bisect_left(known, _kept(row.opened_at - SPAN), hi=end, key=_AT)
    close = [
        (far, voice[1], voice)
        for voice in known[max(start, end - MOST) : end]
        if (far := (mine ^ voice[2]).bit_count()) <= alike.CLOSE
    ]
    together = (v for _, pk, v in sorted(close) if pk != row.pk and _together(place, v[3]))
    return list(islice(together, MOST_READ))


@lru_cache(maxsize=1024)
def _kept(moment: datetime) -> Any:
    """Return a moment as the database keeps it: these sort alike."""
    return connection.ops.adapt_datetimefield_value(moment)


def _moment(kept: Any) -> datetime:
    at = kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _words(ids: Iterable[int]) -> dict[int, str]:
    """Return the newest words of conversations; none where there are none."""
    wanted = set(ids)
    if not wanted:
        return {}
    return dict.fromkeys(wanted, "") | dict(_last_words().run(conversations=wanted))


@prepared
def _last_words() -> QuerySet[Any, Any]:
    said = Message.objects.filter(
        Among("conversation_id", "conversations", BigIntegerField()), understood__isnull=False
    )
    last = said.order_by().values("conversation").annotate(last=Max("pk")).values("last")
    newest = Message.objects.filter(pk__in=last).order_by()
    return newest.values_list("conversation_id", "understood__text")


def _read(topic: str, rows: Sequence[Conversation], many: int) -> list[_Voice]:
    """Read from the database ``MOST`` before each of these conversations, and ``many`` in their
    stead that may change in the batch; the oldest first."""
    most = MOST + -(-many // STEP) * STEP
    found: dict[int, _Voice] = {}
    moments = sorted({row.opened_at for row in rows}, reverse=True)
    since = moments[-1] - SPAN
    low: datetime | None = None
    for at in moments:
        if low is not None and low <= at and _enough(found.values(), at, low, most):
            continue
        until = at if low is None else min(at, low)
        read = _told(most).run(topic=topic, since=since, until=until)
        found |= {voice[1]: voice for voice in read}
        low = _moment(read[-1][0]) if len(read) == most else since
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
    kept = Coalesce("opened_at", "opened_at", output_field=TextField())  # as the database keeps it
    listed = rows.values_list(kept, "id", "signature", "place", "alike_id")
    return listed.order_by("-opened_at", "-id")[:most]


def _enough(found: Iterable[_Voice], at: datetime, low: datetime, wanted: int) -> bool:
    """True where all that is to be compared with what began at ``at`` was read, down to ``low``."""
    first, last = _kept(low), _kept(at)
    return low <= at - SPAN or sum(first <= voice[0] <= last for voice in found) >= wanted


def _together(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
