"""What is known of a text, head by head: people's labels before decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from sinergi.lib.among import Among
from sinergi.lib.prepared import Slot, prepared
from sinergi.understanding import knowledge, rules
from sinergi.understanding.models import Label, Text

#: So many topics are offered by one key.
KEYS = 9


class Known(NamedTuple):
    """What is known of one head of a text.

    ``said_by`` is empty where a machine decided; ``words``, each with its weight, are for (above 0)
    or against it.
    """

    head: str
    label: str
    share: float
    abstained: bool
    words: Sequence[Sequence[Any]]
    said_by: str = ""


def known_of(text: Text) -> list[Known]:
    """Return what is known of a text, head by head, in the order people read them."""
    return known_of_many([text])[text.pk]


def known_of_many(
    texts: Sequence[Text], heads: Iterable[str] = tuple(rules.HEADS)
) -> dict[int, list[Known]]:
    """Return what is known of each text, by its id: one query for all."""
    told = _labelled().run(texts=[text.pk for text in texts])
    said = {(text, head): (label, by) for text, head, label, by in told}
    return {
        text.pk: [
            found
            for head in heads
            if (found := _known(head, text.decisions.get(head), said.get((text.pk, head))))
            is not None
        ]
        for text in texts
    }


@prepared
def _labelled() -> QuerySet[Any, Any]:
    labels = Label.objects.filter(Among("text_id", "texts", BigIntegerField()))
    name = Coalesce(NullIf("by__name", Value("")), "by__username")
    return labels.order_by("at", "id").values_list("text_id", "head", "label", name)


def topics(unit_id: int) -> dict[str, str]:
    """Return the topics of an office with their titles: those of its rules, then others in use."""
    found = {s.label: s.title for s in knowledge.topics_of(unit_id).sections}
    return found | {one: one for (one,) in _used().run(unit=unit_id) if one not in found}


@prepared
def _used() -> QuerySet[Any, Any]:
    used = Label.objects.filter(head="topic", text__unit=Slot("unit", BigIntegerField()))
    return used.order_by("label").values_list("label").distinct()


def ranked(text: Text, head: str, topics_here: Mapping[str, str] | None = None) -> list[str]:
    """Return the labels that a head offers for a text, always in the same order: hands learn keys.

    Only of more topics than there are keys the most probable come first. ``topics_here`` are those
    of the text's office, where they are known.
    """
    fixed = rules.LABELS.get(head)
    if fixed is not None:
        return list(fixed)
    shares: Mapping[str, float] = text.decisions.get(head, {}).get("probabilities", {})
    known = list(topics(text.unit_id) if topics_here is None else topics_here)
    if len(known) <= KEYS:
        return known
    return sorted(known, key=lambda one: (-shares.get(one, 0.0), known.index(one)))


def _known(
    head: str, decision: Mapping[str, object] | None, said: tuple[str, str] | None
) -> Known | None:
    if said is not None:
        label, by = said
        return Known(head, label, 1.0, False, (), by)
    if not decision:
        return None
    label, shares = str(decision["label"]), decision["probabilities"]
    share = float(shares.get(label, 0.0)) if isinstance(shares, dict) else 0.0
    words = decision["words"]
    told = words if isinstance(words, list) else ()
    return Known(head, label, share, bool(decision["abstained"]), told)
