"""Take personal data out of a message before it is kept."""

from __future__ import annotations

from sinergi.language.writing.personal.finding import find_personal

#: What stands in its place; these words are in the messages that a model learns from.
MASKS = {
    "nik": "[NIK]",
    "kk": "[KK]",
    "phone": "[telepon]",
    "email": "[surel]",
    "plate": "[pelat]",
    "address": "[alamat]",
    "account": "[rekening]",
}


def mask(text: str) -> str:
    """Return a message with every piece of personal data replaced by its kind, in brackets.

    Masks more than ``find_personal`` tells of: numbers and addresses of offices too. Masking twice
    changes nothing.
    """
    pieces, place = [], 0
    for found in find_personal(text, broad=True):
        pieces += [text[place : found.start], MASKS[found.kind]]
        place = found.end
    return "".join(pieces) + text[place:]
