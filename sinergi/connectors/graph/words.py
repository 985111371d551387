"""What stays of a text whatever Meta makes of its spaces and marks."""

from __future__ import annotations

import re
import unicodedata


def essence(text: str) -> str:
    """Return what two spellings of one text have in common: its letters and figures.

    A text of signs only is compared as it stands.
    """
    whole = unicodedata.normalize("NFC", text)
    return re.sub(r"[\W_]+", "", whole).casefold() or "".join(whole.split())
