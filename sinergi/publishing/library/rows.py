"""What all acts on a file of the library share: the row they hold, and what the log keeps."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from sinergi.lib.text import No, say
from sinergi.publishing.library import rules
from sinergi.publishing.library.rules import Said
from sinergi.publishing.models import LibraryFile

#: What the log keeps of what is said of a file: never whose picture it is.
LOGGED = ("title", "licence", "consent", "shared")


class Changed(No):
    """Somebody saved it meanwhile."""


class There(No):
    """The library has this file already: ``entry`` is where."""

    def __init__(self, entry: LibraryFile) -> None:
        super().__init__(
            say("The library has this file already: “{title}”. It was not added again."),
            title=str(entry),
        )
        self.entry = entry


def locked(entry: LibraryFile, version: int | None = None) -> LibraryFile:
    rows = LibraryFile.objects.select_for_update(of=("self",)).select_related("unit", "file")
    row = rows.get(pk=entry.pk)
    if version is not None and row.version != version:
        raise Changed(
            say(
                "Somebody changed this file while you were writing. Your words are kept below: "
                "compare, then save again."
            )
        )
    return row


def put(row: LibraryFile, **values: Any) -> None:
    values |= {"changed": timezone.now(), "version": row.version + 1}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])


def values(said: Said, name: str) -> dict[str, Any]:
    told = {**asdict(said), "tags": list(said.tags), "descriptions": dict(said.descriptions)}
    if said.licence != rules.Licence.LICENSED:
        told["licence_until"] = None
    return told | {"ends": rules.ends(said), "words": rules.words_of(said, name)}


def logged(row: LibraryFile) -> dict[str, Any]:
    return {name: getattr(row, name) for name in LOGGED}
