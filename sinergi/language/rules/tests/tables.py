"""Tables of sentences, and how the heads did on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sinergi.language.decisions import Decision
from sinergi.language.rules import bogor, kind_of, place_of, topic_of, urgency_of

HERE = Path(__file__).parent
HEADS: dict[str, Callable[[str], Decision]] = {
    "kind": kind_of,
    "urgency": urgency_of,
    "topic": topic_of,
    "place": place_of,
}


@dataclass(frozen=True, slots=True)
class Row:
    head: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one label: how many were found of those there are, and of those that were said."""

    right: int
    there: int
    said: int

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0


def rows(name: str) -> Iterator[Row]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, label, sentence = (part.strip() for part in line.split("|", 2))
            yield Row(head, label, sentence)


def said(row: Row) -> str:
    """Return what the head says; of places the name, and ? where it abstains from one."""
    decision = HEADS[row.head](row.sentence)
    if row.head != "place" or decision.label == "none":
        return decision.label
    return "?" if decision.abstained else bogor().name(decision.label)


def wrong(name: str, head: str) -> list[tuple[str, str, str]]:
    """Return what was said, what is right, and the sentence, where they differ."""
    answers = [(said(row), row.label, row.sentence) for row in rows(name) if row.head == head]
    return [answer for answer in answers if answer[0] != answer[1]]


def figures(name: str, head: str) -> dict[str, Figures]:
    answers = [(said(row), row.label) for row in rows(name) if row.head == head]
    labels = sorted({label for answer in answers for label in answer})
    return {
        label: Figures(
            sum(one == label == other for one, other in answers),
            sum(right == label for _, right in answers),
            sum(one == label for one, _ in answers),
        )
        for label in labels
    }
