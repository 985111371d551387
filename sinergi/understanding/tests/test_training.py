"""An office trains on its own labels; a model reads only if the frozen test does not drop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.conftest import CAST, HOMES
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.understanding import fitting, learned, tasks
from sinergi.understanding.actions import training
from sinergi.understanding.models import Label, OfficeModel, Text
from sinergi.understanding.tests.conftest import Put, read_all
from sinergi.understanding.tests.invented import labelled
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

State = OfficeModel.State


@pytest.fixture
def office(tree: dict[str, Unit], ayu: User) -> Unit:
    return CAST.of("office") or _labelled(tree, ayu)


def _labelled(tree: dict[str, Unit], ayu: User) -> Unit:
    """Return Ayu's office with 300 labels."""
    labelled(ayu, tree["cibinong"])
    return tree["cibinong"]


CAST.also("office", _labelled, ("tree", "ayu"))
HOMES.add(__name__)


_FITTED: dict[str, fitting.Fitted] = {}


def fit(task: fitting.Task, progress: fitting.Progress) -> fitting.Fitted:
    """Learn the same only once: the same labels give the same weights, as a test shows."""
    key = repr(task)
    if key not in _FITTED:
        _FITTED[key] = learned.fit(task, progress)
    return _FITTED[key]


def trained(dewi: User, office: Unit, fit: fitting.Fit = fit) -> OfficeModel:
    model = training.begin_training(dewi, office, head="topic")
    training.train(model, fit)
    model.refresh_from_db()
    return model


@pytest.mark.usefixtures("new_models")
def test_labels_become_a_model_that_reads(office: Unit, dewi: User, put: Put) -> None:
    model = training.begin_training(dewi, office, head="topic")
    tasks.train.func(model.pk)  # what a job does, with a process of its own
    model.refresh_from_db()
    assert (model.state, model.done) == (State.READY, model.of)
    figures = model.figures
    assert figures["cv"]["low"] <= figures["cv"]["f1"] <= figures["cv"]["high"]
    assert figures["cv"]["f1"] > 0.9
    assert sum(map(sum, figures["confusion"]["rows"])) == figures["labels"]
    training.promote(dewi, model)
    text = put("Odong-odong berisik lagi di gang melati")
    read_all()
    text.refresh_from_db()
    assert text.decisions["topic"]["label"] == "odong"
    assert f"topic:{model.pk}" in text.read_by
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"model.training", "model.trained", "model.promoted"} <= verbs


def test_wrong_labels_are_suspects(office: Unit, dewi: User) -> None:
    suspects = trained(dewi, office).figures["suspects"]
    wrong = {pk for n, pk in enumerate(Text.objects.order_by("id").values_list("id", flat=True))
             if n % 50 == 0}  # fmt: skip
    assert suspects
    assert {one["text"] for one in suspects} <= wrong


def test_frozen_labels_are_never_learned_from(office: Unit, dewi: User) -> None:
    model = trained(dewi, office)
    frozen = Label.objects.filter(frozen=True).count()
    assert (model.figures["labels"], model.figures["frozen"]["n"]) == (300 - frozen, frozen)


def test_the_same_labels_give_the_same_weights(office: Unit, dewi: User) -> None:
    first, second = (trained(dewi, office, learned.fit) for _ in range(2))
    assert bytes(first.weights) == bytes(second.weights)


def test_a_model_that_is_worse_on_the_frozen_test_may_not_read(office: Unit, dewi: User) -> None:
    good = training.promote(dewi, trained(dewi, office))
    odd = Label.objects.filter(frozen=False, text_id__gt=0)
    for label, other in (("odong", "layang"), ("layang", "pasar"), ("pasar", "odong")):
        odd.filter(label=label).update(label=f"was {other}")
    for other in ("odong", "layang", "pasar"):
        odd.filter(label=f"was {other}").update(label=other)
    bad = trained(dewi, office)
    assert bad.state == State.REFUSED
    with pytest.raises(No) as refused:
        training.promote(dewi, bad)
    assert {"new", "before"} <= set(refused.value.facts)
    assert OfficeModel.objects.get(state=State.ACTIVE) == good


def test_what_read_before_can_read_again(office: Unit, dewi: User) -> None:
    first = training.promote(dewi, trained(dewi, office))
    second = training.promote(dewi, trained(dewi, office))
    assert OfficeModel.objects.get(state=State.ACTIVE) == second
    assert training.roll_back(dewi, office, head="topic") == first
    assert OfficeModel.objects.get(state=State.ACTIVE) == first
    assert training.roll_back(dewi, office, head="topic") is None
    assert not OfficeModel.objects.filter(state=State.ACTIVE).exists()
    with pytest.raises(No):
        training.roll_back(dewi, office, head="topic")
    assert Entry.objects.filter(verb="model.rolled_back").count() == 2


def test_a_model_compared_with_another_is_trained_again_first(office: Unit, dewi: User) -> None:
    first, second = trained(dewi, office), trained(dewi, office)
    training.promote(dewi, first)
    with pytest.raises(No, match="Train again"):
        training.promote(dewi, second)


def test_too_few_labels_are_refused_with_their_number(
    tree: dict[str, Unit], dewi: User, ayu: User
) -> None:
    labelled(ayu, tree["cibinong"], 10)
    with pytest.raises(No, match="labels to learn from"):
        training.begin_training(dewi, tree["cibinong"], head="topic")


def test_one_training_at_a_time_and_a_silent_one_is_given_up(office: Unit, dewi: User) -> None:
    first = training.begin_training(dewi, office, head="topic")
    with pytest.raises(No, match="already"):
        training.begin_training(dewi, office, head="topic")
    later = timezone.now() + training.SILENCE + timedelta(seconds=1)
    training.begin_training(dewi, office, head="topic", now=later)
    first.refresh_from_db()
    assert first.state == State.FAILED


def test_the_clock_gives_up_what_nobody_trains(office: Unit, dewi: User) -> None:
    model = training.begin_training(dewi, office, head="topic")
    assert training.give_up(timezone.now()) == 0
    assert training.give_up(timezone.now() + training.SILENCE + timedelta(seconds=1)) == 1
    model.refresh_from_db()
    assert (model.state, model.problem[0]) == (
        State.FAILED,
        "Its worker ended in the middle of it.",
    )


def test_a_process_that_ends_without_a_result_has_failed() -> None:
    task = fitting.Task("topic", [fitting.Example(1, "a", "b", False)], b"", "[a] A\na\n")
    with pytest.raises(fitting.Failed):
        fitting.in_a_process(task, lambda done, of: None)


def test_a_training_that_fails_says_so(office: Unit, dewi: User) -> None:
    def failing(task: fitting.Task, progress: fitting.Progress) -> fitting.Fitted:
        progress(1, 7)
        raise fitting.Failed(No("It ended."))

    model = training.begin_training(dewi, office, head="topic")
    training.train(model, failing)
    model.refresh_from_db()
    assert (model.state, model.problem[0], model.done) == (State.FAILED, "It ended.", 1)


def test_a_job_repeated_after_a_worker_died_trains_again(office: Unit, dewi: User) -> None:
    class Killed(BaseException):
        pass

    def dying(task: fitting.Task, progress: fitting.Progress) -> fitting.Fitted:
        progress(3, 7)
        raise Killed

    model = training.begin_training(dewi, office, head="topic")
    with pytest.raises(Killed):
        training.train(model, dying)
    training.train(OfficeModel.objects.get(pk=model.pk), learned.fit)
    model.refresh_from_db()
    assert model.state == State.READY
