"""Rules from text: every line is read, and every wrong one is told by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from sinergi.language.rules.patterns import Unclear, pattern
from sinergi.language.rules.rulebook import NAMED, Problem, Rule, Rules, Section, Unreadable
from sinergi.lib.text import say

HEAVIEST = 10.0
_HEAD = re.compile(r"\[([a-z][a-z0-9_]*)\]\s*([^>]*?)\s*(?:->\s*(.*))?")
_LIST = re.compile(r"@([a-z][a-z0-9_]*)\s*=\s*(?![-+.\d]+$)(\S+)")


def parse(text: str) -> Rules:
    """Read rules from text.

    Raises
    ------
    Unreadable
        With every line that is wrong; an empty text is one too.
    """
    reading = _Reading()
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            reading.line(number, bare)
    if not reading.sections and not reading.problems:
        reading.wrong(1, say("No label is given: begin with one, as “[roads] Jalan”"))
    if reading.problems:
        raise Unreadable(tuple(reading.problems))
    return Rules(tuple(reading.closed()), tuple(reading.lists.items()))


@lru_cache(maxsize=8)
def shipped(name: str) -> Rules:
    """Return the rules that come with Sinergi: "topics", "kinds" or "dangers"."""
    source = resources.files("sinergi.language.rules").joinpath(f"words/{name}.txt")
    return parse(source.read_text(encoding="utf-8"))


class _Reading:
    """What was read so far."""

    def __init__(self) -> None:
        self.sections: dict[str, tuple[str, tuple[str, ...], dict[str, float]]] = {}
        self.lists: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.current: dict[str, float] | None = None

    def wrong(self, number: int, what: str, **facts: str) -> None:
        self.problems.append(Problem(number, what, facts))

    def line(self, number: int, line: str) -> None:
        if line.startswith("["):
            self.head(number, line)
        elif line.startswith("@") and (named := _LIST.fullmatch(line)):
            self.named(number, named[1], named[2])
        else:
            self.rule(number, line)

    def head(self, number: int, line: str) -> None:
        found = _HEAD.fullmatch(line)
        if not found:
            self.wrong(number, say("A label is small letters in brackets, not “{line}”"), line=line)
            self.current = {}  # what follows is still checked
            return
        label, title, offices = found.groups()
        if label in self.sections:
            self.wrong(number, say("The label “{label}” was given before"), label=label)
        self.current = {}
        given = tuple(one.strip() for one in (offices or "").split(",") if one.strip())
        self.sections[label] = (title or label, given, self.current)

    def named(self, number: int, name: str, words: str) -> None:
        if name in self.lists:
            self.wrong(number, say("The list “@{name}” was given before"), name=name)
        self.lists[name] = self.opened(number, words).replace("(", "").replace(")", "")

    def opened(self, number: int, phrase: str) -> str:
        for name in NAMED.findall(phrase):
            if name not in self.lists:
                self.wrong(number, say("The list “@{name}” is not given above"), name=name)
        return NAMED.sub(lambda name: f"({self.lists.get(name[1], name[1])})", phrase)

    def rule(self, number: int, line: str) -> None:
        phrases, _, given = line.partition("=")
        weight = self.weight(number, given.strip())
        for phrase in phrases.lower().split(","):
            self.phrase(number, " ".join(phrase.split()), weight)

    def phrase(self, number: int, phrase: str, weight: float) -> None:
        if self.current is None:
            self.wrong(number, say("“{phrase}” stands before the first label"), phrase=phrase)
            return
        try:
            pattern(self.opened(number, phrase))
        except Unclear as unclear:
            self.wrong(
                number,
                say("Put “{part}” in brackets, or a comma between phrases"),
                part=str(unclear),
            )
        except ValueError as wrong:
            self.wrong(number, say("“{part}” cannot be looked for"), part=str(wrong) or phrase)
        if phrase in self.current:
            self.wrong(number, say("“{phrase}” was given before for this label"), phrase=phrase)
        self.current[phrase] = weight

    def weight(self, number: int, given: str) -> float:
        try:
            weight = float(given or 1)
        except ValueError:
            weight = HEAVIEST + 1
        if not -HEAVIEST <= weight <= HEAVIEST:
            self.wrong(number, say("“{given}” is not a weight from -10 to 10"), given=given)
        return weight

    def closed(self) -> Iterator[Section]:
        for label, (title, offices, rules) in self.sections.items():
            yield Section(label, title, offices, tuple(Rule(*pair) for pair in rules.items()))
