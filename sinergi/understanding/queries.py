"""What a person sees of texts, and what is known of one: people's labels before decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count

from sinergi.understanding import knowledge, rules
from sinergi.understanding.models import Label, OfficeModel, Round, RuleSet, Text
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person

#: So many topics are offered by one key.
KEYS = 9


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one head of a text.

    ``said_by`` is empty where a machine decided; ``words`` are for (above 0) or against it.
    """

    head: str
    label: str
    share: float
    abstained: bool
    words: Sequence[tuple[str, float]]
    said_by: str = ""


def text_for(user: Person, pk: object, *, may: str = "text.label") -> Text:
    """Return a text. Raises Http404 when invisible, PermissionDenied when not theirs."""
    return units.obtain(Text.objects.all(), user, pk, see="text.label", may=may)


def known_of(text: Text) -> list[Known]:
    """Return what is known of a text, head by head, in the order people read them."""
    said = {row.head: row for row in text.labels.select_related("by").order_by("at", "id")}
    return [
        found
        for head in rules.HEADS
        if (found := _known(head, text.decisions.get(head), said.get(head))) is not None
    ]


def topics(unit_id: int) -> dict[str, str]:
    """Return the topics of an office with their titles: those of its rules, then others in use."""
    found = {s.label: s.title for s in knowledge.topics_of(unit_id).sections}
    used = Label.objects.filter(head="topic", text__unit=unit_id).order_by("label")
    return found | {one: one for one in used.values_list("label", flat=True).distinct()
                    if one not in found}  # fmt: skip


def ranked(text: Text, head: str) -> list[str]:
    """Return the labels that a head offers for a text: topics with the most probable first."""
    fixed = rules.LABELS.get(head)
    if fixed is not None:
        return list(fixed)
    shares: Mapping[str, float] = text.decisions.get(head, {}).get("probabilities", {})
    known = list(topics(text.unit_id))
    return sorted(known, key=lambda one: (-shares.get(one, 0.0), known.index(one)))


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


def offices_for(user: Person) -> list[Unit]:
    """Return the offices of a person in which language can be looked after, the top first."""
    mine = units.units_where(user, "text.label") | units.units_where(user, "language.train")
    return list(mine.order_by("path"))


def round_for(user: Person, pk: object) -> Round:
    rows = Round.objects.select_related("unit")
    return units.obtain(rows, user, pk, see="text.label", may="text.label")


def model_for(user: Person, pk: object) -> OfficeModel:
    rows = OfficeModel.objects.select_related("unit", "before", "by").defer("weights")
    return units.obtain(rows, user, pk, see="language.train", may="language.train")


@dataclass(frozen=True, slots=True)
class HeadState:
    """What an office has of one head."""

    head: str
    labels: int
    frozen: int
    active: OfficeModel | None
    newest: OfficeModel | None
    versions: Sequence[OfficeModel]


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
    return [_head_state(head, counts, models) for head in rules.TRAINED]


def _head_state(
    head: str, counts: Mapping[tuple[str, bool], int], models: Sequence[OfficeModel]
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
    text = Text.objects.filter(pk=left[0]).first() if left else None
    return Standing(text, len(ids) - len(left), len(ids))


def rounds_of(unit: Unit) -> list[tuple[Round, Standing]]:
    """Return the newest rounds of an office that are not done."""
    rows = [(row, standing(row)) for row in Round.objects.filter(unit=unit)[:10]]
    return [(row, state) for row, state in rows if state.text is not None]


def rule_set_of(unit: Unit) -> RuleSet | None:
    """Return an office's own rules of topics."""
    return RuleSet.objects.filter(unit=unit).select_related("by").first()


def _known(head: str, decision: Mapping[str, object] | None, said: Label | None) -> Known | None:
    if said is not None:
        return Known(head, said.label, 1.0, False, (), str(said.by))
    if not decision:
        return None
    label, shares = str(decision["label"]), decision["probabilities"]
    share = float(shares.get(label, 0.0)) if isinstance(shares, dict) else 0.0
    words = decision["words"]
    told = [(str(w), float(n)) for w, n in words] if isinstance(words, list) else []
    return Known(head, label, share, bool(decision["abstained"]), told)
