"""Files of the library as pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.publishing.composing import LANGUAGES
from sinergi.publishing.library import crops, places, rules
from sinergi.publishing.library.aiming import RATIOS, Aim, within
from sinergi.publishing.library.crops import Chosen
from sinergi.publishing.library.queries import Page
from sinergi.publishing.models import LibraryCrop, LibraryFile

#: Pixels within which one picture is seen beside others: as wide, and as high.
SEEN = (240, 160)


@dataclass(frozen=True, slots=True)
class Card:
    """A file in a list. ``state`` in the reader's words with its ``tone``; "" is as usual."""

    entry: LibraryFile
    small: str
    what: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class Look:
    """How one shape cuts a file. ``chosen``: a person said so. Its size is that on the page."""

    shape: str
    label: str
    src: str
    chosen: bool
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pages:
    older_url: str
    newer_url: str


def cards(rows: Sequence[LibraryFile], day: date) -> list[Card]:
    return [_card(row, day) for row in rows]


def _card(row: LibraryFile, day: date) -> Card:
    state, tone = state_of(row, day)
    small = reverse("content:library-small", args=[row.pk])
    return Card(row, small, what(row), state, tone)


def frame(row: LibraryFile) -> tuple[int, int]:
    """Return the size at which a file is seen as a whole, so that its place is kept before it is
    there.
    """
    return within((row.file.width or 1) / (row.file.height or 1), *SEEN)


def what(row: LibraryFile) -> str:
    """Return what a file is: its kind, its pixels, how long or how large it is."""
    file = row.file
    kind = file.mime.partition("/")[2].upper()
    pixels = f"{file.width} × {file.height}" if file.width else ""
    length = "{}:{:02d}".format(*divmod(round(file.seconds), 60)) if file.seconds else ""
    size = filesizeformat(file.size or file.origin_size)
    return " · ".join(filter(None, (kind, pixels, length, size)))


def state_of(row: LibraryFile, day: date) -> tuple[str, str]:
    if row.withdrawn_at is not None:
        return _("Withdrawn"), "danger"
    if row.ends is not None and row.ends < day:
        return _("Over"), "danger"
    if row.since is not None and row.since > day:
        return _("Not usable yet"), "warning"
    if row.ends is not None and row.ends <= day + rules.BEFORE:
        return _("Ends soon"), "warning"
    return ("", "") if row.file.state == "ready" else (row.file.get_state_display(), "info")


def facts(row: LibraryFile) -> list[tuple[str, str]]:
    """Return what is said of a file, in the reader's words; what nobody said is not there."""
    other = [(_(LANGUAGES[c]), words) for c, words in row.descriptions.items() if c in LANGUAGES]
    poster = {True: _("Yes"), False: _("No")}.get(row.poster, "")  # type: ignore[arg-type]  # None
    told = [
        (_("Description for people who cannot see it"), row.description),
        *((_("Description in %(language)s") % {"language": name}, words) for name, words in other),
        (_("Is it a poster?"), poster),
        (_("Tags"), ", ".join(row.tags)),
        (_("Who made it"), row.maker),
        (_("Where it comes from"), row.source),
        (_("Whose work it is"), str(row.get_licence_display())),
        (_("Attribution"), row.attribution),
        (_("Letter"), row.letter),
        (_("People in it"), str(row.get_consent_display())),
        (_("Where the consent is kept"), row.consent_note),
    ]
    return [(label, words) for label, words in told if words]


def looks(row: LibraryFile) -> list[Look]:
    """Return how each shape cuts a file as it stands; nothing of what cannot be cut."""
    if not croppable(row):
        return []
    there = crops.said_of(row, crops.crops_of([row]).get(row.pk, {}))
    veiled = {LibraryCrop.Shape.TALL: "?zones="}
    return [_look(row, shape, there, veiled.get(shape, "")) for shape in LibraryCrop.Shape]


def aimed(row: LibraryFile, said: Chosen, zones: str = "") -> list[Look]:
    """Return how each shape would cut a file. ``zones``: whose buttons lie over a full screen."""
    found = []
    for shape in RATIOS:
        aim = said.aim(shape) or Aim()
        asked = {"aim": f"{aim.x},{aim.y},{aim.size}"}
        if shape == LibraryCrop.Shape.TALL and zones != places.NO_ZONES:
            asked["zones"] = zones
        found.append(_look(row, shape, said, "?" + urlencode(asked)))
    return found


def croppable(row: LibraryFile) -> bool:
    return crops.possible(row.file)


def pages(asked: Mapping[str, str], page: Page) -> Pages:
    rest = {name: value for name, value in asked.items() if name != "page" and value}

    def address(cursor: str) -> str:
        return "?" + urlencode({**rest, "page": cursor}) if cursor else ""

    return Pages(address(page.older), address(page.newer))


def _look(row: LibraryFile, shape: str, said: Chosen, asked: str) -> Look:
    size = within(RATIOS[shape], *SEEN)
    src = reverse("content:library-look", args=[row.pk, shape]) + asked
    labels = dict(LibraryCrop.Shape.choices)
    return Look(shape, str(labels[shape]), src, shape in said.crops, *size)
