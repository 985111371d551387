"""What a list shows of a member of the public and of their words: enough to find them again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sinergi.language.writing.personal.masking import mask

#: Longest beginning of a message that a list keeps.
SNIPPET = 200

#: So begins what stands for a name that was taken out (``privacy.emptying``).
GONE = "~"

#: More of a message is not looked at for its beginning.
_READ = 600


def hidden(handle: str) -> str:
    """Return what stands for a name in a list: "Citizen · k***"."""
    if handle.startswith(GONE):
        return _("Citizen")
    word, letter = _("Citizen"), next(filter(str.isalnum, handle), "")
    return f"{word} · {letter.lower()}***"


def snippet(text: str) -> str:
    """Return the beginning of a message in one line, without personal data."""
    return " ".join(mask(text[:_READ]).split())[:SNIPPET]
