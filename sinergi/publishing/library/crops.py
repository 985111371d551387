"""How files of posts are cut for accounts: as a person said, in a shape that the network's card
names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sinergi.connectors.contract import About, Choice, Limits
from sinergi.publishing.library import aiming, used
from sinergi.publishing.library.aiming import RATIOS, Aim
from sinergi.publishing.models import LibraryCrop, LibraryFile, MediaFile
from sinergi.publishing.pictures import Picture
from sinergi.publishing.recipes import Cut
from sinergi.units.models import Unit


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person said of a file: crops by shape, and what must stay to be seen."""

    crops: Mapping[str, Aim]
    focus: Aim | None = None

    def aim(self, shape: str) -> Aim | None:
        return self.crops.get(shape) or self.focus


NOTHING = Chosen({})


def chosen(unit: Unit, media: Sequence[Picture]) -> dict[str, Chosen]:
    """Return what was said of the files of a post, by their ``source``; others are not there."""
    there = used.entries_of(unit, [p.sha256 for p in media if possible(p)])
    rows = {source: row for source, row in there.items() if row.file.source == source}
    crops = crops_of(rows.values())
    return {source: said_of(row, crops.get(row.pk, {})) for source, row in rows.items()}


def possible(file: Picture | MediaFile) -> bool:
    """True of what can be cut: an image that moves would stand still."""
    return bool(file.width and file.height) and (file.video or not file.seconds)


def crops_of(entries: Iterable[LibraryFile]) -> dict[int, dict[str, Aim]]:
    """Return the crops of entries by entry and shape."""
    found: dict[int, dict[str, Aim]] = {}
    for row in LibraryCrop.objects.filter(entry__in=[entry.pk for entry in entries]):
        found.setdefault(row.entry_id, {})[row.shape] = Aim(row.x, row.y, row.size)
    return found


def said_of(entry: LibraryFile, crops: Mapping[str, Aim]) -> Chosen:
    focus = None
    if entry.focus_x is not None and entry.focus_y is not None:
        focus = Aim(entry.focus_x, entry.focus_y)
    return Chosen(crops, focus)


def cut(picture: Picture, said: Chosen, about: About, limits: Limits, options: Options) -> Cut:
    """Return the piece of a file that goes to an account; empty: all of it.

    Cut is where a person cropped it to a shape that fills the network's page, and where it has a
    shape that the network does not take. Nothing is ever cut that nobody aimed.
    """
    if not possible(picture):
        return ()
    own = picture.width / picture.height
    wanted = wants(about, options)
    taken = [n for n in map(aiming.shape_of, wanted) if n in said.crops]
    if not taken and _outside(own, limits):
        inside = [s for s, r in RATIOS.items() if not _outside(r, limits)]
        near = sorted(inside, key=lambda s: abs(RATIOS[s] - own))
        order = [*map(aiming.shape_of, wanted), *near]
        taken = [n for n in order if n in inside and said.aim(n) is not None]
    aim = said.aim(taken[0]) if taken else None
    if aim is None or (aiming.ratio_close(RATIOS[taken[0]], own) and aim.size == aiming.WHOLE):
        return ()
    return tuple(aiming.box(picture.width, picture.height, RATIOS[taken[0]], aim))


def cuts(
    media: Sequence[Picture],
    said: Mapping[str, Chosen],
    about: About,
    limits: Limits,
    options: Options,
) -> dict[str, Cut]:
    """Return the pieces of the files of a post that go to an account, by their ``sha256``."""
    room = replace(limits, shapes=taken(limits, about, options))
    return {
        p.sha256: cut(p, said[p.sha256], about, room, options) for p in media if p.sha256 in said
    }


#: Answers to what a network asks of a post.
Options = Mapping[str, str]


def wants(about: About, options: Options) -> tuple[float, ...]:
    """Return the shapes that fill a network's page, the best first: of the chosen kind of post,
    else of the network.
    """
    return next((choice.shapes for choice in _choices(about, options) if choice.shapes), about.best)


def taken(limits: Limits, about: About, options: Options) -> tuple[float, ...]:
    """Return the narrowest and the widest shape an account takes, with that of the chosen kind of
    post; empty: any.
    """
    own = [ratio for choice in _choices(about, options) for ratio in choice.shapes]
    return (min(*limits.shapes, *own), max(*limits.shapes, *own)) if limits.shapes else ()


def covered(about: About | None) -> tuple[float, ...]:
    """Return what of a full screen lies under a network's own buttons: top, right, bottom, left."""
    return (about.covered if about else ()) or aiming.COVERED


def _choices(about: About, options: Options) -> list[Choice]:
    return [
        choice
        for field in about.options
        for choice in field.choices
        if choice.value == (options.get(field.name) or field.default)
    ]


def _outside(ratio: float, limits: Limits) -> bool:
    if not limits.shapes:
        return False
    return ratio < limits.shapes[0] - 0.01 or ratio > limits.shapes[1] + 0.01
