"""Rounds choose what teaches most, and a fifth by lot for the frozen test."""

from __future__ import annotations

import random

import pytest

from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.understanding import choosing, queries
from sinergi.understanding.actions import label, rounds
from sinergi.understanding.models import Label, Text
from sinergi.understanding.tests.conftest import Put, read_all
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

CHANCE = random.Random(1)


def candidate(pk: int, words: str, *shares: float) -> choosing.Candidate:
    return pk, words, {"probabilities": {str(n): share for n, share in enumerate(shares)}}


def test_the_least_sure_come_first_and_a_fifth_by_lot() -> None:
    sure = [candidate(n, f"kata{n} lain{n}", 0.98, 0.02) for n in range(100)]
    unsure = [candidate(n, f"kata{n} lain{n}", 0.51, 0.49) for n in range(100, 120)]
    chosen = choosing.choose(sure + unsure, 25, CHANCE)
    assert len({pk for pk, _ in chosen}) == 25
    assert sum(by_lot for _, by_lot in chosen) == 5
    by_margin = {pk for pk, by_lot in chosen if not by_lot}
    assert len(by_margin & set(range(100, 120))) >= 15


def test_texts_that_are_alike_are_not_chosen_twice() -> None:
    alike = [candidate(n, "jalan rusak di depan pasar", 0.5, 0.5) for n in range(30)]
    other = [candidate(n, f"lain{n} sekali{n}", 0.6, 0.4) for n in range(30, 60)]
    chosen = choosing.choose(alike + other, 25, CHANCE)
    assert sum(pk < 30 and not by_lot for pk, by_lot in chosen) == 1


def test_a_round_goes_from_text_to_text(put: Put, ayu: User, tree: dict[str, Unit]) -> None:
    for n in range(30):
        put(f"Jalan nomor {n} rusak sekali di kampung {n}")
    read_all()
    made = rounds.begin(ayu, tree["cibinong"], head="topic", size=25, seed=1)
    at = queries.standing(made)
    assert (at.done, at.of) == (0, 25)
    assert at.text is not None
    rounds.say_label(ayu, made, at.text, "roads")
    assert queries.standing(made).done == 1
    after = queries.standing(made).text
    assert after is not None
    rounds.skip(made, after.pk)
    made.refresh_from_db()
    assert queries.standing(made).done == 2


def test_what_was_drawn_by_lot_is_frozen_and_nothing_else(
    put: Put, ayu: User, tree: dict[str, Unit]
) -> None:
    for n in range(30):
        put(f"Jalan nomor {n} rusak sekali di kampung {n}")
    read_all()
    made = rounds.begin(ayu, tree["cibinong"], head="topic", size=25, seed=1)
    for pk, _ in made.chosen:
        rounds.say_label(ayu, made, Text.objects.get(pk=pk), "roads")
    frozen = set(Label.objects.filter(frozen=True).values_list("text_id", flat=True))
    assert frozen == {pk for pk, by_lot in made.chosen if by_lot}
    assert len(frozen) == 5


def test_a_text_of_another_round_is_refused(put: Put, ayu: User, tree: dict[str, Unit]) -> None:
    put("Jalan rusak")
    read_all()
    made = rounds.begin(ayu, tree["cibinong"], head="topic", size=25)
    with pytest.raises(No):
        rounds.say_label(ayu, made, put("Sampah"), "waste")


def test_no_round_without_texts(ayu: User, tree: dict[str, Unit]) -> None:
    with pytest.raises(No, match="Every text"):
        rounds.begin(ayu, tree["cibinong"], head="topic", size=25)


def test_a_tenth_of_a_round_are_texts_a_colleague_labelled(
    put: Put, ayu: User, dewi: User, tree: dict[str, Unit]
) -> None:
    theirs = {put(f"Lampu nomor {n} mati di gang {n}").pk for n in range(6)}
    mine = put("Sampah menumpuk di pasar")
    for n in range(40):
        put(f"Jalan nomor {n} rusak sekali di kampung {n}")
    read_all()
    for text in Text.objects.filter(pk__in=theirs):
        label(dewi, text, head="topic", label="lighting")
    label(ayu, mine, head="topic", label="waste")
    made = rounds.begin(ayu, tree["cibinong"], head="topic", size=25, seed=1)
    again = {pk for pk, _ in made.chosen} & theirs
    assert (len(made.chosen), len(again)) == (25, 2)
    assert mine.pk not in {pk for pk, _ in made.chosen}
    text = Text.objects.get(pk=min(again))
    rounds.say_label(ayu, made, text, "lighting")
    assert set(text.labels.values_list("by__name", flat=True)) == {"Ayu", "Dewi"}


def test_how_far_two_people_agree_is_counted_in_their_office_alone(
    put: Put, ayu: User, dewi: User, tree: dict[str, Unit]
) -> None:
    said = [("roads", "roads"), ("waste", "waste"), ("roads", "waste"), ("waste", "waste")]
    for n, (one, other) in enumerate(said):
        text = put(f"Jalan nomor {n} rusak")
        label(ayu, text, head="topic", label=one)
        label(dewi, text, head="topic", label=other)
    label(ayu, put("Lampu mati"), head="topic", label="lighting")
    found = queries.agreements(tree["cibinong"])["topic"]
    assert (found.count, found.share) == (4, 0.75)
    assert found.kappa == pytest.approx(0.5)
    assert queries.agreements(tree["regency"])["topic"] == found
    assert queries.agreements(tree["ciomas"]) == {}
