"""What a list shows of a member of the public and of their words: enough to find them again."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sinergi.language.writing.personal.masking import mask

#: Longest beginning of a message that a list keeps.
SNIPPET = 200

#: So begins what stands for a name that was taken out (``privacy.emptying``).
GONE = "~"

#: What stands for a name in words of ours, as masking says it of numbers.
NAMELESS = "[nama]"

#: So many names are kept as they are shown: a list is looked at again and again.
KEPT = 4096

#: More of a message is not looked at for its beginning.
_READ = 600


def hidden(handle: str, word: str = "") -> str:
    """Return what stands for a name in a list: "Citizen · k***"; ``word`` is ``citizen``, where
    many are asked for."""
    return _hidden(handle, word or citizen())


@lru_cache(KEPT)
def _hidden(handle: str, word: str) -> str:
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


def snippet(text: str, *names: str) -> str:
    """Return the beginning of a message in one line, without personal data and these names."""
    return " ".join(mask(nameless(text[:_READ], *names)).split())[:SNIPPET]


def unaddressed(text: str, ours: str) -> str:
    """Return words of the public without the call of our account ``ours`` before them: on a phone
    it would be half of what a line shows. A call alone stays."""
    rest = text
    while rest.startswith("@"):
        called, _space, after = rest.partition(" ")
        name = called.strip("@,.:;").partition("@")[0]
        if name.casefold() != ours.lstrip("@").partition("@")[0].casefold() or not after.strip():
            break
        rest = after.lstrip()
    return rest


def nameless(text: str, *names: str) -> str:
    """Return words of ours without what the member of the public is called in them."""
    called = [re.escape(name.lstrip("@")) for name in names if len(name.strip("@ ")) > 1]
    if not called:
        return text
    # The longest first: a handle may begin with the name.
    some = "|".join(sorted(called, key=len, reverse=True))
    return re.sub(rf"(?<!\w)@?(?:{some})(?!\w)", NAMELESS, text, flags=re.IGNORECASE)
