"""Bring what people write to plain lower-case letters, however it was dressed.

A message is read piece by piece: a *piece* is what stands between spaces. What a piece becomes
depends on nothing around it, so that a reader may remember it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

MOST = 10_000
HANDLE, LINK, MAIL = "@akun", "@tautan", "@surel"

#: Small capitals, which no font makes but Unicode, and the letters they stand for.
SMALL_CAPITALS = ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz")
#: Where letters from A to Z begin: squared, in black circles, in black squares.
BOXED = (0x1F130, 0x1F150, 0x1F170)
_REGIONAL = 0x1F1E6
_SEVERAL = 3  # ornamental letters that tell capitals from small ones

#: Letters of other alphabets that stand for Latin ones where gambling hides its names.
_TWINS = {
    "абвгдеёзіїјкмнорсԁԛтуԝхһѕӏпь": "abbrдeeзiijkmhopcdqtywxhslnb",
    "αβγδεζηθικλμνξοπρςστυφχψω": "abydezh0iklmvξonpcotuφxψw",
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ": "abezhikmnoptyx",
    SMALL_CAPITALS[0]: SMALL_CAPITALS[1],
    "ɑɓɖɗəɛƒɠɦɩɨɭɱɲŋɔƥʠɾʂƭʈʉʋɯƴʐƨƽ": "abddeefghiilmnnopqrsttuvwyzs5",
    "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ": "aehijklmnoprstuvx",
    "ɐɒɘɟƃɥıɹʇʌʍʎ": "aaejghirtvwy",
    "øłđħŧþ": "oldhtp",
}
_CARRIED = "дзξφψ"  # these only look like themselves


def _letters() -> dict[int, str]:
    table: dict[int, str] = {}
    for foreign, latin in _TWINS.items():
        for one, other in zip(foreign, latin, strict=True):
            if other not in _CARRIED:
                table[ord(one)] = other
    for start in (*BOXED, _REGIONAL):
        table |= {start + n: chr(97 + n) for n in range(26)}
    table |= {0x24EB + n: str(11 + n) for n in range(10)} | {0x24FF: "0"}  # negative circled
    table |= {0x2776 + n: str((1 + n) % 10) for n in range(10)}
    return {code: letter for code, letter in table.items() if code > 0x7F}


_LETTERS = _letters()
_UNSEEN = dict.fromkeys([0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010)])
_UNSEEN |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10)])
_UNSEEN |= dict.fromkeys([*range(0xE0000, 0xE0080), 0x115F, 0x3164, 0x2800])
_PLAIN_STYLE = frozenset("²³¹™ªº…№℃½¼¾´¨¯¸ﬁﬂ")

_FLAG = re.compile(
    "(?<![\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff]{2}(?![\U0001f1e6-\U0001f1ff])"
)
_SPACED = re.compile(r"(?<!\S)(?:[^\W_][ .\-_*|~]{1,2}){3,}[^\W_](?!\S)")
#: What stands in each of these, and is looked for faster: two letters apart from all others.
_APART = re.compile(r"[ .\-_*|~][^\W_][ .\-_*|~]{1,2}[^\W_][ .\-_*|~]")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_LINK = re.compile(r"https?:|www\.|\w\.(?:com|net|org|id|me|ly|gl|co|xyz|site|vip|link)(?:/|\b)")
_PARTS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[!-&(-/:-@\[-`{-~']+|[^\w\s]")


class Piece(NamedTuple):
    """A piece in plain letters.

    Parameters
    ----------
    parts
        Words, numbers, runs of punctuation, single symbols; ``HANDLE``, ``LINK``, ``MAIL``.
    marks
        How it was dressed: "styled" (letters of other alphabets or of ornament), "stately" and
        "meek" (three of these or more, all of them capitals, or none), "long" (a letter three
        times or more), "loud" (three capitals or more).
    """

    parts: tuple[str, ...]
    marks: tuple[str, ...] = ()


@lru_cache(maxsize=16)
def pieces(text: str) -> tuple[str, ...]:
    """Split a message at its spaces; names spelled out, as ``A L E X I S 1 7``, are joined.

    No network lets people write more than ``MOST`` characters at once: the rest is left out.
    """
    text = text[:MOST]
    if _APART.search(text):
        text = _SPACED.sub(_joined, text)
    return tuple(text.split())


def _joined(found: re.Match[str]) -> str:
    return "".join(c for c in found[0] if c.isalnum())


@lru_cache(maxsize=2_048)  # heads and rules ask for the same pieces, and messages
def normalise(piece: str) -> Piece:
    """Read one piece."""
    if piece.islower() and piece.isascii() and piece.isalpha():  # as most are
        if not _REPEATED.search(piece):
            return Piece((piece,))
        return Piece((_REPEATED.sub(r"\1", piece),), ("long",))
    plain, styled = letters(piece)
    marks = ["styled", *_cased(piece)] if styled else []
    if len(piece) > 2 and piece.isupper() and sum(c.isalpha() for c in piece) > 2:
        marks.append("loud")
    if "@" in plain and plain.strip("@(.,:;!?)") and plain[-1] != "@":
        return Piece((_addressed(plain),), tuple(marks))
    if ("." in plain or ":" in plain) and _LINK.search(plain):
        return Piece((LINK,), tuple(marks))
    if _REPEATED.search(plain):
        plain = _REPEATED.sub(r"\1", plain)
        marks.append("long")
    return Piece(tuple([_cut(part) for part in _PARTS.findall(plain)]), tuple(marks))


def letters(text: str) -> tuple[str, bool]:
    """Return the text in plain lower-case letters, and whether it was dressed up."""
    if text.isascii():
        return text.lower(), False
    shown = _FLAG.sub("⚑", text.translate(_UNSEEN))
    folded = unicodedata.normalize("NFKC", shown).translate(_LETTERS).lower().translate(_LETTERS)
    apart = unicodedata.normalize("NFD", folded)
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return bare.lower(), _styled(shown, len(apart) - len(bare))


def _styled(shown: str, combining: int) -> bool:
    """Tell ornament from accents: é is none, and neither is ² in ``orang²``."""
    if combining > 2 and combining * 2 >= len(shown) - combining:
        return True
    for c in shown:
        if c > "\x7f" and c not in _PLAIN_STYLE and not unicodedata.combining(c):
            plain = unicodedata.normalize("NFKC", c).lower()
            if (plain.isascii() and plain.isalnum()) or any(ord(p) in _LETTERS for p in plain):
                return True
    return False


def _cased(piece: str) -> tuple[str, ...]:
    """Tell ornamental capitals, in which gambling dresses its names, from small letters, in which
    people dress all that they write."""
    capitals, small = 0, 0
    for c in piece.translate(_UNSEEN):
        shown = unicodedata.normalize("NFKC", c)
        plain = shown.translate(_LETTERS)
        if c > "\x7f" and c not in _PLAIN_STYLE and plain.isascii() and plain.isalnum():
            capitals += shown.isupper()
            small += shown.islower()
    if capitals >= _SEVERAL and not small:
        return ("stately",)
    return ("meek",) if small >= _SEVERAL and not capitals else ()


def _addressed(plain: str) -> str:
    at = plain.index("@")
    return MAIL if at > 0 and plain[at - 1].isalnum() and "." in plain[at:] else HANDLE


def _cut(part: str) -> str:
    """Keep the first two of a run of punctuation, however long it is; ``’`` is an apostrophe."""
    return part.replace("’", "'") if part[0].isalnum() else part[:2]


def listed(name: str) -> list[str]:
    """Return the lines of a list in ``words/``, without its remarks."""
    source = resources.files("sinergi.language").joinpath(f"words/{name}.txt")
    lines = source.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _spellings() -> dict[str, str]:
    spelled = [line.split(": ") for line in listed("spellings")]
    return {chat: word for word, chats in spelled for chat in chats.split(", ")}


#: What people write in chats → the usual spelling.
SPELLINGS = _spellings()


def usual(word: str) -> str:
    """Return the usual spelling of a word in plain letters; ``orang2`` is ``orang``."""
    found = SPELLINGS.get(word)
    if found is None and len(word) > 3 and word[-1] == "2" and word[:-1].isalpha():
        word = word[:-1]
        found = SPELLINGS.get(word)
    return found or word
