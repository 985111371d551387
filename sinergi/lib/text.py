"""Words that a person will read, where Django is not at hand."""

from __future__ import annotations

import re
import unicodedata


def say(words: str) -> str:
    """Mark English words for translation; they are translated where they are shown."""
    return words


class Word(str):
    """A fact of a refusal that is English words of ours: translated with its sentence."""

    __slots__ = ()


class No(Exception):
    """A rule says no. ``message`` is English with ``{facts}`` in braces, translated when shown."""

    def __init__(self, message: str, **facts: str | int) -> None:
        super().__init__(message.format(**facts))
        self.message = message
        self.facts = facts


def short(text: str, most: int) -> str:
    """Return a text in one line, or its beginning of at most ``most`` characters and "…".

    It ends between words; where a word is long, between letters: never inside what a reader sees
    as one, an emoji of several parts or a letter with its marks (as UAX #29 has it).
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    end = line.rfind(" ", 0, most + 1)
    if end <= most // 2:
        end = most
        while end and _belongs(line[end - 1], line[end]):
            end -= 1
    return line[:end].rstrip(" ,.;:") + "…"


def listed(spelled: str) -> list[str]:
    """Return what people write one after the other: a comma between, a semicolon, or a line."""
    return [part.strip() for part in re.split(r"[,;\n]", spelled) if part.strip()]


def plain(name: str) -> str:
    """Return a name as it may stand in a line of ours: in one line, without control characters and
    without what turns the direction of all that follows it (U+202A to U+202E, U+2066 to U+2069)."""
    kept = (" " if one.isspace() else one for one in name if one.isspace() or not _turns(one))
    return " ".join("".join(kept).split())


def _turns(letter: str) -> bool:
    turning = "\u202a" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069"
    return turning or unicodedata.category(letter) == "Cc"


def _belongs(before: str, letter: str) -> bool:
    """True when two characters may be parts of one: marks, joined pictures, tones, flags."""
    joins = {before, letter} & {"\u200d", "\ufe0f"}
    tone, tag = "\U0001f3fb" <= letter <= "\U0001f3ff", "\U000e0020" <= letter <= "\U000e007f"
    flags = all("\U0001f1e6" <= one <= "\U0001f1ff" for one in (before, letter))
    return bool(joins) or tone or tag or flags or unicodedata.category(letter)[0] == "M"
