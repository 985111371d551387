"""Models of an office: trained by a job, promoted by a person, and taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.util import find_spec

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.understanding import fitting, knowledge, rules
from sinergi.understanding.actions.examples import examples_of
from sinergi.understanding.actions.texts import read_again
from sinergi.understanding.models import OfficeModel
from sinergi.units.models import Unit

State = OfficeModel.State

#: A training without a sign of life for so long is given up.
SILENCE = timedelta(minutes=10)


def can_train() -> bool:
    """True where what trains is installed. It is not loaded here."""
    return find_spec("sklearn") is not None


def begin_training(
    actor: User, unit: Unit, *, head: str, now: datetime | None = None
) -> OfficeModel:
    """Write down a model to be trained; the caller has a job do it.

    Raises No where there are too few labels, or it is being trained already.
    """
    if head not in rules.TRAINED:
        raise No(say("Choose what it is."))
    if not can_train():
        raise No(say("Training needs the extra “learn”: pip install 'sinergi[learn]'"))
    at = now or timezone.now()
    examples = examples_of(unit, head)
    learned = [one.label for one in examples if not one.frozen]
    rules.check_enough(learned, len(examples) - len(learned))
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        known = OfficeModel.objects.filter(unit=unit, head=head)
        give_up(at)
        if known.filter(state=State.TRAINING).exists():
            raise No(say("It is being trained already."))
        newest = known.order_by("-version").values_list("version", flat=True).first() or 0
        made = OfficeModel.objects.create(
            unit=unit, head=head, version=newest + 1, by=actor, at=at, touched=at,
            before=known.filter(state=State.ACTIVE).first(),
        )  # fmt: skip
        data = {"head": head, "version": made.version, "labels": len(learned)}
        audit.record(actor, "model.training", on=made, unit_id=unit.pk, data=data)
    return made


def train(model: OfficeModel, fit: fitting.Fit) -> None:
    """Train a model and put away what came of it. A repetition after a worker died begins anew."""
    examples = examples_of(model.unit, model.head)
    before = bytes(model.before.weights) if model.before else b""
    topics = knowledge.topics_of(model.unit_id).write()
    task = fitting.Task(model.head, examples, before, topics)
    try:
        fitted = fit(task, lambda done, of: _went_on(model, done, of))
    except fitting.Failed as e:
        _end(model, state=State.FAILED, problem=[e.no.message, e.no.facts])
        return
    try:
        rules.check_promotion(fitted.figures)
        state = State.READY
    except No:
        state = State.REFUSED
    _end(model, state=state, weights=fitted.weights, figures=fitted.figures)


def give_up(now: datetime) -> int:
    """Show as failed what nobody trains any more. Return how many. The clock's."""
    silent = OfficeModel.objects.filter(state=State.TRAINING, touched__lt=now - SILENCE)
    told = [say("Its worker ended in the middle of it."), {}]
    return silent.update(state=State.FAILED, touched=now, problem=told)


def promote(actor: User, model: OfficeModel) -> OfficeModel:
    """Let a model read for its office. Raises No where the frozen test drops, with both figures."""
    with transaction.atomic():
        found = _locked(model)
        if found.state not in {State.READY, State.REFUSED, State.RETIRED}:
            raise No(say("This model cannot read now."))
        active = OfficeModel.objects.filter(unit=found.unit, head=found.head, state=State.ACTIVE)
        now_reads = active.first()
        if found.before_id != (now_reads.pk if now_reads else None):
            raise No(
                say("It was compared with another model than the one that reads now. Train again.")
            )
        rules.check_promotion(found.figures)
        active.update(state=State.RETIRED)
        _activate(actor, found, "model.promoted")
    return found


def roll_back(actor: User, unit: Unit, *, head: str) -> OfficeModel | None:
    """Let what read before read again: the model before this one, or what comes with Sinergi.

    Raises No where no model of the office reads.
    """
    with transaction.atomic():
        rows = OfficeModel.objects.select_for_update(of=("self",)).filter(unit=unit, head=head)
        active = rows.filter(state=State.ACTIVE).first()
        if active is None:
            raise No(say("No model of this office reads now."))
        OfficeModel.objects.filter(pk=active.pk).update(state=State.RETIRED)
        earlier = rows.filter(pk=active.before_id or 0).first()
        if earlier is None:
            audit.record(actor, "model.rolled_back", on=active, unit_id=unit.pk, data={"to": None})
            read_again(unit)
            return None
        _activate(actor, earlier, "model.rolled_back")
    return earlier


def _activate(actor: User, model: OfficeModel, verb: str) -> None:
    model.state, model.promoted_at = State.ACTIVE, timezone.now()
    model.save(update_fields=["state", "promoted_at"])
    read_again(model.unit)
    data = {"head": model.head, "version": model.version}
    audit.record(actor, verb, on=model, unit_id=model.unit_id, data=data)


def _locked(model: OfficeModel) -> OfficeModel:
    rows = OfficeModel.objects.select_related("unit").select_for_update(of=("self",))
    return rows.get(pk=model.pk)


def _went_on(model: OfficeModel, done: int, of: int) -> None:
    OfficeModel.objects.filter(pk=model.pk).update(done=done, of=of, touched=timezone.now())


def _end(model: OfficeModel, **values: object) -> None:
    training = OfficeModel.objects.filter(pk=model.pk, state=State.TRAINING)
    with transaction.atomic():
        if training.update(touched=timezone.now(), **values):
            data = {"head": model.head, "version": model.version, "state": values["state"]}
            audit.record(None, "model.trained", on=model, unit_id=model.unit_id, data=data)
