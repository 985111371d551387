"""Words in which figures or signs stand for letters, or cover them: *g4c0r*, *$lot*, *sl*t*."""

from __future__ import annotations

import re
from itertools import product

from sinergi.language.cutting import known, lures

_FEWEST = 3  # letters without which nothing is spelled
_CORE = re.compile(r"[a-z\d$@!|€](?:.*[a-z\d$@|€])?", re.DOTALL)
_COVERS = re.compile(r"[*#%\u00b7\u2022\u2580-\u27bf\U0001f000-\U0001faff]")
_FIGURES = {
    **dict(zip("0345678", "oeasgtb", strict=True)),
    **dict(zip("9$@!€", "gsaie", strict=True)),
    **dict.fromkeys("1|", "il"),
}
_MOST_FIGURES = 4


def unfigured(plain: str) -> tuple[str, ...]:
    """Return the word of a piece in plain letters in which figures or signs stand for letters; none
    where they may stand for themselves: a name with figures at its end, a measure, an address."""
    core = core_of(plain)
    alone = core.isascii() and core.isalnum()
    words = known() if alone else lures()
    figures = [c for c in core if c in _FIGURES]
    plainly = sum(c.isalpha() for c in core)
    if figures and len(figures) <= min(_MOST_FIGURES, plainly) and len(core) > _FEWEST:
        if alone and core[:-1].isalpha():  # block c4, room b2
            return ()
        for said in product(*[_FIGURES.get(c, c) for c in core]):
            word = "".join(said)
            if word in words:
                return (word,)
    covered = _COVERS.sub(".", core)
    if covered.count(".") in range(1, 3) and covered != core and len(core) > _FEWEST:
        return _covered(covered)
    return ()


def raised(piece: str) -> tuple[str, ...]:
    """Return the lure that a piece is in which a capital I stands for a small l."""
    plain = piece.replace("I", "l").lower()
    return (plain,) if piece.lower() not in known() and plain in lures() else ()


def _covered(pattern: str) -> tuple[str, ...]:
    """Return the lure of which some letters are covered."""
    if sum(c.isalpha() for c in pattern) < _FEWEST or not pattern.replace(".", "").isalpha():
        return ()
    seen = re.compile(pattern)
    found = [word for word in sorted(lures()) if seen.fullmatch(word)]
    return (found[0],) if len(found) == 1 else ()


def core_of(plain: str) -> str:
    """Return a piece without the signs around it."""
    found = _CORE.search(plain)
    return found[0] if found else ""
