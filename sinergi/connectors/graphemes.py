"""Count what a reader sees as one character: letters with their marks, emoji with their parts.

Unicode's rules (UAX #29, extended grapheme clusters) as far as Python's own tables go; ancient
Hangul and rare prepended marks are counted apart.
"""

from __future__ import annotations

import unicodedata

JOINER = "\u200d"
#: Format characters that continue the character before them.
CONTINUES = {JOINER, "\u200c"}


def count(text: str) -> int:
    """Return the number of characters as a reader sees them. A line end counts 1."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    clusters, flags, before = 0, 0, ""
    for letter in text:
        flags = flags + 1 if _flag(letter) else 0
        clusters += _begins(before, letter, flags)
        before = letter
    return clusters


def _begins(before: str, letter: str, flags: int) -> bool:
    """True when a new character begins with ``letter``."""
    if not before or (before, letter) == ("\r", "\n"):
        return not before
    if _control(before) or _control(letter):
        return True
    if _extends(letter) or (before == JOINER and _picture(letter)):
        return False
    return not (flags and flags % 2 == 0)


def _flag(letter: str) -> bool:
    """Flags are written as pairs of these."""
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _extends(letter: str) -> bool:
    tone, tag = "\U0001f3fb" <= letter <= "\U0001f3ff", "\U000e0020" <= letter <= "\U000e007f"
    return tone or tag or letter in CONTINUES or unicodedata.category(letter)[0] == "M"


def _picture(letter: str) -> bool:
    return "\U0001f000" <= letter <= "\U0001faff" or "\u2190" <= letter <= "\u2bff"


def _control(letter: str) -> bool:
    if letter in CONTINUES or "\U000e0020" <= letter <= "\U000e007f":
        return False
    return unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"}
