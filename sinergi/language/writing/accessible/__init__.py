"""Accessibility: what a screen reader, a slow reader or an old phone makes of a post."""

from __future__ import annotations

from sinergi.language.findings import Severity
from sinergi.language.writing.accessible.capitals import capitals
from sinergi.language.writing.accessible.hashtags import hashtags
from sinergi.language.writing.accessible.letters import fancy
from sinergi.language.writing.accessible.pictures import alternative, as_words, many
from sinergi.language.writing.rule import Rule
from sinergi.lib.text import say

RULES = (
    Rule(
        "alt-text",
        Severity.WARNING,
        say("People who cannot see the image hear this text instead."),
        alternative,
        in_alt=True,
    ),
    Rule(
        "hashtag-case",
        Severity.HINT,
        say("A screen reader reads a hashtag word by word only where each word has a capital."),
        hashtags,
    ),
    Rule(
        "emoji-many",
        Severity.HINT,
        say("A screen reader says the name of every emoji; many of them hide the message."),
        many,
        in_alt=True,
    ),
    Rule(
        "emoji-as-words",
        Severity.HINT,
        say("An emoji looks different on every phone, and is read aloud by its English name."),
        as_words,
    ),
    Rule(
        "fancy-letters",
        Severity.WARNING,
        say("Screen readers skip decorative letters or spell them, and search does not find them."),
        fancy,
        in_alt=True,
    ),
    Rule(
        "capitals",
        Severity.HINT,
        say("Capitals are read more slowly, and sound like shouting."),
        capitals,
    ),
)
