"""Which conversations tell of the same: proposed to people, who alone join them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import BigIntegerField, Max, QuerySet

from sinergi.inbox.cases.voices import Voice, Voices, kept, read
from sinergi.inbox.models import Conversation, Message
from sinergi.language import alike
from sinergi.lib.among import Among
from sinergi.lib.prepared import prepared

#: So many of the same topic are compared by their signatures, and so many by their words.
MOST, MOST_READ = 300, 5

#: What ``mark`` sets.
MARKS = ("signature", "alike")


def mark(rows: Sequence[Conversation], texts: Mapping[int, str], most: int = MOST) -> None:
    """Set the signature of the newest words of each, and the first that tells of the same.

    ``texts`` are these words, by conversation; the caller keeps both. Compared are the newest
    ``most`` of the same topic, which began within ``SPAN`` before; where both name a place, one
    must lie in the other. Each is compared with those before it in ``rows`` as they are marked,
    with others as they are stored.
    """
    stored = sum(row.signature != 0 for row in rows)
    by_topic: dict[str, list[Conversation]] = {}
    for row in rows:
        row.signature = alike.signature(texts[row.pk])
        if _tells(row):
            by_topic.setdefault(row.topic, []).append(row)
    firsts = {row.pk: row.alike_id for row in rows}
    batch = _Batch(by_topic, texts, firsts, stored, most)
    for row in rows:
        row.alike_id = firsts[row.pk] = batch.first(row)


def _tells(row: Conversation) -> bool:
    return bool(row.signature and row.topic and not row.spam)


class _Batch:
    """Conversations that are marked together, with what they are compared with."""

    def __init__(
        self,
        by_topic: Mapping[str, Sequence[Conversation]],
        texts: Mapping[int, str],
        firsts: dict[int, int | None],
        stored: int,
        most: int,
    ) -> None:
        self._topics = {
            topic: Voices(read(topic, rows, stored, most), texts, most)
            for topic, rows in by_topic.items()
        }
        #: As they are stored: those of the batch itself, until they are marked.
        self._stored: dict[int, tuple[Voices, Voice]] = {
            voice[1]: (known, voice) for known in self._topics.values() for voice in known.ours
        }
        #: Of conversations, these and those that were looked at: the newest words, and the first
        #: that is known to tell of the same.
        self._words = dict(texts)
        self._firsts = firsts
        self._look([row for rows in by_topic.values() for row in rows])

    def _look(self, rows: Sequence[Conversation]) -> None:
        """Read the words of what is nearest to each, and where these tell of something else, of
        what is nearest after it: two queries for all."""
        near = {
            row.pk: [voice[1] for _, voice in self._topics[row.topic].closest(row, MOST_READ)]
            for row in rows
        }
        self._read(pk for found in near.values() for pk in found[:1])
        others = (found for pk, found in near.items() if found and not self._same(pk, found[0]))
        self._read(pk for found in others for pk in found[1:])

    def _read(self, ids: Iterable[int]) -> None:
        wanted = {pk for pk in ids if pk not in self._words}
        if not wanted:
            return
        self._words |= dict.fromkeys(wanted, "")
        for pk, text, first in _last_words().run(conversations=wanted):
            self._words[pk], self._firsts[pk] = text, first

    def _same(self, one: int, other: int) -> bool:
        return alike.likeness(self._words[one], self._words[other]) >= alike.SAME

    def first(self, row: Conversation) -> int | None:
        """Return the first that tells of the same; what comes next is compared with this, too."""
        if row.pk in self._stored:
            known, voice = self._stored.pop(row.pk)
            known.drop(voice)
        if not _tells(row):
            return None
        known = self._topics[row.topic]
        found = self._like(row, known)
        known.take((kept(row.opened_at), row.pk, row.signature, row.place))
        return found

    def _like(self, row: Conversation, known: Voices) -> int | None:
        for _, voice in known.near(row, MOST_READ):
            self._read([voice[1]])
            if self._same(row.pk, voice[1]):
                return self._firsts[voice[1]] or voice[1]
        return None


@prepared
def _last_words() -> QuerySet[Any, Any]:
    """The newest words of conversations, and the first each is known to tell the same as."""
    said = Message.objects.filter(
        Among("conversation_id", "conversations", BigIntegerField()), understood__isnull=False
    )
    last = said.order_by().values("conversation").annotate(last=Max("pk")).values("last")
    newest = Message.objects.filter(pk__in=last).order_by()
    return newest.values_list("conversation_id", "understood__text", "conversation__alike_id")
