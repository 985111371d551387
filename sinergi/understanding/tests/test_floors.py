"""Danger and language are trained, too: the rule stays, and no language is forgotten."""

from __future__ import annotations

import pytest

from sinergi.people.models import User
from sinergi.understanding import actions, learned
from sinergi.understanding.actions import training
from sinergi.understanding.models import OfficeModel, Text
from sinergi.understanding.tests.conftest import Put, read_all
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("new_models")]

#: A danger that no rule knows, and what is none.
BRIDGE = "jembatan gantung tinggal seutas di kampung sawah nomor"
QUIET = "lampu jalan gelap di gang melati nomor"


def apart(n: int) -> bool:
    """Set every fifth apart: the lot goes by numbers of rows, which differ from run to run."""
    return n % 5 == 3


def promoted(dewi: User, office: Unit, head: str) -> OfficeModel:
    model = training.begin_training(dewi, office, head=head)
    training.train(model, learned.fit)
    model.refresh_from_db()
    return training.promote(dewi, model)


@pytest.fixture
def labelled(put: Put, ayu: User) -> None:
    for n in range(70):
        danger = n % 2 == 0
        text = put(f"{BRIDGE if danger else QUIET} {n}")
        said = "danger" if danger else "normal"
        actions.label(ayu, text, head="urgency", label=said, frozen=apart(n))


@pytest.mark.usefixtures("labelled")
def test_a_danger_in_the_words_of_the_place_is_learned(
    put: Put, dewi: User, tree: dict[str, Unit]
) -> None:
    before = put(f"{BRIDGE} 901")
    read_all()
    model = promoted(dewi, tree["cibinong"], "urgency")
    after = put(f"{BRIDGE} 902")
    read_all()
    before.refresh_from_db()
    after.refresh_from_db()
    assert model.figures["frozen"]["new"]["f1"] > model.figures["frozen"]["before"]["f1"]
    assert after.danger
    assert before.danger  # the newest texts are read anew
    assert f"urgency:{model.pk}" in after.read_by


@pytest.mark.usefixtures("labelled")
def test_a_trained_head_never_takes_back_the_danger_of_the_rule(
    put: Put, ayu: User, dewi: User, tree: dict[str, Unit]
) -> None:
    cry = "Tolong! rumah kebakaran, ada orang terjebak di dalam"
    for n in range(20):  # somebody labels cries for help as nothing
        text = put(f"{cry} {n}")
        actions.label(ayu, text, head="urgency", label="normal", frozen=apart(n))
    model = training.begin_training(dewi, tree["cibinong"], head="urgency")
    training.train(model, learned.fit)
    OfficeModel.objects.filter(pk=model.pk).update(state=OfficeModel.State.ACTIVE)
    text = put(cry)
    read_all()
    text.refresh_from_db()
    assert text.danger
    assert text.decisions["urgency"]["label"] == "danger"
    assert f"urgency:{model.pk}" in text.read_by


def test_a_language_is_learned_beside_those_that_are_known(
    put: Put, ayu: User, dewi: User, tree: dict[str, Unit]
) -> None:
    for n in range(60):
        sundanese = n % 2 == 0
        words = "punten iraha dibuka loketna" if sundanese else "kapan loket itu dibuka ya pak"
        text = put(f"{words} di kampung nomor {n}")
        said = "sun" if sundanese else "ind"
        actions.label(ayu, text, head="language", label=said, frozen=apart(n))
    promoted(dewi, tree["cibinong"], "language")
    english = put("please tell me how the office repairs broken roads")
    javanese = put("matur nuwun pak lurah, dalane wis apik tenan saiki")
    read_all()
    for text, language in ((english, "eng"), (javanese, "jav")):
        text.refresh_from_db()
        assert text.decisions["language"]["label"] == language
    assert Text.objects.exclude(read_at=None).count() == 62
