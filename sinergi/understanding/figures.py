"""The figures of a model, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinergi.language.agreement import Agreement
from sinergi.lib.text import No
from sinergi.lib.words import said as in_words
from sinergi.understanding import rules, shown
from sinergi.understanding.models import OfficeModel, Text

#: A table of more labels is wider than a page; so many mistakes are named instead.
WIDEST, MOST = 6, 20


@dataclass(frozen=True, slots=True)
class Suspect:
    """A label that the others speak against: worth a second look."""

    text: Text
    said: str
    thought: str
    share: int


@dataclass(frozen=True, slots=True)
class Told:
    """Figures with labels in words.

    ``confusion``: a row for each label that people said; empty where it would be wider than a
    page. ``mistaken``: what was said, what was thought, how often; the most frequent first.
    """

    labels: int
    cv: Mapping[str, float]
    frozen: Mapping[str, Any]
    classes: Sequence[Mapping[str, Any]]
    columns: Sequence[str]
    confusion: Sequence[tuple[str, Sequence[int]]]
    mistaken: Sequence[tuple[str, str, int]]
    suspects: Sequence[Suspect]


def told(model: OfficeModel, topics: Mapping[str, str]) -> Told | None:
    """Return the figures of a model; None as long as there are none."""
    figures = model.figures
    if not figures:
        return None

    def words(label: str) -> str:
        return shown.label_words(model.head, label, topics)

    confusion = figures["confusion"]
    columns = [words(label) for label in confusion["labels"]]
    narrow = len(columns) <= WIDEST
    return Told(
        labels=figures["labels"],
        cv=figures["cv"],
        frozen=figures["frozen"],
        classes=[{**one, "label": words(one["label"])} for one in figures["classes"]],
        columns=columns,
        confusion=list(zip(columns, confusion["rows"], strict=True)) if narrow else [],
        mistaken=_mistaken(columns, confusion["rows"]),
        suspects=_suspects(figures["suspects"], words),
    )


def _mistaken(columns: Sequence[str], rows: Sequence[Sequence[int]]) -> list[tuple[str, str, int]]:
    pairs = [
        (said, columns[at], number)
        for said, row in zip(columns, rows, strict=True)
        for at, number in enumerate(row)
        if number and columns[at] != said
    ]
    return sorted(pairs, key=lambda pair: -pair[2])[:MOST]


def agreed(found: Agreement) -> str:
    """Say how far two people agree, for the reader."""
    same = ngettext(
        "the same on %(share)s %% of %(num)s text", "the same on %(share)s %% of %(num)s texts",
        found.count,
    ) % {"share": rules.percent(found.share), "num": found.count}  # fmt: skip
    if found.kappa is None or found.between is None:
        return same
    low, high = (number_format(round(one, 2), 2) for one in found.between)
    kappa = number_format(round(found.kappa, 2), 2)
    beyond = _("Cohen's kappa %(kappa)s (95 %%: %(low)s to %(high)s)")
    return f"{same}; {beyond % {'kappa': kappa, 'low': low, 'high': high}}"


def refusal(model: OfficeModel) -> str:
    """Say why a trained model may not read; "" where it may."""
    if not model.figures:
        return ""
    try:
        rules.check_promotion(model.figures)
    except No as e:
        return in_words(e)
    return ""


def _suspects(rows: Sequence[Mapping[str, Any]], words: Any) -> list[Suspect]:
    texts = Text.objects.in_bulk([row["text"] for row in rows])
    return [
        Suspect(
            texts[row["text"]],
            words(row["said"]),
            words(row["thought"]),
            round(100 * row["probability"]),
        )
        for row in rows
        if row["text"] in texts
    ]
