"""Places by name: what an office's regency consists of, and what lies elsewhere.

Built from plain rows, so that the tree of offices, an official list, or the file that comes with
Sinergi may each be one. Codes are those of the Ministry of Home Affairs (Kepmendagri
300.2.2-2138/2025).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from sinergi.language.letters import letters
from sinergi.language.rules.rulebook import Problem, Unreadable

REGENCY, DISTRICT, VILLAGE, FOREIGN = "regency", "district", "village", "foreign"
#: Kinds as official lists and the tree of offices write them.
KINDS = {
    "kabupaten": REGENCY,
    "kecamatan": DISTRICT,
    "desa": VILLAGE,
    "kelurahan": VILLAGE,
    "urban_village": VILLAGE,
    REGENCY: REGENCY,
    DISTRICT: DISTRICT,
    VILLAGE: VILLAGE,
    FOREIGN: FOREIGN,
}
MOST_WORDS = 4  # of a name


@dataclass(frozen=True, slots=True)
class Place:
    """A place that may be named.

    Parameters
    ----------
    code, name
        As in the tree of offices: ``32.01.24``, ``Ciawi``.
    kind
        ``REGENCY``, ``DISTRICT``, ``VILLAGE`` (also urban), or ``FOREIGN``: another government.
    parent
        The code of the place it lies in; empty at the top.
    aliases
        Other names. One that begins with ``~`` is also a word or a name elsewhere: it counts only
        beside a designation as ``Kec.`` or a neighbouring name.
    """

    code: str
    name: str
    kind: str
    parent: str = ""
    aliases: tuple[str, ...] = ()


class Gazetteer:
    """Places, found by what people call them. Spaces do not matter: “Bojong Gede”, “Bojonggede”."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = {place.code: place for place in places}
        self.names: dict[str, tuple[str, ...]] = {}
        self.unsure: set[tuple[str, str]] = set()
        #: What a message's word must be for a name to begin there.
        self.beginnings: set[str] = set()
        for place in self.places.values():
            for name in (place.name, *place.aliases):
                self._add(name, place.code)

    def _add(self, name: str, code: str) -> None:
        key = spelled(name)
        known = self.names.get(key, ())
        if key and code not in known:
            self.names[key] = (*known, code)
            self.beginnings.update(key[:size] for size in range(1, len(key) + 1))
        if name.startswith("~"):
            self.unsure.add((key, code))

    def name(self, code: str) -> str:
        """Return how a place is shown: “Pabuaran, Sukamakmur”; the code where it is unknown."""
        place = self.places.get(code)
        if place is None:
            return code
        above = self.places.get(place.parent)
        shown = place.kind == VILLAGE and above is not None
        return f"{place.name}, {above.name}" if shown and above else place.name

    def within(self, code: str, other: str) -> bool:
        """Tell whether a place is another or lies in it."""
        while code and code != other:
            place = self.places.get(code)
            code = place.parent if place else ""
        return bool(code)

    def joined(self, places: Iterable[Place]) -> Gazetteer:
        """Return these and more; aliases of a place that is given anew are kept."""
        known = dict(self.places)
        for place in places:
            before = known.get(place.code)
            more = before.aliases if before else ()
            aliases = tuple(dict.fromkeys((*place.aliases, *more)))
            known[place.code] = Place(place.code, place.name, place.kind, place.parent, aliases)
        return Gazetteer(known.values())


def spelled(name: str) -> str:
    """Return a name as it is looked up: plain letters without spaces."""
    return "".join(c for c in letters(name)[0] if c.isalnum())


def from_csv(text: str) -> tuple[Place, ...]:
    """Read places from CSV with a header: code, name, kind (or level), parent, aliases.

    Aliases are separated by ``|``. A parent that is not given is the code up to its last dot.

    Raises
    ------
    Unreadable
        With every line that is wrong: no code, no name, an unknown kind.
    """
    places: list[Place] = []
    problems: list[Problem] = []
    rows = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    for row in rows:
        given = {key: (row.get(key) or "").strip() for key in ("code", "name", "parent", "aliases")}
        kind = KINDS.get((row.get("kind") or row.get("level") or "").strip().lower())
        if not given["code"] or not given["name"] or kind is None:
            problems.append(Problem(rows.line_num, "A place needs a code, a name and a known kind"))
            continue
        parent = given["parent"] or given["code"].rpartition(".")[0]
        aliases = tuple(one.strip() for one in given["aliases"].split("|") if one.strip())
        places.append(Place(given["code"], given["name"], kind, parent, aliases))
    if problems:
        raise Unreadable(tuple(problems))
    return tuple(places)


@lru_cache(maxsize=1)
def bogor() -> Gazetteer:
    """Return Kabupaten Bogor with its districts, and the governments that are taken for it."""
    source = resources.files("sinergi.language.rules").joinpath("words/places.csv")
    return Gazetteer(from_csv(source.read_text(encoding="utf-8")))
