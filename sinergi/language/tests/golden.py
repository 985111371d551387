"""Score the golden sentences: ``python -m sinergi.language.tests.golden`` writes them anew.

Do so only where features or weights were changed on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from sinergi.language.reading import SHIPPED, reader
from sinergi.language.rules import bogor
from sinergi.language.rules.gazetteer import DISTRICT

FILE = Path(__file__).with_name("golden.tsv")
SENTENCES = Path(__file__).with_name("golden.txt")
#: So much is 1.
WHOLE = 10_000


def sentences() -> Iterator[str]:
    """Yield the sentences; one with ``{}`` once for each district of Kabupaten Bogor."""
    districts = [place.name for place in bogor().places.values() if place.kind == DISTRICT]
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        yield from (line.replace("{}", name) for name in (districts if "{}" in line else [""]))


def score(sentence: str) -> list[int]:
    """Return the CRC-32 of a sentence and its probabilities of all heads, in parts of ``WHOLE``."""
    decided = reader().read(sentence)
    shares = [p for name in SHIPPED for p in decided[name].probabilities.values()]
    return [crc32(sentence.encode()), *(round(WHOLE * p) for p in shares)]


def kept() -> list[list[int]]:
    """Return what was written, a list for each sentence."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [[int(number) for number in line.split("\t")] for line in lines]


if __name__ == "__main__":
    rows = ["\t".join(map(str, score(sentence))) for sentence in sentences()]
    FILE.write_text("\n".join(rows) + "\n", encoding="utf-8")
