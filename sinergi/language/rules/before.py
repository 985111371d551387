"""What stands before the name of a place: “Kec.”, “di”, “bukan”."""

from __future__ import annotations

from sinergi.language.rules.gazetteer import DISTRICT, FOREIGN, REGENCY, VILLAGE, Place
from sinergi.language.rules.mentions import Mention
from sinergi.language.rules.message import Message

#: What a name weighs; one that is a word first; and the word before it that says what it is.
NAMED, WORD, CALLED = 2.0, 0.3, 1.2
_LOCATED = 0.3

_DISTRICTS = frozenset({"kec", "kecamatan", "camat", "district", "kacamatan"})
_VILLAGES = frozenset(
    {"desa", "ds", "kel", "kelurahan", "lurah", "kades", "village", "kalurahan", "dusun", "kampung"}
)
_AT = frozenset(
    {"di", "ke", "ka", "neng", "ing", "nang", "dari", "ti", "arah", "daerah", "wilayah", "warga"}
    | {"pasar", "kantor", "area", "in", "near", "stasiun", "perum", "puskesmas", "polsek"}
)
_STREETS = frozenset({"jl", "jln", "jalan", "raya"})
_LEADING = _AT | _DISTRICTS | _VILLAGES

_NOT = frozenset({"bukan", "sanes", "lain", "dudu", "not"})
_ONLY = frozenset({"saja", "aja", "doang", "wae", "bae", "hungkul", "thok", "only"})


def denied(message: Message, mention: Mention) -> bool:
    """Tell whether it is said not to be there: “bukan Kota Bogor”, not “bukan Cibinong saja”."""
    words, at = message.words, mention.start
    while at and words[at - 1] in _LEADING:
        at -= 1
    denied = at > 0 and words[at - 1] in _NOT
    return denied and not _ONLY.intersection(words[mention.end : mention.end + 1])


def called_by(message: Message, mention: Mention, place: Place) -> float:
    """Weigh the word before: “Kec.” speaks for a district and against a village."""
    before = message.words[mention.start - 1] if mention.start else ""
    if before in _DISTRICTS or before in _VILLAGES:
        wanted = DISTRICT if before in _DISTRICTS else VILLAGE
        if place.kind == wanted:
            return CALLED + NAMED - WORD
        own = place.kind == FOREIGN and len(mention.codes) == 1  # “Kec. Bogor Utara”
        return 0.0 if own and before in _DISTRICTS else -CALLED
    if before in _AT and place.kind != REGENCY:
        return _LOCATED
    return -CALLED if before in _STREETS and place.kind == VILLAGE else 0.0
