"""Reading texts: the worker's source. Pages never load the weights; they show what is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from sinergi.language.decisions import Decision
from sinergi.understanding import knowledge
from sinergi.understanding.deciding import decide
from sinergi.understanding.knowledge import Knowledge
from sinergi.understanding.models import Label, Text
from sinergi.understanding.signals import decided
from sinergi.work.loop import Job

LEASE = timedelta(seconds=60)

#: How often a text is begun that cannot be read.
TRIES = 3

#: So many words of a decision are kept, and so many probabilities.
WORDS, PROBABILITIES = 8, 12

Read = Callable[[str, Knowledge], Mapping[str, Decision]]


@dataclass(frozen=True, slots=True)
class Understood:
    """What was decided of a text, and by whom."""

    decisions: Mapping[str, Decision]
    mark: str


@dataclass(slots=True)
class TextReader:
    """The source of texts to read for the loop."""

    share: float = 0.25
    lease: timedelta = LEASE
    read: Read = decide

    def claim(self, most: int, *, now: datetime, holder: str) -> list[Job]:
        if not _due(now).exists():
            return []
        with transaction.atomic():
            rows = list(
                _due(now).select_for_update(skip_locked=True, of=("self",)).order_by("id")[:most]
            )
            taken = {"holder": holder, "lease": now + self.lease, "tries": F("tries") + 1}
            _rows([r.pk for r in rows]).update(**taken)
        known = knowledge.of_units([row.unit_id for row in rows])
        return [self._job(row, known[row.unit_id]) for row in rows]

    def store(self, outcomes: Sequence[tuple[int, object]], *, now: datetime) -> None:
        with transaction.atomic():
            for pk, outcome in outcomes:
                _store(pk, outcome, now)
            read = [pk for pk, outcome in outcomes if isinstance(outcome, Understood)]
            decided.send(sender=Text, ids=read)

    def prolong(self, ids: Sequence[int], *, now: datetime) -> None:
        _rows(ids).update(lease=now + self.lease)

    def _job(self, row: Text, known: Knowledge) -> Job:
        return Job(row.pk, lambda: Understood(self.read(row.text, known), known.mark))


def stored(decision: Decision) -> dict[str, Any]:
    """Return a decision as it is kept."""
    ranked = sorted(decision.probabilities.items(), key=lambda pair: (-pair[1], pair[0]))
    return {
        "label": decision.label,
        "probabilities": {label: round(p, 4) for label, p in ranked[:PROBABILITIES]},
        "abstained": decision.abstained,
        "words": [[word, round(weight, 3)] for word, weight in decision.words[:WORDS]],
    }


def _due(now: datetime) -> QuerySet[Text]:
    free = Q(lease=None) | Q(lease__lte=now)
    return Text.objects.filter(free, read_at=None, tries__lt=TRIES)


def _store(pk: int, outcome: object, now: datetime) -> None:
    values: dict[str, Any] = {"holder": "", "lease": None}
    if isinstance(outcome, Understood):
        decisions = {head: stored(decision) for head, decision in outcome.decisions.items()}
        values |= {"decisions": decisions, "read_at": now, "read_by": outcome.mark, "tries": 0}
        values["danger"] = _danger(pk, outcome.decisions.get("urgency"))
    _rows([pk]).update(**values)


def _danger(pk: int, decision: Decision | None) -> bool:
    """Say whether a text tells of a danger: what a person said of it counts more."""
    said = Label.objects.filter(text=pk, head="urgency").order_by("-at", "-id").first()
    if said is not None:
        return said.label == "danger"
    return decision is not None and decision.label == "danger"


def _rows(ids: Sequence[int]) -> QuerySet[Text]:
    return Text.objects.filter(pk__in=ids)
