"""Reading texts: the worker's source. Pages never load the weights; they show what is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, DateTimeField, Q, QuerySet

from sinergi.language.decisions import Decision
from sinergi.lib import rows
from sinergi.lib.among import Among
from sinergi.lib.claiming import Claim
from sinergi.lib.durability import repeatable
from sinergi.lib.prepared import Slot, once, prepared
from sinergi.understanding import knowledge
from sinergi.understanding.deciding import decide
from sinergi.understanding.knowledge import Knowledge
from sinergi.understanding.models import Label, Text
from sinergi.understanding.signals import decided
from sinergi.work.loop import Job

LEASE = timedelta(seconds=60)

#: How often a text is begun that cannot be read.
TRIES = 3

#: What is written of a text that was read.
KEPT = ("decisions", "danger", "read_at", "read_by", "holder", "lease", "tries")

#: So many words of a decision are kept, and so many probabilities: none that would be 0.
WORDS, PROBABILITIES, LEAST = 8, 12, 0.00005

Read = Callable[[str, Knowledge], Mapping[str, Decision]]


@dataclass(frozen=True, slots=True)
class Understood:
    """What was decided of a text that was claimed, and by whom."""

    text: Text
    decisions: Mapping[str, Decision]
    mark: str


@dataclass(slots=True)
class TextReader:
    """The source of texts to read for the loop."""

    share: float = 0.25
    lease: timedelta = LEASE
    read: Read = decide

    def claim(self, most: int, *, now: datetime, holder: str) -> list[Job]:
        lease = connection.ops.adapt_datetimefield_value(now + self.lease)
        texts = _claim(most).run([holder, lease], now=now)
        if not texts:
            return []
        known = knowledge.of_units([text.unit_id for text in texts])
        return [self._job(text, known[text.unit_id]) for text in texts]

    def store(self, outcomes: Sequence[tuple[int, object]], *, now: datetime) -> None:
        read = {
            pk: one
            for pk, one in sorted(outcomes, key=itemgetter(0))
            if isinstance(one, Understood)
        }
        unread = [pk for pk, _ in outcomes if pk not in read]
        with repeatable():  # a text that is forgotten as read is read again
            if unread:
                _rows(unread).update(holder="", lease=None)
            texts = _keep(read, now)
            decided.send(sender=Text, ids=list(read), texts=texts)

    def prolong(self, ids: Sequence[int], *, now: datetime) -> None:
        _rows(ids).update(lease=now + self.lease)

    def _job(self, text: Text, known: Knowledge) -> Job:
        return Job(text.pk, lambda: Understood(text, self.read(text.text, known), known.mark))


def stored(decision: Decision) -> dict[str, Any]:
    """Return a decision as it is kept."""
    shares = [(label, p) for label, p in decision.probabilities.items() if p >= LEAST]
    if len(shares) > PROBABILITIES:
        shares = sorted(shares, key=lambda pair: (-pair[1], pair[0]))[:PROBABILITIES]
    return {
        "label": decision.label,
        "probabilities": {label: round(p, 4) for label, p in shares},
        "abstained": decision.abstained,
        "words": [list(told) for told in decision.words[:WORDS]],
    }


@once
def _claim(most: int) -> Claim:
    free = Q(lease=None) | Q(lease__lte=Slot("now", DateTimeField()))
    due = Text.objects.filter(free, read_at=None, tries__lt=TRIES).order_by("id")
    return Claim(due[:most], "holder = %s, lease = %s, tries = tries + 1")


def _keep(read: Mapping[int, Understood], now: datetime) -> dict[int, Text]:
    """Store what was decided of texts: two queries for all; return them as they are now. What a
    person said of a danger counts more than what was decided."""
    said = _said_of_danger(list(read))
    texts = {pk: _told(one, said.get(pk), now) for pk, one in read.items()}
    rows.update(list(texts.values()), KEPT)
    return texts


def _told(one: Understood, said: str | None, now: datetime) -> Text:
    urgency = one.decisions.get("urgency")
    label = said if said is not None else (urgency.label if urgency else "")
    text = one.text
    text.decisions = {head: stored(decision) for head, decision in one.decisions.items()}
    text.danger, text.read_at, text.read_by = label == "danger", now, one.mark
    text.holder, text.lease, text.tries = "", None, 0
    return text


def _said_of_danger(ids: Sequence[int]) -> dict[int, str]:
    """Return what people said last of whether these texts tell of a danger."""
    return dict(_dangers().run(texts=ids))


@prepared
def _dangers() -> QuerySet[Any, Any]:
    said = Label.objects.filter(Among("text_id", "texts", BigIntegerField()), head="urgency")
    return said.order_by("at", "id").values_list("text_id", "label")


def _rows(ids: Sequence[int]) -> QuerySet[Text]:
    return Text.objects.filter(pk__in=ids)
