"""Whose number, address or account something is: what the words around it say."""

from __future__ import annotations

import re
from enum import StrEnum

from sinergi.language.writing.lists import any_of, pairs_of, words_of

#: How far the words that say whose it is may be, in characters, before and after.
BEFORE, AFTER = 90, 45
#: How far before a number the word may be that says what number it is.
LABELLED = 40

OFFICE = any_of(words_of("office"))
OFFICES = "|".join(re.escape(word) for word in words_of("office"))
#: Words with a capital that are no names of people.
NO_NAMES = frozenset({*words_of("common"), *words_of("places"), *words_of("office")})
LABELS = dict(pairs_of("labels"))
#: "nomor", however it is shortened.
NUMBER = re.compile(r"\b(?:nomor|nomer|nmr|no|id)\b\.?\s*(?=[a-z])", re.IGNORECASE)
LABEL = any_of([word for word in LABELS if not word.startswith("nomor ")])
NUMBERED = re.compile(
    NUMBER.pattern
    + any_of([w.removeprefix("nomor ") for w in LABELS if w.startswith("nomor ")]).pattern,
    re.IGNORECASE,
)
TITLES = frozenset(words_of("titles"))
NAMED = re.compile(
    rf"(?<![\w/-])(?:{'|'.join(words_of('person'))})\.?\s+(?!dan\b)(\w+)(?![\w/-])", re.IGNORECASE
)
#: One person, whatever office is named near.
ONE = re.compile(
    r"(?<![\w-])(?:saya|sy|aku|pribadi(?:nya)?|bernama|nama\s*:|kediaman|sekeluarga|istri|suami|"
    r"mertua|cucu(?:nya)?|rumahnya|rumah(?!\s+(?:sakit|dinas|potong|ibadah|makan|susun|pompa|"
    r"kreatif|singgah|aman|zakat|pintar|bersalin|tangga|produksi|jabatan|warga|layak|tidak|di|"
    r"terbakar|roboh|rusak|yang)\b)|"
    rf"(?:a\.?\s?n\.?(?=\s+[A-Z])|a/n|atas nama|milik(?:nya)?)(?!\s+(?:{OFFICES})(?!\w)))(?![\w-])",
    re.IGNORECASE,
)
#: A name behind a colon, right before a number: "Kontak panitia: Deni 0857…".
NAME = re.compile(r"[:/]\s*([A-Z][a-z]{2,})(?:\s[A-Z][a-z]+)?[\s,(-]*\Z")
#: Somebody, where no office stands nearer.
SOMEBODY = re.compile(
    r"(?<![\w-])(?:ayah(?:nya)?|anak(?:nya)?|neneknya|orang tua|ahli waris|tetangga|pelapor|korban|"
    r"saksi|pemilik|penerima|pemenang|pasien|tersangka|terlapor|pelaku|penipu(?:an)?|wali murid|"
    r"ybs|yang bersangkutan|beliau|narasumber|mantan|pencuri|sopir|pengemudi)(?![\w-])",
    re.IGNORECASE,
)
#: Where what is said before no longer counts; not after "a.n.", nor before a field of a form.
EDGE = re.compile(r"\n\s*\n|(?<=\w{4})[.!?]\s+(?=[A-Z])(?!(?:Alamat|No|HP|WA|Telp|Rek)\w*\W)")


class Owner(StrEnum):
    PERSON = "person"
    OFFICE = "office"
    NOBODY = "nobody named"


def owner(text: str, start: int, end: int, *, behind: bool = True) -> Owner:
    """Tell whose the piece of text between two places is.

    A name or a word like "milik" decides; otherwise the word that stands nearest. ``behind``:
    what is said after it counts too.
    """
    before, after = _around(text, start, end)
    after = after if behind else ""
    if _named(before) or _named(after) or ONE.search(before) or ONE.search(after):
        return Owner.PERSON
    person, office = _distance(SOMEBODY, before, after), _distance(OFFICE, before, after)
    if person is None and office is None:
        return Owner.NOBODY
    if office is None or (person is not None and person < office):
        return Owner.PERSON
    return Owner.OFFICE


def label(text: str, start: int) -> str:
    """Return what a number is called before ``start``: a kind, "other", or "" without a word."""
    before = text[max(0, start - LABELLED) : start].rpartition("\n")[2]
    found, end = "", 0
    for pattern in (LABEL, NUMBERED):
        for word in pattern.finditer(before):
            if word.end() >= end:
                found, end = LABELS[_spelled(word.group())], word.end()
    return found


def _spelled(word: str) -> str:
    """Return a label as the list has it."""
    return (
        " ".join(NUMBER.sub("nomor ", word.lower()).split())
        if NUMBERED.match(word)
        else word.lower()
    )


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a piece, in its sentence and the line above."""
    before = text[max(0, start - BEFORE) : start]
    edges = [edge.end() for edge in EDGE.finditer(before)]
    after = text[end : end + AFTER].partition("\n")[0]
    edge = EDGE.search(after)
    return before[edges[-1] if edges else 0 :], after[: edge.start()] if edge else after


def _named(around: str) -> bool:
    """Tell whether somebody is named: "Ibu Siti", "pak dedi"; not "Bapak Bupati", "Bapak/Ibu"."""
    alone = NAME.search(around)
    if alone and alone[1].lower() not in NO_NAMES | TITLES:
        return True
    return any(
        found[1].lower() not in TITLES and not found[1].isdigit() and not found[1].isupper()
        for found in NAMED.finditer(around)
    )


def _distance(pattern: re.Pattern[str], before: str, after: str) -> int | None:
    """Return how far away the nearest word of a pattern is; None where there is none."""
    far = [len(before) - found.end() for found in pattern.finditer(before)]
    far += [found.start() for found in pattern.finditer(after)]
    return min(far, default=None)
