"""Rules of several sets are looked for at once, and each set finds what it finds alone."""

from __future__ import annotations

from sinergi.language.rules.matching import Matcher
from sinergi.language.rules.message import read
from sinergi.language.rules.parsing import parse, shipped
from sinergi.language.rules.tests.tables import rows
from sinergi.language.rules.topic import DEFAULT, topic_of


def test_sets_find_together_what_each_finds_alone() -> None:
    kinds, dangers = shipped("kinds"), shipped("dangers")
    both, alone = Matcher(kinds, dangers), (Matcher(kinds), Matcher(dangers))
    for row in rows("held_out.txt"):
        message = read(row.sentence)
        assert both.hits(message) == [hits for one in alone for hits in one.hits(message)]


def test_a_longer_phrase_of_one_set_takes_nothing_from_another() -> None:
    events, wares = parse("[flood] Banjir\nbanjir"), parse("[offer] Iklan\nbanjir diskon")
    flood, offer = Matcher(events, wares).hits(read("banjir diskon"))
    assert [hit.where for hit in flood] == [(0,)]
    assert [hit.where for hit in offer] == [(0, 1)]


def test_an_office_whose_topics_are_those_that_come_with_sinergi_reads_the_same() -> None:
    own = parse(DEFAULT.write())
    for row in rows("held_out.txt"):
        assert topic_of(row.sentence, own) == topic_of(row.sentence)
