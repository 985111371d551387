"""Rules as a value and as text: what to look for, how much it weighs, for which label.

The text that an office edits, line by line (``parsing``)::

    # a remark
    @broken = rusak*|berlubang|ancur
    [roads] Jalan dan jembatan -> dpu, district
    aspal, jembatan
    jalan + @broken = 3
    (beli|jual) aspal = -2

A line in brackets begins a label, its title, and the offices competent (codes of offices, or kinds
of them). Every other line is a phrase (``patterns``), or several with commas between them, and its
weight, 1 where none is given. A name with ``@`` stands for its words in all lines below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

#: A list named in a phrase.
NAMED = re.compile(r"@([a-z0-9_]+)")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line: an English sentence with ``{facts}``, translated where shown."""

    line: int
    what: str
    facts: Mapping[str, str] = field(default_factory=dict)


class Unreadable(ValueError):
    """The text cannot be read as rules. Nothing of it is used; ``problems`` says every line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.line}: {p.what.format(**p.facts)}" for p in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase and its weight, above 0 for the label and below 0 against it."""

    phrase: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Section:
    """A label: how it is shown, which offices are competent, and its rules."""

    label: str
    title: str
    offices: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All labels of a head, in the order in which they are shown."""

    sections: tuple[Section, ...]
    lists: tuple[tuple[str, str], ...] = ()

    def labels(self) -> tuple[str, ...]:
        return tuple(section.label for section in self.sections)

    def section(self, label: str) -> Section | None:
        return next((s for s in self.sections if s.label == label), None)

    def offices(self, label: str) -> tuple[str, ...]:
        """Return who is competent, by code or kind of office; empty where no rule says."""
        section = self.section(label)
        return section.offices if section else ()

    def named(self) -> tuple[str, ...]:
        """Return all names of offices, each once."""
        return tuple(dict.fromkeys(one for s in self.sections for one in s.offices))

    def opened(self, phrase: str) -> str:
        """Return a phrase with the words of lists in place of their names."""
        known = dict(self.lists)
        return NAMED.sub(lambda name: f"({known[name[1]]})", phrase)

    def write(self) -> str:
        """Return the text that ``parse`` reads back to the same rules."""
        lines = [f"@{name} = {words}" for name, words in self.lists]
        for section in self.sections:
            offices = f" -> {', '.join(section.offices)}" if section.offices else ""
            lines += ["", f"[{section.label}] {section.title}".rstrip() + offices]
            lines += [_written(rule) for rule in section.rules]
        return "\n".join(lines).strip() + "\n"


def _written(rule: Rule) -> str:
    return rule.phrase if rule.weight == 1 else f"{rule.phrase} = {rule.weight:g}"
