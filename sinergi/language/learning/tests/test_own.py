"""A head learned from an office's own labels: figures, doubts, the frozen test."""

from __future__ import annotations

import random

import numpy as np
import pytest

from sinergi.language.decisions import Decision
from sinergi.language.features import WIDTH
from sinergi.language.figures import Answer
from sinergi.language.heads import Heads
from sinergi.language.learning.beginning import begun
from sinergi.language.learning.fitting import Fitted
from sinergi.language.learning.measuring import measure
from sinergi.language.learning.own import FOLDS, Said, learn
from sinergi.language.learning.packing import pruned
from sinergi.language.learning.rows import rows_of
from sinergi.language.reading import shipped
from sinergi.language.weights import pack

WORDS = {
    "lampu": "lampu jalan mati|penerangan padam|tiang lampu roboh",
    "parkir": "parkir liar|motor parkir sembarangan|juru parkir memaksa",
}
WHERE = "depan pasar|dekat sekolah|gang melati|pinggir kali|kampung sawah"


def said(number: int = 200, *, seed: int = 1, wrong: int = 40) -> list[Said]:
    """Invent labelled messages; each ``wrong``-th label is the other one, every fifth frozen."""
    chance, found = random.Random(seed), []
    for n in range(number):
        label = chance.choice(list(WORDS))
        words = f"{chance.choice(WORDS[label].split('|'))} {chance.choice(WHERE.split('|'))} {n}"
        told = label if n % wrong else next(one for one in WORDS if one != label)
        found.append(Said(words, told, n % 5 == 1))
    return found


def never(text: str) -> Decision:
    return Decision("lampu", {"lampu": 1.0})


def test_a_head_is_learned_and_reads() -> None:
    steps: list[tuple[int, int]] = []
    found = learn("topic", said(), never, lambda done, of: steps.append((done, of)))
    assert found.crossed.figures.macro_f1 > 0.9
    low, high = found.crossed.between
    assert low <= found.crossed.figures.macro_f1 <= high
    assert steps[-1] == (FOLDS + 2, FOLDS + 2)
    heads = Heads([found.weights])
    assert heads.decide("topic", heads.read("lampu jalan padam")).label == "lampu"


def test_frozen_messages_compare_what_is_new_with_what_reads_now() -> None:
    found = learn("topic", said(), never)
    assert found.new.figures.count == found.before.figures.count == 40
    assert found.new.figures.macro_f1 > found.before.figures.macro_f1


def test_wrong_labels_are_doubted_and_only_those_learned_from() -> None:
    told = said()
    found = learn("topic", told, never)
    assert found.doubts
    assert all(doubt.number % 40 == 0 and not told[doubt.number].frozen for doubt in found.doubts)


def test_the_same_labels_give_the_same_bytes() -> None:
    first, second = (learn("topic", said(), never) for _ in range(2))
    assert pack(first.weights) == pack(second.weights)
    assert first.crossed == second.crossed


def test_copies_of_a_message_stay_on_one_side() -> None:
    """Random labels on copies cannot be learned from each other: no better than a guess."""
    chance = random.Random(3)
    texts = [(f"{chance.random()}", chance.choice(["a", "b"])) for _ in range(40)]
    copied = [Said(text, label) for text, label in texts for _ in range(5)]
    found = learn("topic", [*copied, Said("lain", "a", frozen=True)], never)
    assert found.crossed.figures.accuracy < 0.75


def spoken(number: int = 90) -> list[Said]:
    """Invent messages that strangers to the place would take for no language it knows."""
    chance = random.Random(2)
    words = "kumaha carana nyieun KTP di kacamatan|punten iraha dibuka loketna|hatur nuhun pisan"
    more = "bagaimana cara membuat KTP|kapan loket dibuka|terima kasih banyak"
    found = []
    for n in range(number):
        label, of = chance.choice([("sun", words), ("ind", more)])
        text = f"{chance.choice(of.split('|'))} {chance.choice(WHERE.split('|'))} {n}"
        found.append(Said(text, label, n % 5 == 1))
    return found


def test_what_came_with_the_program_is_where_learning_begins() -> None:
    """No label of English or Javanese was given, and neither is forgotten."""
    [start] = [head for head in shipped() if head.facts.name == "language"]
    from_it = learn("language", spoken(), never, start=start)
    assert from_it.weights.facts.labels == start.facts.labels
    heads, came = Heads([from_it.weights]), Heads([start])
    for text in ("the road is broken, please repair it", "piye carane nggawe KTP ing kecamatan"):
        likely = heads.probabilities("language", heads.read(text))
        label = max(likely, key=likely.__getitem__)
        assert label == came.decide("language", came.read(text)).label in {"eng", "jav"}
    assert from_it.new.figures.accuracy > 0.9


@pytest.mark.parametrize("name", ["sentiment", "spam"])
def test_a_head_that_begins_there_and_learns_nothing_reads_as_it(name: str) -> None:
    [start] = [head for head in shipped() if head.facts.name == name]
    at = begun(start)
    nothing = Fitted(np.zeros((WIDTH, len(at.labels))), np.zeros(len(at.labels)))
    made = pruned(name, at.labels, at.joined(nothing), most=at.most, manner=at.manner)
    was, now = Heads([start]), Heads([made])
    for text in (
        "jalannya rusak parah, kecewa berat",
        "hatur nuhun, sae pisan",
        "menang di SITUS77",
    ):
        before, after = (heads.probabilities(name, heads.read(text)) for heads in (was, now))
        assert after == pytest.approx(before, abs=0.005)
        [row] = at.likely(rows_of([text]), at.scores(rows_of([text])), 1.0)
        assert list(row) == pytest.approx(list(before.values()), abs=0.005)


def test_a_rule_stays_beneath_and_counts_in_every_figure() -> None:
    """Whoever labels a cry for help as nothing teaches nothing about it."""

    def cries(text: str) -> Decision:
        sure = 0.95 if "tolong" in text else 0.02
        return Decision("danger" if sure > 0.5 else "normal", {"danger": sure, "normal": 1 - sure})

    quiet = [Said(f"jalan nomor {n} gelap", "normal", n % 5 == 1) for n in range(60)]
    missed = [Said(f"rumah kebakaran {n}", "danger", n % 5 == 1) for n in range(40)]
    heard = [Said(f"tolong nomor {n}", "danger", frozen=True) for n in range(20)]
    found = learn("urgency", [*quiet, *missed, *heard], cries, floor=cries)
    assert found.before.figures.labels["danger"].recall == pytest.approx(20 / 28)
    assert found.new.figures.labels["danger"].recall == 1
    alone = learn("urgency", [*quiet, *missed, *heard], cries)
    assert alone.new.figures.labels["danger"].recall < 1


@pytest.mark.parametrize("told", [[], [Said("a", "x"), Said("b", "x")], said(20)[2:5]])
def test_too_little_is_refused(told: list[Said]) -> None:
    with pytest.raises(ValueError, match="needed"):
        learn("topic", told, never)


def test_an_interval_is_wide_where_there_is_little() -> None:
    few = [Answer("a", {"a": 1.0}), Answer("a", {"b": 1.0}), Answer("b", {"b": 1.0})] * 2
    low, high = measure(few).between
    assert high - low > 0.2
