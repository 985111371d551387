"""The table of docs/deadlines.md, in English, made of the promises that are shipped."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from sinergi.inbox.deadlines import promises, sheet
from sinergi.inbox.deadlines.promises import Key, Promise
from sinergi.inbox.models import Term


def rows() -> Iterator[str]:
    """Yield the lines of the table, its head first."""
    with translation.override("en"):
        yield _line("Matter", "What", "Within", "Kind of rule", "Rests on")
        yield "|---|---|---|---|---|"
        for key, promise in promises.SHIPPED.items():
            yield _row(key, promise)


def _row(key: Key, promise: Promise) -> str:
    matter, what = sheet.name(key).split(": ", 1)
    status = str(Term.Status(promise.status).label)
    return _line(matter, what, sheet.written(promise), status, promise.basis)


def _line(*cells: str) -> str:
    return "|" + "".join(f" {cell} |" for cell in cells)
