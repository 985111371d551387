"""Addresses of e-mail of people; those of offices are none, nor are examples."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.writing.lists import words_of
from sinergi.language.writing.personal.found import Personal

MAIL = re.compile(
    r"(?<![\w.+@/-])([A-Za-z0-9][\w.+-]*)"
    r"(?:@|\s@\s|\s?[(\[]\s?(?:at|et|@)\s?[)\]]\s?)"
    r"([A-Za-z0-9-]+(?:(?:\.|\s?[(\[]dot[)\]]\s?)[A-Za-z0-9-]+)*(?:\.|\s?[(\[]dot[)\]]\s?)[A-Za-z]{2,})"
)
#: One of these stands in every address: what has none need not be searched.
SIGNS = re.compile(r"[@(\[]")
OFFICES = (".go.id", ".desa.id", ".mil.id", "polri.go.id")
AGENCIES = words_of("agencies")
ROLES = frozenset(words_of("roles"))
#: Roles long enough to be seen in the middle of a word: "layanandukcapil".
LONG = tuple(role for role in words_of("roles") if len(role) >= 6)


def mails(text: str, *, broad: bool = False) -> Iterator[Personal]:
    """Yield addresses of e-mail; ``broad``: those of offices too."""
    for found in MAIL.finditer(text) if SIGNS.search(text) else ():
        if broad or not _of_office(found[1].lower(), found[2].lower()):
            yield Personal("email", found.start(), found.end())


def _of_office(local: str, domain: str) -> bool:
    if f".{domain}".endswith(OFFICES):
        return True
    parts = re.split(r"[\d._+-]+", local)
    if local.startswith(AGENCIES):
        return True
    return local in ROLES or parts[0] in ROLES or any(role in local for role in LONG)
