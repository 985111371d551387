"""Citra belongs to another office: of Ayu's texts, rounds and models nothing exists for her."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.people.models import User
from sinergi.understanding.actions import rounds, training
from sinergi.understanding.models import Label, OfficeModel, Round, RuleSet
from sinergi.understanding.tests.conftest import Put, as_, read_all
from sinergi.understanding.tests.invented import labelled
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.mark.parametrize("name", ["office", "topics", "import"])
def test_citra_opens_no_page_of_ayus_office(citra: User, tree: dict[str, Unit], name: str) -> None:
    url = reverse(f"understanding:{name}", args=[tree["cibinong"].pk])
    assert as_(citra).get(url).status_code == 403
    assert as_(citra).post(url, {"text": "[a] A\na\n", "seen": "0"}).status_code in {403, 405}
    assert not RuleSet.objects.exists()


@pytest.mark.parametrize("name", ["begin-round", "train", "roll-back"])
def test_citra_begins_nothing_in_ayus_office(
    citra: User, tree: dict[str, Unit], put: Put, name: str
) -> None:
    put("Jalan rusak")
    read_all()
    url = reverse(f"understanding:{name}", args=[tree["cibinong"].pk])
    assert as_(citra).post(url, {"head": "topic", "size": "25"}).status_code == 403
    assert not Round.objects.exists()
    assert not OfficeModel.objects.exists()


def test_citra_finds_no_text_round_or_model_of_ayus(
    citra: User, ayu: User, dewi: User, tree: dict[str, Unit], put: Put
) -> None:
    text = put("Jalan rusak")
    read_all()
    made = rounds.begin(ayu, tree["cibinong"], head="topic", size=25)
    labelled(ayu, tree["cibinong"], 100)
    model = training.begin_training(dewi, tree["cibinong"], head="topic")
    before = Label.objects.count()
    for name, pk in (("text", text.pk), ("round", made.pk), ("model", model.pk)):
        url = reverse(f"understanding:{name}", args=[pk])
        assert as_(citra).get(url).status_code == 404
        sent = {"topic": "roads", "text": text.pk, "label": "roads"}
        assert as_(citra).post(url, sent).status_code in {404, 405}
    url = reverse("understanding:promote", args=[model.pk])
    assert as_(citra).post(url).status_code == 404
    assert Label.objects.count() == before


def test_ayu_labels_but_does_not_train(ayu: User, tree: dict[str, Unit]) -> None:
    for name in ("topics", "import"):
        url = reverse(f"understanding:{name}", args=[tree["cibinong"].pk])
        assert as_(ayu).get(url).status_code == 403
    url = reverse("understanding:train", args=[tree["cibinong"].pk])
    assert as_(ayu).post(url, {"head": "topic"}).status_code == 403
