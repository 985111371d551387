"""What a phase of an election asks of a post: blocked words hold, and what is of leaders waits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sinergi.language.writing import RULES, Blocked, Draft, Register, check
from sinergi.lib.text import No, say
from sinergi.publishing import further
from sinergi.publishing.models import BlockedWords, Post
from sinergi.units.models import ElectionPhase

#: Everything a text is checked for, but blocked words.
OTHERS = frozenset(rule.id for rule in RULES) - {"claim-election"}

#: Words that name who leads a region. Whether a post is about them, a person says.
LEADER = re.compile(
    r"(?<!\w)(?:wakil\s+)?(?:bupati|wali\s?kota|gubernur|presiden)(?!\w)", re.IGNORECASE
)


def names_a_leader(texts: Iterable[str]) -> str:
    """Return the first words in some texts that name a leader, "" where there are none."""
    found = (LEADER.search(text) for text in texts)
    return next((" ".join(hit.group().split()) for hit in found if hit), "")


def objection(
    post: Post,
    asked: Sequence[Mapping[str, Any]],
    held: Sequence[ElectionPhase],
    offices: Collection[int],
    day: date,
) -> No | None:
    """Return why a post may not go out on a day on which phases hold, or nothing.

    ``asked`` is what it says where, ``offices`` are all that it concerns and those above them.
    """
    if not held:
        return None
    if post.leader:
        told = say("It is about a leader, and waits until this phase is over: {phase}.")
        return No(told, phase=str(held[0]))
    names = {phase.name.casefold() for phase in held}
    rows = [
        row.value()
        for row in BlockedWords.objects.filter(unit__in=offices)
        if row.phase.casefold() in names or ((row.since or row.until) and row.value().on(day))
    ]
    for words in _used(rows, {further.asked_before(item).whole for item in asked}):
        told = say("“{words}” may not be used in this phase: {phase}.")
        return No(told, words=words, phase=str(held[0]))
    return None


def _used(blocked: Sequence[Blocked], texts: Iterable[str]) -> Iterator[str]:
    """Yield the blocked words that some texts use, as they stand there."""
    register = Register(tuple(blocked))
    for text in sorted(texts):
        for found in check(Draft(text), register=register, off=OTHERS):
            yield text[found.start : found.end]
