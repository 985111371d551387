"""Read a message with every head: the trained ones and those of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources

from sinergi.language.decisions import HEADS, Decision
from sinergi.language.heads import Heads
from sinergi.language.rules import kind_of, place_of, topic_of, urgency_of
from sinergi.language.weights import Weights, unpack

#: Heads that are rules.
RULES: Mapping[str, Callable[[str], Decision]] = {
    "kind": kind_of,
    "urgency": urgency_of,
    "topic": topic_of,
    "place": place_of,
}
Rule = Callable[[str], Decision]
SHIPPED = ("sentiment", "spam", "language")


class Reader:
    """Reads messages; keep one, for it remembers the pieces it has read.

    Parameters
    ----------
    weights
        Trained heads; one named as a rule takes its place (an office's own *topic*).
    rules
        Heads that are rules, by name.
    """

    def __init__(self, weights: Sequence[Weights], rules: Mapping[str, Rule]) -> None:
        self._heads = Heads(weights)
        self._rules = {n: rule for n, rule in rules.items() if n not in self._heads.names}
        known = (*self._heads.names, *self._rules)
        self._names = tuple(sorted(known, key=_place))

    def read(self, text: str) -> dict[str, Decision]:
        """Return what each head says, in the order of ``HEADS``."""
        if not text.isascii():  # half of a pair, which no encoding can write, is no letter
            text = text.encode("utf-8", "replace").decode()
        heads = self._heads
        read = heads.read(text)
        language = ""
        if "language" in heads.names:
            spoken = heads.probabilities("language", read)
            language = max(spoken, key=spoken.__getitem__)
        return {
            name: self._rules[name](text)
            if name in self._rules
            else heads.decide(name, read, language)
            for name in self._names
        }


def shipped() -> list[Weights]:
    """Load the weights that came with the program."""
    folder = resources.files("sinergi.language").joinpath("weights")
    return [unpack(folder.joinpath(f"{name}.weights").read_bytes()) for name in SHIPPED]


@cache
def reader() -> Reader:
    """Return the reader of this process, with the shipped heads and the shipped rules."""
    return Reader(shipped(), RULES)


def read(text: str) -> dict[str, Decision]:
    """Read a message with the shipped heads and rules."""
    return reader().read(text)


def _place(name: str) -> int:
    return HEADS.index(name) if name in HEADS else len(HEADS)
