"""Labelled texts from a CSV file: one's own, or an export of SP4N-LAPOR!.

Columns are known by their names. Those about persons (Nama Pelapor, …) are never looked at, and
personal data inside the text is masked before anything is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sinergi.lib import csvs
from sinergi.lib.text import No, say
from sinergi.understanding import columns, rules

MOST_ROWS = 20_000
MOST_BYTES = 20_000_000
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A text with what its line says of it. ``origin`` is the same whenever it is read."""

    line: int
    origin: str
    text: str
    labels: Mapping[str, str]


@dataclass(slots=True)
class Table:
    """What a file holds. ``dropped``: columns that nothing is taken from."""

    lapor: bool = False
    rows: list[Row] = field(default_factory=list)
    problems: list[tuple[int, No]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def read(content: bytes) -> Table:
    """Read a file. Raises No when it is no such file at all; bad lines are told by number."""
    head, lines = csvs.table(content, most_bytes=MOST_BYTES, most_rows=MOST_ROWS)
    head = [cell.strip() for cell in head]
    lapor = "tracking id" in {cell.casefold() for cell in head}
    names = _named(head, columns.LAPOR if lapor else columns.OWN)
    if not {"text", "first"} & set(names) or set(names) <= {"", "text"}:
        raise No(
            say("The file needs a column teks and one that says what it is, as topik or jenis.")
        )
    found = Table(lapor, dropped=[c for c, n in zip(head, names, strict=True) if not n and c])
    for line, cells in lines:
        try:
            row = dict(zip(names, cells, strict=False))
            found.rows.append(_from_lapor(line, row) if lapor else _own(line, row))
        except No as e:
            found.problems.append((line, e))
    return found


def _own(line: int, row: Mapping[str, str]) -> Row:
    text = _text(row.get("text", ""))
    said = {head: row.get(head, "").strip() for head in rules.HEADS}
    labels = {head: _label(head, word) for head, word in said.items() if word}
    if not labels:
        raise No(say("It does not say what the text is."))
    mark = hashlib.sha256(text.encode()).hexdigest()[:32]
    return Row(line, f"file:{mark}", text, labels)


def _from_lapor(line: int, row: Mapping[str, str]) -> Row:
    body = row.get("text", "").strip() or row.get("first", "").strip()
    title = row.get("title", "").strip()
    text = _text(body if body.startswith(title) else f"{title}\n{body}")
    number = row.get("id", "").strip()
    if not number or len(number) > 60:
        raise No(say("It has no Tracking ID."))
    labels = {h: _label(h, row[h]) for h in ("topic", "place") if row.get(h, "").strip()}
    given = " ".join(row.get("class", "").casefold().split())
    if given:
        if given not in columns.CLASSES:
            raise No(say("{label} is no classification of SP4N-LAPOR!."), label=given)
        labels["kind"] = columns.CLASSES[given]
    if not labels:
        raise No(say("It does not say what the text is."))
    return Row(line, f"lapor:{number}", text, labels)


def _label(head: str, word: str) -> str:
    """Return a label of a file. Raises No for one that is none, with the words that are taken."""
    words = columns.WORDS.get(head, {})
    spelled = words.get(word.strip().casefold(), word)
    return rules.checked_label(head, spelled, taken=words)


def _text(given: str) -> str:
    text = given.replace("\0", "").strip()
    if len(text) < SHORTEST:
        raise No(say("It has no text."))
    return text


def _named(head: Sequence[str], known: Mapping[str, tuple[str, ...]]) -> list[str]:
    by_alias = {alias: name for name, aliases in known.items() for alias in aliases}
    names: list[str] = []
    for cell in head:
        name = by_alias.get(" ".join(cell.casefold().split()), "")
        names.append("" if name in names else name)
    return names
