"""Rules are a value and a text, and a wrong text says every wrong line."""

from __future__ import annotations

import pytest

from sinergi.language.rules import DEFAULT, Rule, Unreadable, parse, topic_of
from sinergi.language.rules.parsing import shipped

TEXT = """\
# Rules of Ayu's office
@broken = rusak|berlubang

[roads] Jalan -> dpu, district
jalan + @broken = 3
aspal, jembatan
jalan tol = -2

[other] Lainnya
"""


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(Unreadable) as wrong:
        parse(text)
    return [(p.line, p.what.format(**p.facts)) for p in wrong.value.problems]


def test_a_line_is_a_phrase_or_several_and_a_weight() -> None:
    roads = parse(TEXT).sections[0]
    assert (roads.label, roads.title, roads.offices) == ("roads", "Jalan", ("dpu", "district"))
    assert roads.rules == (
        Rule("jalan + @broken", 3.0),
        Rule("aspal"),
        Rule("jembatan"),
        Rule("jalan tol", -2.0),
    )


@pytest.mark.parametrize("name", ["topics", "kinds", "dangers"])
def test_what_is_written_is_read_back_the_same(name: str) -> None:
    assert parse(shipped(name).write()) == shipped(name)


def test_every_wrong_line_is_named() -> None:
    text = "jalan\n[Roads]\n[roads] Jalan\n.. rusak\naspal = berat\naspal\n@x y\n[roads]\n"
    assert problems(text) == [
        (1, "“jalan” stands before the first label"),
        (2, "A label is small letters in brackets, not “[Roads]”"),
        (4, "“..” cannot be looked for"),
        (5, "“berat” is not a weight from -10 to 10"),
        (6, "“aspal” was given before for this label"),
        (7, "The list “@x” is not given above"),
        (8, "The label “roads” was given before"),
    ]


@pytest.mark.parametrize("weight", ["nan", "inf", "11", "-10.5", "1=2"])
def test_a_weight_is_a_number_from_minus_ten_to_ten(weight: str) -> None:
    assert problems(f"[roads]\naspal = {weight}\n") == [
        (2, f"“{weight}” is not a weight from -10 to 10")
    ]


def test_what_may_mean_two_things_is_asked_for_again() -> None:
    assert problems("[registry]\nkk|kartu keluarga\n") == [
        (2, "Put “kk|kartu” in brackets, or a comma between phrases")
    ]
    assert parse("[registry]\nkk, (kartu|akta) keluarga\nkk|ktp .. hilang\n")


def test_an_empty_text_is_no_rules() -> None:
    assert problems("# nothing\n") == [(1, "No label is given: begin with one, as “[roads] Jalan”")]


def test_a_list_is_given_once() -> None:
    assert problems("@a = b\n@a = c\n[roads]\n@a\n") == [(2, "The list “@a” was given before")]


def test_what_ayu_adds_is_found_from_then_on() -> None:
    asked = "Kapan Boling Buana buka lagi?"
    assert topic_of(asked).label == "other"
    more = parse(DEFAULT.write() + "\n[bowling] Boling -> dispora\nboling buana = 3\n")
    found = topic_of(asked, more)
    assert (found.label, found.abstained) == ("bowling", False)
    assert more.offices(found.label) == ("dispora",)
    assert found.words == (("Boling Buana", 3.0),)


def test_an_unknown_label_has_no_office() -> None:
    assert DEFAULT.offices("bowling") == ()
