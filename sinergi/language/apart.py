"""Words whose letters are set apart, by spaces or by signs.

Only words of lists are found where anything else may be meant; the lists are read when the first
such spelling is met.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from sinergi.language.cutting import cut, ends, known, lures
from sinergi.language.figured import core_of
from sinergi.language.letters import letters

#: A letter or a figure, with what is drawn over it or cannot be seen beside it.
_ONE = r"[^\W_][\u0300-\u036f\u200b-\u200f\u20e3\ufe0f]*"
_GAP = r"[.\-*|~_]?\s{1,3}(?:[^\w\s]{1,2}\s{1,2})?"
_SPACED = re.compile(rf"(?<!\S)({_ONE})((?:{_GAP}{_ONE}){{3,}})([.\-*|~_,;:!?]{{0,3}})(?!\S)")
_NEXT = re.compile(rf"({_GAP})({_ONE})")
#: What stands in each of these, and is looked for faster: two letters apart from all others.
_APART = re.compile(r"\s[^\W_][^\w\s]{0,3}\s[^\w]{0,4}[^\W_](?:[^\w\s]{0,3}\s)")
_SIGNED = re.compile(r"[\W_]*([^\W_](?:[\W_]{1,3}[^\W_]){2,}\d{0,3})[\W_]*")
_SYLLABLES = re.compile(r"[a-z]{1,8}(?:[^a-z\d'’]{1,2}[a-z]{1,8}){1,4}")

_FEWEST = 3  # letters without which nothing is spelled


def joined(text: str) -> str:
    """Return a text with letters that stand apart brought together: word by word where what stands
    between words is wider than what stands between letters."""
    return _SPACED.sub(_together, text) if _APART.search(text) else text


def _together(found: re.Match[str]) -> str:
    """Return what letters in a row spell; sums and single letters of a list stay as they are."""
    steps = _NEXT.findall(found[2])
    gaps = [gap for gap, _ in steps]
    signs = {gap.strip() for gap in gaps if gap.strip()}
    spelled = found[1] + "".join(one for _, one in steps)
    if len(signs) > 1 or (signs and sum(c.isalpha() for c in spelled) < _FEWEST):
        return found[0]
    usual = Counter(gaps).most_common(1)[0][0]
    words = [found[1]]
    for gap, one in steps:
        if _wider(gap, usual):
            words.append(one)
        else:
            words[-1] += one
    return " ".join(" ".join(_cut(word)) for word in words) + found[3]


def _wider(gap: str, usual: str) -> bool:
    if usual.strip() and not gap.strip():
        return True
    return _spaces(gap) > _spaces(usual) or ("\n" in gap and "\n" not in usual)


def _spaces(gap: str) -> int:
    return sum(c.isspace() for c in gap)


def _cut(word: str) -> Iterable[str]:
    """Cut what was spelled in one go into words that are known; into one where they are not."""
    plain, _ = letters(word)
    if len(plain) != len(word):
        return (word,)
    return cut(word, ends(plain))


def unspelled(plain: str) -> tuple[str, ...]:
    """Return the words of a piece in plain letters whose letters are joined by signs; none where it
    is no such piece: an abbreviation of three letters, a number, a list."""
    found = _SIGNED.fullmatch(plain)
    if found:
        spelled = "".join(c for c in found[1] if c.isalnum())
        if sum(c.isalpha() for c in spelled) < _FEWEST:
            return ()
        if len(spelled) == _FEWEST and spelled not in known():
            return ()
        return cut(spelled, ends(spelled))
    core = core_of(plain)
    if _SYLLABLES.fullmatch(core):
        spelled = "".join(c for c in core if c.isalpha())
        return (spelled,) if spelled in lures() else ()
    return ()
