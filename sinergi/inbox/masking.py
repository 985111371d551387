"""What a list shows of a member of the public and of their words: enough to find them again."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sinergi.language.writing.personal.masking import mask

#: Longest beginning of a message that a list keeps.
SNIPPET = 200

#: So begins what stands for a name that was taken out (``privacy.emptying``).
GONE = "~"

#: More of a message is not looked at for its beginning.
_READ = 600


def hidden(handle: str, word: str = "") -> str:
    """Return what stands for a name in a list: "Citizen · k***"; ``word`` is ``citizen``, where
    many are asked for."""
    word = word or citizen()
    if handle.startswith(GONE):
        return word
    letter = next(filter(str.isalnum, handle), "")
    return f"{word} · {letter.lower()}***"


def citizen() -> str:
    """Return the word for a member of the public."""
    return _citizen(get_language())


@cache
def _citizen(language: str | None) -> str:
    del language  # the word is in the one that is active
    return _("Citizen")


def snippet(text: str) -> str:
    """Return the beginning of a message in one line, without personal data."""
    return " ".join(mask(text[:_READ]).split())[:SNIPPET]
