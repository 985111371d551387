"""The weights of a trained head, as they are kept in a file.

A file is one line of JSON (``Facts``), then, for each kept feature in rising order, its distance
from the one before as an unsigned 16-bit number, then its weights as 16-bit floats, one for each
label (for two labels: one for the second) and one for a manner, if there is one. Little-endian
throughout: the same weights are the same bytes everywhere. Between two that are farther apart than
can be told stand features of no weight.
"""

from __future__ import annotations

import json
import struct
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path

from sinergi.language.features import SIZE, WIDTH

_FORMAT = 2
_FAR = 0xFFFF
#: In format 1, words and letters were cut short to as many bits.
_THEN = 1 << 18


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
    features, values = _bridged(weights)
    line = {"format": _FORMAT, "features": len(features), **asdict(weights.facts)}
    if not line["temperatures"]:  # which programs before this one do not know
        del line["temperatures"]
    head = json.dumps(line, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    gaps = [after - before for before, after in pairwise([0, *features])]
    return b"".join(
        [
            head.encode(),
            b"\n",
            struct.pack(f"<{len(gaps)}H", *gaps),
            struct.pack(f"<{len(values)}e", *values),
        ]
    )


def _bridged(weights: Weights) -> tuple[list[int], list[float]]:
    """Return features and values, with features of no weight wherever two are too far apart."""
    wide, last = weights.facts.columns, 0
    features: list[int] = []
    values: list[float] = []
    for nth, feature in enumerate(weights.features):
        if feature < last:
            raise BadWeights("Features must rise.")
        bridges = range(last + _FAR, feature, _FAR)
        features += (*bridges, feature)
        values += (0.0,) * (len(bridges) * wide)
        values += weights.values[nth * wide : (nth + 1) * wide]
        last = feature
    return features, values


def unpack(content: bytes) -> Weights:
    """Read a file, also one of format 1. Raises ``BadWeights``."""
    line, _, body = content.partition(b"\n")
    try:
        told = json.loads(line)
        if (written := told.pop("format")) not in (1, _FORMAT):
            raise BadWeights("These weights are of another version.")
        count = told.pop("features")
        facts = Facts(**told | {name: tuple(told[name]) for name in ("labels", "bias")})
        gaps = struct.unpack_from(f"<{count}H", body)
        values = struct.unpack_from(f"<{count * facts.columns}e", body, 2 * count)
    except (ValueError, KeyError, TypeError, AttributeError, struct.error) as e:
        raise BadWeights(f"These are no weights: {e}") from e
    found = Weights(facts, array("I", accumulate(gaps)), array("f", values))
    return _widened(found) if written == 1 else found


def _widened(weights: Weights) -> Weights:
    """Return what weights of format 1 are today: what was one feature is every one that ends as
    it does, so that they say of any message what they said."""
    wide = weights.facts.columns
    words = bisect_left(weights.features, _THEN)
    features, values = array("I"), array("f")
    for start, end in ((0, SIZE), (SIZE, WIDTH)):
        part = slice(0, words) if start == 0 else slice(words, len(weights.features))
        then = 0 if start == 0 else _THEN
        for more in range(start, end, _THEN):
            features.extend([feature - then + more for feature in weights.features[part]])
            values.extend(weights.values[part.start * wide : part.stop * wide])
    return Weights(weights.facts, features, values)


def load(path: Path) -> Weights:
    """Read a file of weights. Raises ``BadWeights`` and ``OSError``."""
    return unpack(path.read_bytes())
