"""What is known of a text in the reader's words: for the page of a conversation and of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from sinergi.language.rules import bogor
from sinergi.language.rules.place import NONE
from sinergi.understanding import competence, rules, understood
from sinergi.understanding.forms import CorrectForm
from sinergi.understanding.models import Text
from sinergi.units.models import Unit


@dataclass(frozen=True, slots=True)
class Line:
    """One head in words. ``share`` is in per cent; ``sure`` false: the head abstained."""

    head: str
    title: str
    label: str
    share: int
    sure: bool
    said_by: str
    speaks_for: Sequence[str]
    speaks_against: Sequence[str]


@dataclass(frozen=True, slots=True)
class Key:
    """A topic that one key labels."""

    number: int
    label: str
    title: str
    chosen: bool


def panel(text: Text, *, may_label: bool, form: CorrectForm | None = None) -> dict[str, Any]:
    """Return what the part of a page about a text needs."""
    known, topics = understood.known_of(text), understood.topics(text.unit_id)
    found: dict[str, Any] = {
        "text": text,
        "lines": [line(one, topics) for one in known],
        "competent": competence.competent(text, known),
        "may_label": may_label,
        "keys": (),
        "form": None,
    }
    if may_label:
        chosen = next((one.label for one in known if one.head == "topic" and one.said_by), "")
        found["keys"] = [
            Key(number, label, topics[label], label == chosen)
            for number, label in enumerate(
                understood.ranked(text, "topic", topics)[: understood.KEYS], start=1
            )
        ]
        found["form"] = form or CorrectForm(text=text, known=known)
    return found


def line(known: understood.Known, topics: Mapping[str, str]) -> Line:
    return Line(
        head=known.head,
        title=head_words(known.head),
        label=label_words(known.head, known.label, topics),
        share=round(100 * known.share),
        sure=not known.abstained,
        said_by=known.said_by,
        speaks_for=[word for word, weight in known.words if weight > 0],
        speaks_against=[word for word, weight in known.words if weight < 0],
    )


def head_words(head: str) -> str:
    return _(rules.HEADS[head])


def label_words(head: str, label: str, topics: Mapping[str, str]) -> str:
    """Return a label in the reader's language; topics and places are the office's own words."""
    if head == "topic":
        return topics.get(label, label)
    if head == "place":
        return _("not mentioned") if label == NONE else _place_name(label)
    words = rules.LABELS.get(head, {}).get(label)
    return _(words) if words else label


def _place_name(code: str) -> str:
    """Return what a place is called; people may have written its name themselves."""
    name = Unit.objects.filter(code=code).values_list("name", flat=True).first()
    return name or bogor().name(code)


def keys(text: Text, head: str) -> list[Key]:
    """Return every label of a head for a text, the first nine with a digit; 0: none."""
    topics = understood.topics(text.unit_id)
    labels = understood.ranked(text, head, topics)
    return [
        Key(n if n <= understood.KEYS else 0, one, label_words(head, one, topics), False)
        for n, one in enumerate(labels, start=1)
    ]
