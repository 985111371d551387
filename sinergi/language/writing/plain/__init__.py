"""Plain language: what makes a text hard to read, and what would be easier."""

from __future__ import annotations

from sinergi.language.findings import Severity
from sinergi.language.writing.plain.abbreviations import unexplained
from sinergi.language.writing.plain.passives import passives
from sinergi.language.writing.plain.sentences import hard_sentences, hard_text
from sinergi.language.writing.plain.wording import long_words, wordings
from sinergi.language.writing.rule import Rule
from sinergi.lib.text import say

RULES = (
    Rule(
        "plain-sentence",
        Severity.WARNING,
        say("A long sentence must be held in mind until its end; many stop reading before."),
        hard_sentences,
        ranked=True,
    ),
    Rule(
        "plain-grade",
        Severity.HINT,
        say("The public has the right to information in language that is easily understood."),
        hard_text,
    ),
    Rule(
        "plain-wording",
        Severity.HINT,
        say("Words of letters between offices keep readers waiting for what is meant."),
        wordings,
    ),
    Rule(
        "plain-long-words",
        Severity.HINT,
        say("Long words are read slowly, most of all on a small screen."),
        long_words,
    ),
    Rule(
        "plain-abbreviation",
        Severity.HINT,
        say("Whoever doesn't know an abbreviation doesn't know what is spoken of."),
        unexplained,
    ),
    Rule(
        "plain-passive",
        Severity.HINT,
        say("A chain of passive verbs hides who does what."),
        passives,
    ),
)
