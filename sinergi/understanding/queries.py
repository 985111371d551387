"""What a person sees of texts, rounds and models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet

from sinergi.language.agreement import Agreement, agreement
from sinergi.understanding import rules
from sinergi.understanding.models import Label, OfficeModel, Round, RuleSet, Text
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person


def text_for(user: Person, pk: object, *, may: str = "text.label") -> Text:
    """Return a text. Raises Http404 when invisible, PermissionDenied when not theirs."""
    return units.obtain(Text.objects.all(), user, pk, see="text.label", may=may)


def office_for(user: Person, pk: object = None) -> Unit:
    """Return an office whose language a person looks after; without ``pk`` their first one.

    Raises Http404 for an office that does not exist, PermissionDenied for one not theirs.
    """
    mine = units.units_where(user, "text.label") | units.units_where(user, "language.train")
    if pk is None:
        first = mine.order_by("path").first()
        if first is None:
            raise PermissionDenied
        return first
    found = units.unit_for(user, pk)
    if not mine.filter(pk=found.pk).exists():
        raise PermissionDenied
    return found


def offices_for(user: Person) -> QuerySet[Unit]:
    """Return the offices of a person in which language can be looked after, the top first."""
    mine = units.units_where(user, "text.label") | units.units_where(user, "language.train")
    return mine.order_by("path")


def round_for(user: Person, pk: object) -> Round:
    rows = Round.objects.select_related("unit")
    return units.obtain(rows, user, pk, see="text.label", may="text.label")


def model_for(user: Person, pk: object) -> OfficeModel:
    rows = OfficeModel.objects.select_related("unit", "before", "by").defer("weights")
    return units.obtain(rows, user, pk, see="language.train", may="language.train")


@dataclass(frozen=True, slots=True)
class HeadState:
    """What an office has of one head. ``agreed``: how far two people agree on the same texts."""

    head: str
    labels: int
    frozen: int
    active: OfficeModel | None
    newest: OfficeModel | None
    versions: Sequence[OfficeModel]
    agreed: Agreement | None


def heads_of(unit: Unit) -> list[HeadState]:
    """Return how far an office has come with each head it can train."""
    below = units.subtree(unit).values("pk")
    labels = Label.objects.filter(text__unit__in=below).order_by()
    counts = {
        (head, frozen): number
        for head, frozen, number in labels.values_list("head", "frozen").annotate(
            Count("text", distinct=True)
        )
    }
    models = list(OfficeModel.objects.filter(unit=unit).defer("weights").order_by("-version"))
    agreed = agreements(unit)
    return [_head_state(head, counts, models, agreed.get(head)) for head in rules.TRAINED]


def agreements(unit: Unit) -> dict[str, Agreement]:
    """Return for each head how far people agree on texts of an office that two of them labelled.

    Of a text that more than two labelled the first two count; of the two, the one who came to the
    house first stands first.
    """
    below = units.subtree(unit).values("pk")
    twice = (
        Label.objects.filter(text__unit__in=below)
        .order_by()
        .values("text", "head")
        .annotate(people=Count("by"))
        .filter(people__gte=2)
        .values("text")
    )
    rows = Label.objects.filter(text__in=twice).order_by("text_id", "head", "id")
    said: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for text, head, by, label in rows.values_list("text_id", "head", "by_id", "label"):
        said.setdefault((text, head), []).append((by, label))
    pairs: dict[str, list[tuple[str, str]]] = {}
    for (_, head), labels in said.items():
        if len(labels) >= 2:
            (_, one), (_, other) = sorted(labels[:2])
            pairs.setdefault(head, []).append((one, other))
    return {head: agreement(found) for head, found in pairs.items()}


def _head_state(
    head: str,
    counts: Mapping[tuple[str, bool], int],
    models: Sequence[OfficeModel],
    agreed: Agreement | None,
) -> HeadState:
    mine = [model for model in models if model.head == head]
    active = [model for model in mine if model.state == OfficeModel.State.ACTIVE]
    return HeadState(
        head,
        counts.get((head, False), 0),
        counts.get((head, True), 0),
        active[0] if active else None,
        mine[0] if mine else None,
        mine,
        agreed,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a round has come. ``text`` is empty when it is done."""

    text: Text | None
    done: int
    of: int


def standing(found: Round) -> Standing:
    """Return the next text of a round and how many are done."""
    ids = [int(pk) for pk, _ in found.chosen]
    rows = Label.objects.filter(text__in=ids, head=found.head, at__gte=found.at)
    done = set(rows.values_list("text_id", flat=True)) | set(found.skipped)
    left = [pk for pk in ids if pk not in done]
    there = Text.objects.in_bulk(left)
    left = [pk for pk in left if pk in there]
    return Standing(there[left[0]] if left else None, len(ids) - len(left), len(ids))


def rounds_of(unit: Unit) -> list[tuple[Round, Standing]]:
    """Return the newest rounds of an office that are not done."""
    rows = [(row, standing(row)) for row in Round.objects.filter(unit=unit)[:10]]
    return [(row, state) for row, state in rows if state.text is not None]


def rule_set_of(unit: Unit) -> RuleSet | None:
    """Return an office's own rules of topics."""
    return RuleSet.objects.filter(unit=unit).select_related("by").first()
