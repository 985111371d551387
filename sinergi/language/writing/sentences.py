"""Cut Indonesian text into sentences, where dots also stand in prices, hours, titles and links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.writing.emoji import RUN
from sinergi.language.writing.lists import words_of

#: Words that end with a dot inside a sentence: "dr.", "Jl.", "No.", "a.n.". Without their dots.
SHORTENED = frozenset(words_of("shortened"))
#: Words that are shortened so only where a number follows: "RT. 02".
NUMBERED = frozenset(words_of("numbered"))
#: Of the shortened, the ones that may also end a sentence, when a capital follows: "dll."
CLOSING = frozenset({"dll", "dsb", "dst", "dkk"})
#: A line that begins an item of a list.
ITEM = re.compile(r"\s*(?:[-–—•·*✅✔☑▪▫►➡👉📌🔹🔸]|\(?\d{1,2}[.)](?=\s)|[a-zA-Z][.)](?=\s))")
#: Marks that may end a sentence, with the quotes and brackets that close after them; and emoji.
MARKS = re.compile(rf"[.!?…]+[\"'”’)\]»]*|{RUN.pattern}")
BEFORE = re.compile(r"[\w.]*\Z")
#: A line shorter than this was not wrapped: whatever follows begins anew.
WRAPPED = 45


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence, without the space around it and without bullets."""
    for start, end in _blocks(text):
        yield from _in_block(text, start, end)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of a text; lines that were only wrapped are one."""
    start = place = 0
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        place += len(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not _goes_on(line, following):
            yield start, place
            start = place


def _goes_on(line: str, following: str) -> bool:
    end = line.rstrip()
    return (
        len(end) >= WRAPPED
        and end[-1] not in ".!?…:;"
        and following[:1].islower()
        and not ITEM.match(following)
    )


def _in_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    item = ITEM.match(text, start, end)
    begin = item.end() if item else start
    for mark in MARKS.finditer(text, begin, end):
        if _ends(text, begin, mark.start(), mark.end(), end):
            yield from _trimmed(text, begin, mark.end())
            begin = mark.end()
    yield from _trimmed(text, begin, end)


def _ends(text: str, begin: int, at: int, after: int, end: int) -> bool:
    """Tell whether the marks between ``at`` and ``after`` end a sentence."""
    rest = text[after : min(end, after + 40)]
    if not rest.strip():
        return True
    if not rest[0].isspace():
        return False
    following = rest.lstrip("\"'“‘[ \t")[:1]
    if text[at] not in ".!?…":  # an emoji
        return following.isupper()
    if text[at] != ".":
        return not following.islower() or text[at] != "…"
    if following.islower():
        return False
    before = BEFORE.search(text, max(begin, at - 20), at)
    word = before.group().lower().strip(".") if before else ""
    if word in CLOSING:
        return following.isupper()
    if word in NUMBERED:
        return not (following.isdigit() or following in "+(")
    return not (word in SHORTENED or (len(word) == 1 and word.isalpha()))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    stop = start + len(part.rstrip())
    if stop > begin and any(letter.isalnum() for letter in text[begin:stop]):
        yield begin, stop
