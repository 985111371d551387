"""Read a message with every head: the trained ones and those of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources

from sinergi.language.decisions import FLOORS, HEADS, Decision, floored
from sinergi.language.heads import Heads
from sinergi.language.rules import kind_of, place_of, topic_of, urgency_of
from sinergi.language.weights import Weights, unpack

Rule = Callable[[str], Decision]
#: Heads that are rules.
RULES: Mapping[str, Rule] = {
    "kind": kind_of,
    "urgency": urgency_of,
    "topic": topic_of,
    "place": place_of,
}
SHIPPED = ("sentiment", "spam", "language")


class Reader:
    """Reads messages with these trained heads; keep one, for it remembers what it has read."""

    def __init__(self, weights: Sequence[Weights]) -> None:
        self._heads = Heads(weights)
        for rule in RULES.values():  # each loads what it looks for: no message waits for it
            rule("")

    def read(self, text: str, rules: Mapping[str, Rule] = RULES) -> dict[str, Decision]:
        """Return what each head says, in the order of ``HEADS``.

        Where a trained head is named as one of ``rules``, it takes its place (an office's own
        *topic*); but it takes back no label of ``FLOORS``.
        """
        if not text.isascii():  # half of a pair, which no encoding can write, is no letter
            text = text.encode("utf-8", "replace").decode()
        heads = self._heads
        read = heads.read(text)
        language, likely = "", {}
        if "language" in heads.names:
            likely["language"] = spoken = heads.probabilities("language", read)
            language = max(spoken, key=spoken.__getitem__)
        found = {name: heads.decide(name, read, language, likely.get(name)) for name in heads.names}
        for name, rule in rules.items():
            if name not in found:
                found[name] = rule(text)
            elif name in FLOORS:
                found[name] = floored(name, found[name], rule(text))
        return {name: found[name] for name in HEADS if name in found}


def shipped() -> list[Weights]:
    """Load the weights that came with the program."""
    folder = resources.files("sinergi.language").joinpath("weights")
    return [unpack(folder.joinpath(f"{name}.weights").read_bytes()) for name in SHIPPED]


@cache
def reader() -> Reader:
    """Return the reader of this process, with the shipped heads and the shipped rules."""
    return Reader(shipped())


def read(text: str) -> dict[str, Decision]:
    """Read a message with the shipped heads and rules."""
    return reader().read(text)
