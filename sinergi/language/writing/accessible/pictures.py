"""Descriptions of images, and emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.findings import Severity
from sinergi.language.writing.emoji import EMOJI, RUN
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit
from sinergi.lib.text import say

BEGINS = re.compile(
    r"\s*(?:(?:ini\s+)?(?:adalah\s+)?(?:gambar|foto|image|picture)(?:\s+(?:ini|dari|of|tentang))?)\s+",
    re.IGNORECASE,
)
FILE = re.compile(
    r"\s*[\w-]+\.(?:jpe?g|png|webp|gif|heic|mp4|mov)\s*\Z|(?:IMG|DSC|WA)[-_]?\d", re.IGNORECASE
)
SHORTEST = 10
MOST, MOST_IN_A_ROW = 5, 3
#: Before an emoji, these words wait for another word.
WAITING = re.compile(
    r"\b(?:ke|di|dari|bawa|pakai|dan|atau|dengan|untuk|naik|jaga|cuci|buang|makan|minum|beli|oleh|"
    r"bayar|pada|ada|ini|itu|sebuah|satu|dua|tiga|hari|jam|hubungi|telepon|lihat|cek|buka|tutup)"
    r"\s*\Z",
    re.IGNORECASE,
)


def alternative(reading: Reading) -> Iterator[Hit]:
    if reading.where == "text":
        return
    text = reading.text.strip()
    if not text:
        yield Hit(0, 0, say("The image has no description."))
    elif FILE.match(text):
        yield Hit(0, len(reading.text), say("The description is the name of a file."))
    elif begins := BEGINS.match(reading.text):
        rest = reading.text[begins.end() :]
        yield Hit(
            begins.start(),
            begins.end() + 1,
            say("It is known that this is an image. Begin with what can be seen."),
            rest[:1].upper(),
            severity=Severity.HINT,
        )
    elif len(text) < SHORTEST:
        what = say("The description is very short: say what can be seen, and all words in it.")
        yield Hit(0, len(reading.text), what, severity=Severity.HINT)


def many(reading: Reading) -> Iterator[Hit]:
    found = list(EMOJI.finditer(reading.text))
    rows = [m for m in RUN.finditer(reading.text) if len(EMOJI.findall(m.group())) > MOST_IN_A_ROW]
    if len(found) > MOST:
        what = say("{count} emoji are many: keep {most}, at the end.")
        facts = {"count": len(found), "most": MOST}
        yield Hit(found[0].start(), found[-1].end(), what, facts=facts)
    elif rows:
        first = EMOJI.match(rows[0].group())
        what = say("{count} emoji in a row: one is enough.")
        facts = {"count": len(EMOJI.findall(rows[0].group()))}
        yield Hit(*rows[0].span(), what, first.group() if first else None, facts)


def as_words(reading: Reading) -> Iterator[Hit]:
    for run in RUN.finditer(reading.text):
        before = reading.text[max(0, run.start() - 30) : run.start()].rpartition("\n")[2]
        after = reading.text[run.end() : run.end() + 20].partition("\n")[0].lstrip(" ")
        waits = WAITING.search(before)
        between = before.rstrip(" ")[-1:].islower() and after[:1].islower()
        if waits or between:
            what = say("“{emoji}” stands between words: write the word, and move it to the end.")
            yield Hit(*run.span(), what, facts={"emoji": run.group()})
