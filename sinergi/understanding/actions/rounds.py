"""Rounds: 25 to 50 texts that teach most, one after the other."""

from __future__ import annotations

import random
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.understanding import choosing, rules
from sinergi.understanding.actions.labelling import label as keep_label
from sinergi.understanding.models import Label, Round, Text
from sinergi.units import queries as units
from sinergi.units.models import Unit

#: A round chooses among so many of the newest texts.
AMONG = 2000

#: This share of a round are texts that a colleague has labelled: how far do people agree?
AGAIN = 0.1


def begin(actor: User, unit: Unit, *, head: str, size: int, seed: int | None = None) -> Round:
    """Choose texts of an office and those under it. Raises No when all are labelled.

    Some of them one colleague has labelled before, which is not shown.
    ``seed`` makes the choice the same again; None: by chance.
    """
    if head not in rules.TRAINED or size not in rules.ROUND_SIZES:
        raise No(say("Choose what it is."))
    rows = _open_texts(unit, head)
    if not rows:
        raise No(say("Every text that is here has a label. New messages come by themselves."))
    chance = random.Random(seed)  # noqa: S311  # a choice of texts, no secret
    again = _labelled_by_another(actor, unit, head)
    again = chance.sample(again, min(round(size * AGAIN), len(again)))
    chosen = choosing.choose(
        [(row.pk, row.text, row.decisions.get(head, {})) for row in rows], size - len(again), chance
    )
    chosen = [*chosen, *((pk, False) for pk in again)]
    chance.shuffle(chosen)
    with transaction.atomic():
        made = Round.objects.create(
            unit=unit, head=head, by=actor, at=timezone.now(), chosen=[list(one) for one in chosen]
        )
        data = {"head": head, "texts": len(chosen)}
        audit.record(actor, "round.begun", on=made, unit_id=unit.pk, data=data)
    return made


def say_label(actor: User, found: Round, text: Text, label: str) -> Label:
    """Label a text of a round. Those drawn at random are set apart for the frozen test."""
    drawn = {int(pk): bool(by_lot) for pk, by_lot in found.chosen}
    if text.pk not in drawn:
        raise No(say("This text is not in the round."))
    return keep_label(
        actor, text, head=found.head, label=label, source=Label.Source.ROUND,
        frozen=drawn[text.pk],
    )  # fmt: skip


def skip(found: Round, text_id: int) -> None:
    """Leave a text out of a round: nobody must guess."""
    with transaction.atomic():
        held = Round.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if text_id in {int(pk) for pk, _ in held.chosen} and text_id not in held.skipped:
            held.skipped = [*held.skipped, text_id]
            held.save(update_fields=["skipped"])


def _labelled_by_another(actor: User, unit: Unit, head: str) -> list[int]:
    """Return the newest texts that one person labelled, who is not ``actor``."""
    below = units.subtree(unit).values("pk")
    rows = Label.objects.filter(text__unit__in=below, head=head).order_by().values("text")
    once = rows.annotate(people=Count("by")).filter(people=1).values("text")
    others = Label.objects.filter(text__in=once, head=head).exclude(by=actor)
    return list(others.order_by("-text_id").values_list("text_id", flat=True)[:AMONG])


def _open_texts(unit: Unit, head: str) -> Sequence[Text]:
    labelled = Label.objects.filter(head=head).values("text_id")
    below = units.subtree(unit).values("pk")
    rows = Text.objects.filter(unit__in=below).exclude(pk__in=labelled).exclude(read_at=None)
    return list(rows.order_by("-id")[:AMONG])
