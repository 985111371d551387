"""Addresses of our own pages, looked up once: a list page names a hundred of them."""

from __future__ import annotations

from functools import cache, lru_cache

from django.urls import reverse

#: A number that stands in no address by itself.
MARK = 7_777_777_777_777_777


@cache
def address(name: str) -> str:
    """Return the address of a page that stands alone."""
    return reverse(name)


def numbered(pk: int, name: str) -> str:
    """Return the address of a page that is named by one number."""
    before, after = _around(name)
    return f"{before}{pk}{after}"


@lru_cache(1024)
def worded(name: str, *words: str) -> str:
    """Return the address of a page that is named by words."""
    return reverse(name, args=words)


@cache
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[MARK]).partition(str(MARK))
    return before, after
