"""The weights of a trained head, as they are kept in a file.

A file is one line of JSON (``Facts``), then, for each kept feature in rising order, its distance
from the one before as an unsigned 16-bit number, then its weights as 16-bit floats, one for each
label (for two labels: one for the second) and one for a manner, if there is one. Little-endian
throughout: the same weights are the same bytes everywhere.
"""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path

_FORMAT = 1
_FAR = 0xFFFF


class BadWeights(ValueError):
    """A file that is not of our making, or of another version: train again."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a head besides its weights.

    Parameters
    ----------
    name, labels
        Which head, and what it tells apart, in the order of the weights.
    bias
        Added to each column's score (for two labels: one number, for the second).
    temperature
        What scores are divided by before they become probabilities.
    surest
        For each language, "" for any other: the probability from which nine of ten are right.
    known
        The least share of a message's letters in a row that must carry weight here.
    unsaid
        A label that does not occur in one manner of writing, "" where there is none. The last
        column then tells how far a message is of that manner.
    temperatures
        ``temperature`` for messages of a language, where it is another.
    """

    name: str
    labels: tuple[str, ...]
    bias: tuple[float, ...]
    temperature: float = 1.0
    surest: Mapping[str, float] = field(default_factory=dict)
    known: float = 0.0
    unsaid: str = ""
    temperatures: Mapping[str, float] = field(default_factory=dict)

    @property
    def columns(self) -> int:
        """Numbers kept for each feature."""
        return (1 if len(self.labels) == 2 else len(self.labels)) + bool(self.unsaid)

    def warmth(self, language: str) -> float:
        """Return the temperature for messages of a language."""
        return self.temperatures.get(language, self.temperature)


@dataclass(frozen=True, slots=True)
class Weights:
    """A head: ``values`` holds ``facts.columns`` numbers for each of ``features``."""

    facts: Facts
    features: Sequence[int]
    values: Sequence[float]


def pack(weights: Weights) -> bytes:
    """Return the file. Values must be in the range of 16-bit floats."""
    line = {"format": _FORMAT, "features": len(weights.features), **asdict(weights.facts)}
    if not line["temperatures"]:  # which programs before this one do not know
        del line["temperatures"]
    head = json.dumps(line, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    gaps = [after - before for before, after in pairwise([0, *weights.features])]
    if any(not 0 <= gap <= _FAR for gap in gaps):
        raise BadWeights("Features must rise, with less than 65,536 between two.")
    return b"".join(
        [
            head.encode(),
            b"\n",
            struct.pack(f"<{len(gaps)}H", *gaps),
            struct.pack(f"<{len(weights.values)}e", *weights.values),
        ]
    )


def unpack(content: bytes) -> Weights:
    """Read a file. Raises ``BadWeights``."""
    line, _, body = content.partition(b"\n")
    try:
        told = json.loads(line)
        if told.pop("format") != _FORMAT:
            raise BadWeights("These weights are of another version.")
        count = told.pop("features")
        facts = Facts(**told | {name: tuple(told[name]) for name in ("labels", "bias")})
        gaps = struct.unpack_from(f"<{count}H", body)
        values = struct.unpack_from(f"<{count * facts.columns}e", body, 2 * count)
    except (ValueError, KeyError, TypeError, AttributeError, struct.error) as e:
        raise BadWeights(f"These are no weights: {e}") from e
    return Weights(facts, array("I", accumulate(gaps)), array("f", values))


def load(path: Path) -> Weights:
    """Read a file of weights. Raises ``BadWeights`` and ``OSError``."""
    return unpack(path.read_bytes())
