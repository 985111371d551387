"""Heads that decide by rules: kind, urgency, topic and competent office, place.

Words and weights are in ``words/``; how they decide, and how an office edits its own, is told in
docs/language/rules.md.
"""

from sinergi.language.rules.gazetteer import Gazetteer, Place, bogor, from_csv
from sinergi.language.rules.kind import kind_of
from sinergi.language.rules.parsing import parse
from sinergi.language.rules.place import place_of
from sinergi.language.rules.rulebook import Problem, Rule, Rules, Section, Unreadable
from sinergi.language.rules.topic import DEFAULT, topic_of
from sinergi.language.rules.urgency import DANGERS, dangers_of, urgency_of

__all__ = [
    "DANGERS",
    "DEFAULT",
    "Gazetteer",
    "Place",
    "Problem",
    "Rule",
    "Rules",
    "Section",
    "Unreadable",
    "bogor",
    "dangers_of",
    "from_csv",
    "kind_of",
    "parse",
    "place_of",
    "topic_of",
    "urgency_of",
]
