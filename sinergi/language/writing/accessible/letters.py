"""Decorative letters of Unicode: 𝗚𝗿𝗮𝘁𝗶𝘀, ⓘⓝⓕⓞ, ɢʀᴀᴛɪs, and letters struck through."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sinergi.language import letters as ornament
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit
from sinergi.lib.text import say

#: ғ is a letter of Kazakh, and what passes for a small capital F.
SMALL_CAPITALS = {**dict(zip(*ornament.SMALL_CAPITALS, strict=True)), "ғ": "f"}
BOXED = {chr(start + n): chr(65 + n) for start in ornament.BOXED for n in range(26)}
RAISED = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
STYLED = (
    "\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\uff10-\uff19\u24b6-\u24e9\u2460-\u2468"
    "\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189\u210a-\u2113\u211b-\u211d"
    + "".join(SMALL_CAPITALS)
    + RAISED
)
#: Lines through and under letters, and other marks that are stacked on them for show.
OVER = "[\u0332-\u0338\u0305\u0330\u0331\u0333\u033f]"
ONE = rf"(?:[{STYLED}]{OVER}*|\w{OVER}+)"
FANCY = re.compile(rf"{ONE}(?:[\w{STYLED}]|{OVER}|[ .,!?'-](?={ONE}{ONE}))*")
LEAST = 2


def fancy(reading: Reading) -> Iterator[Hit]:
    for found in FANCY.finditer(reading.text):
        proposed = plain(found.group())
        styled = sum(1 for a in found.group() if re.match(f"[{STYLED}]|{OVER}", a))
        if styled >= LEAST and proposed != found.group():
            what = say("“{letters}” is in decorative letters.")
            yield Hit(*found.span(), what, proposed, {"letters": proposed})


def plain(letters: str) -> str:
    """Return decorative letters as plain ones."""
    spelled = "".join(SMALL_CAPITALS.get(a) or BOXED.get(a) or a for a in letters)
    return re.sub(OVER, "", unicodedata.normalize("NFKC", spelled))
