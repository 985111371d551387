"""Letters of other alphabets and of ornament, and the plain ones that they stand for."""

from __future__ import annotations

import re
import unicodedata

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


def cased(piece: str) -> tuple[str, ...]:
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
