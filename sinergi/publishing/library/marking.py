"""Whether a picture is a poster, as its writer says beside it: kept in the library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.people.models import User
from sinergi.publishing.library import rows, used
from sinergi.publishing.models import LibraryFile
from sinergi.publishing.pictures import Picture
from sinergi.units.models import Unit

#: The field of a form for one file: it goes with the file, not with its place.
FIELD = re.compile(r"poster-[0-9a-f]{16}")
#: What a field may hold, and what it says.
SAYS: Mapping[str, bool | None] = {"": None, "yes": True, "no": False}
HELD = {says: held for held, says in SAYS.items()}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of one file. ``entry``: another office says so, nobody here may change it."""

    name: str
    held: str
    entry: LibraryFile | None = None

    @property
    def poster(self) -> bool | None:
        return SAYS[self.held]


def of(unit: Unit | None, media: Iterable[Picture], typed: Mapping[str, str]) -> dict[str, Mark]:
    """Return what is said of the images of a post, by their ``sha256``: what was typed, else what
    the library knows.
    """
    sources = [p.sha256 for p in media if not p.video]
    behind = used.entries_of(unit, sources) if unit is not None and sources else {}
    return {source: _mark(source, unit, behind.get(source), typed) for source in sources}


def _mark(
    source: str, unit: Unit | None, entry: LibraryFile | None, typed: Mapping[str, str]
) -> Mark:
    name = f"poster-{source[:16]}"
    known = HELD[entry.poster] if entry else ""
    if entry is not None and unit is not None and entry.unit_id != unit.pk:
        return Mark(name, known, entry)
    said = typed.get(name, known)
    return Mark(name, said if said in SAYS else known)


def typed_in(fields: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Return what a form says of its files: of (field, what it holds)."""
    return {name: held[-1] for name, held in fields if held and FIELD.fullmatch(name)}


@transaction.atomic
def keep(actor: User, unit: Unit, media: Iterable[Picture], typed: Mapping[str, str]) -> None:
    """Write down what a form says of its files, in the entries of its office."""
    there = list(media)
    told = of(unit, there, typed)
    behind = used.entries_of(unit, told)
    changed = {
        entry.pk: (entry, told[source].poster)
        for source, entry in behind.items()
        if told[source].entry is None and told[source].poster != entry.poster
    }
    acts = []
    for _pk, (entry, poster) in sorted(changed.items()):
        row = rows.locked(entry)
        rows.put(row, poster=poster)
        acts.append(audit.Act(row, row.unit_id, rows.logged(row)))
    if acts:
        audit.record_many(actor, "file.changed", acts)
