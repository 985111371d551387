"""Addresses where somebody lives: a place with a number, and a word about a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.writing.personal.context import Owner, owner
from sinergi.language.writing.personal.found import Personal

HEAD = (
    r"(?:jl|jln|jalan|gg|gang|kp|kmp|kampung|dsn|dusun|perum|perumahan|komplek|kompleks|cluster|"
    r"lingkungan|link|griya|villa|apartemen|rusun)\b\.?"
)
NAME = r"(?:\s*(?!(?:no|nomor|nmr|blok|rt|rw|di|yang|dan)\b)[\w'/]+){1,5}?"
HOUSE = r"(?:no|nomor|nmr)\.?\s*\d+\s?[a-z]?\b"
BLOCK = r"blok\.?\s*[a-z]{1,2}\s?\d{0,3}(?:\s?/\s?\d+)?\b"
WARD = r"rt\.?\s*\d{1,3}(?:\s*[/,-]?\s*(?:rw\.?)?\s*\d{1,3})?\b"
LANE = r"gg\.?\s*\d+"
ADDRESS = re.compile(
    rf"(?<![\w-]){HEAD}{NAME}(?:,?\s*(?:{LANE}\s*)?(?:{HOUSE}|{BLOCK}|{WARD})){{1,4}}",
    re.IGNORECASE,
)
#: What ends every address, and is seldom elsewhere: what has none need not be searched.
END = re.compile(rf"{HOUSE}|{BLOCK}|{WARD}", re.IGNORECASE)
LIVES = re.compile(
    r"\b(?:tinggal\b[\w\s]{0,24}?\bdi|beralamat(?:kan)?(?: di)?|(?:ber)?domisili(?:nya)?(?: di)?|"
    r"(?<!balai )warga|penghuni|asal|"
    r"alamat (?:saya|rumah|ktp|ybs|lengkap|pemenang|pelapor|korban|asal|tinggal)|"
    r"alamat(?:nya|ku))\W*\Z",
    re.IGNORECASE,
)
FIELD = re.compile(r"\balamat\s*:?\s*\Z", re.IGNORECASE)
RT = re.compile(r"\brt\b", re.IGNORECASE)


def addresses(text: str, *, broad: bool = False) -> Iterator[Personal]:
    """Yield addresses of people; ``broad``: every address with a number."""
    for found in ADDRESS.finditer(text) if END.search(text) else ():
        whose = owner(text, *found.span(), behind=False)
        before = text[max(0, found.start() - 40) : found.start()]
        home = LIVES.search(before) or (FIELD.search(before) and RT.search(found.group()))
        lives = home and whose is not Owner.OFFICE
        if broad or whose is Owner.PERSON or lives:
            yield Personal("address", found.start(), found.end())
