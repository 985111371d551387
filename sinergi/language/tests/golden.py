"""Score the golden sentences: ``python -m sinergi.language.tests.golden`` writes them anew.

Do so only where features or weights were changed on purpose.
"""

from __future__ import annotations

import json
from pathlib import Path

from sinergi.language.reading import SHIPPED, reader

FILE = Path(__file__).with_name("golden.jsonl")
SENTENCES = Path(__file__).with_name("golden.txt")


def scored() -> list[str]:
    """Return a line of JSON for each sentence: its probabilities, to 4 places, of each head."""
    sentences = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [json.dumps(score(s), ensure_ascii=False, sort_keys=True) for s in sentences if s]


def score(sentence: str) -> dict[str, object]:
    told: dict[str, object] = {"text": sentence}
    decided = reader().read(sentence)
    for name in SHIPPED:
        told[name] = [round(p, 4) for p in decided[name].probabilities.values()]
    return told


if __name__ == "__main__":
    FILE.write_text("\n".join(scored()) + "\n", encoding="utf-8")
