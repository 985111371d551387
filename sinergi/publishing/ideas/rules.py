"""Decisions about ideas. Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping

from sinergi.lib.text import No, say

#: A plan of five parts: OASIS of the Government Communication Service, in Indonesian *tujuan,
#: khalayak, strategi, pelaksanaan, penilaian*.
SHEET: Mapping[str, str] = {
    "objective": say("Objective: what shall people know, think or do?"),
    "audience": say("Audience: who are they, what do they know, where do they look?"),
    "strategy": say("Strategy: what is said, and how does it reach them?"),
    "implementation": say("Implementation: who does what, until when, with what?"),
    "scoring": say("Scoring: how will you see that it worked?"),
}
LONGEST_PART = 2000
LONGEST_TEXT = 5000

#: A topic rises when so many wrote of it in a week, and so many times as many as usual.
RISES_FROM, RISES_BY = 5, 2.0
#: So many questions about one topic without a verified answer are worth a post.
MISSED_FROM = 3


def tidy(words: str, most: int) -> str:
    """Return one line as it is kept. Raises No when it is too long."""
    plain = " ".join(words.replace("\0", "").split())
    if len(plain) > most:
        raise No(
            say("This is longer than {most} characters. Nothing was lost: shorten it."), most=most
        )
    return plain


def tidy_text(words: str, most: int = LONGEST_TEXT) -> str:
    plain = words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if len(plain) > most:
        raise No(
            say("This is longer than {most} characters. Nothing was lost: shorten it."), most=most
        )
    return plain


def tidy_sheet(sheet: Mapping[str, str]) -> dict[str, str]:
    """Return the parts of a plan that say something, and no others."""
    parts = {name: tidy_text(sheet.get(name, ""), LONGEST_PART) for name in SHEET}
    return {name: words for name, words in parts.items() if words}


def rises(week: int, before: int, weeks: int = 4) -> bool:
    """True when a topic is written about more than usual: this week against the mean before."""
    return week >= RISES_FROM and week >= RISES_BY * before / weeks


def drafted(title: str, text: str, sheet: Mapping[str, str]) -> str:
    """Return the words a post begins with: what is said of the idea, and of its strategy."""
    return "\n\n".join(filter(None, (text or title, sheet.get("strategy", ""))))
