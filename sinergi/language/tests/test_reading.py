"""Every message is read by every head, the same everywhere, without what trained them."""

from __future__ import annotations

import subprocess
import sys
from math import isclose

import pytest

from sinergi.language.decisions import HEADS, Decision, floored
from sinergi.language.reading import Reader, read, shipped
from sinergi.language.tests.golden import kept, score, sentences
from sinergi.language.weights import pack

MOST = 1_000_000  # bytes of a head


def test_every_head_decides_with_probabilities_that_sum_to_one() -> None:
    decided = read("Jln di Cibinong rusak parah, gak ada yg benerin")
    assert tuple(decided) == HEADS
    for name, decision in decided.items():
        assert isclose(sum(decision.probabilities.values()), 1, abs_tol=1e-6), name
        assert decision.label == max(
            decision.probabilities, key=decision.probabilities.__getitem__
        ), name


@pytest.mark.parametrize(
    "text",
    [
        "Дорога сломана, почините пожалуйста",
        "مرحبا بكم في الموقع",
        "道路坏了请修理一下",
        "xqzvk wrtpl mnbvx qqjzx",
        "asdfghjkl qwertyuiop",
        "1111111111",
        "Die Strasse vor meinem Haus ist seit Wochen kaputt",
        "La calle frente a mi casa esta rota desde hace semanas",
        "Wala kaming tubig mula pa noong Lunes, pakiayos naman po",
        "Cam on cac ban da giup do rat nhanh",
        "Het water is sinds gisteren afgesloten",
    ],
)
def test_what_is_no_word_that_a_head_knows_is_not_decided(text: str) -> None:
    decided = read(text)
    assert decided["sentiment"].abstained
    assert decided["language"].abstained
    assert decided["spam"].abstained
    assert decided["spam"].probabilities["judol"] < 0.5


@pytest.mark.parametrize(
    "text", ["gercep min", "hatur nuhun pa", "kagak ade", "thx", "👍", "wkwkwk"]
)
def test_what_is_short_and_common_is_known(text: str) -> None:
    assert not read(text)["language"].abstained


def test_it_reads_what_people_write() -> None:
    for text, head, label in [
        ("jalannya rusak parah, kecewa berat sama pelayanannya", "sentiment", "negative"),
        ("pelayanannya ramah dan cepat, mantap sekali", "sentiment", "positive"),
        ("hatur nuhun, palayananana sae pisan", "sentiment", "positive"),
        ("gampang menang di 𝗠𝗘𝗡𝗧𝗔𝗥𝗜𝟳𝟳, bonus tiap hari", "spam", "judol"),
        ("jalan di depan pasar rusak", "spam", "normal"),
        ("punten, kumaha carana ngadamel KTP di kacamatan?", "language", "sun"),
        ("nuwun sewu, piye carane nggawe KTP ing kecamatan?", "language", "jav"),
        ("how do I get an identity card at the district office?", "language", "eng"),
    ]:
        assert read(text)[head].label == label, text


def test_the_words_that_drove_a_decision_are_told() -> None:
    words = dict(
        read("Jalan di Cibinong rusak parah dan bau, tapi petugasnya ramah")["sentiment"].words
    )
    assert words["rusak"] > 0 or words["parah"] > 0
    assert words["ramah"] < 0


@pytest.mark.parametrize("text", ["", "   ", "😂", "\ud83d", "a" * 20_000, "!" * 5_000, "\x00"])
def test_whatever_is_written_is_read(text: str) -> None:
    assert tuple(read(text)) == HEADS


@pytest.mark.parametrize(("rule", "trained", "label"), [
    (0.9, 0.1, "danger"), (0.1, 0.9, "danger"), (0.9, 0.95, "danger"), (0.1, 0.2, "normal"),
])  # fmt: skip
def test_a_trained_head_takes_back_no_danger_that_a_rule_sees(
    rule: float, trained: float, label: str
) -> None:
    def said(danger: float) -> Decision:
        shares = {"danger": danger, "normal": 1 - danger}
        return Decision(max(shares, key=shares.__getitem__), shares)

    found = floored("urgency", said(trained), said(rule))
    assert found.label == label
    assert found.probabilities["danger"] == max(rule, trained)
    assert floored("kind", said(trained), said(rule)) == said(trained)


def test_what_a_rule_leaves_to_a_person_no_trained_head_puts_aside() -> None:
    unsure = Decision("normal", {"danger": 0.4, "normal": 0.6}, abstained=True)
    assert floored("urgency", Decision("normal", {"danger": 0.1, "normal": 0.9}), unsure) == unsure


def test_a_head_of_an_office_takes_the_place_of_a_rule() -> None:
    [spam] = [head for head in shipped() if head.facts.name == "spam"]
    rules = {"spam": lambda text: read(text)["kind"], "kind": lambda text: read(text)["kind"]}
    found = Reader([spam]).read("apa", rules)
    assert set(found["spam"].probabilities) == {"normal", "judol"}


def test_shipped_weights_are_small_and_packed_as_we_pack() -> None:
    for head in shipped():
        assert len(pack(head)) <= MOST


def test_the_golden_sentences_score_as_they_did() -> None:
    told = list(sentences())
    assert len(told) >= 2_000
    for sentence, before in zip(told, kept(), strict=True):
        found = score(sentence)
        assert found[0] == before[0], sentence
        assert found[1:] == pytest.approx(before[1:], abs=2), sentence


def test_reading_loads_nothing_that_training_needs() -> None:
    program = (
        "import sys; from sinergi.language.reading import read; read('jalan rusak');"
        "print([m for m in ('numpy', 'scipy', 'sklearn', 'django') if m in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"
