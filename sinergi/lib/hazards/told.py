"""One thing that an official source says of a hazard."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sinergi.lib.hazards.shapes import Point, Ring
from sinergi.lib.text import No

Kind = Literal["warning", "forecast", "quake", "water"]
Act = Literal["alert", "update", "cancel"]


class Unreadable(No):
    """What came is not what an official source of this kind sends; nothing was taken from it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said, where and for how long; times are aware.

    ``series`` is what it speaks of, where a source says its state again and again (a gauge, a
    place and a day): what comes later takes the place of what came before. Where a source names
    what it replaces (CAP), ``replaces`` holds those identifiers and ``series`` is empty.
    ``gist`` is what must differ for it to be news within its series.
    """

    identifier: str
    kind: Kind
    act: Act
    event: str
    said: datetime
    begins: datetime
    ends: datetime
    headline: str = ""
    text: str = ""
    advice: str = ""
    severity: str = ""
    area: str = ""
    source: str = ""
    web: str = ""
    series: str = ""
    gist: str = ""
    replaces: tuple[str, ...] = ()
    rings: tuple[Ring, ...] = ()
    points: tuple[Point, ...] = ()
    #: Codes of the Ministry of Home Affairs, where the source names places by them.
    codes: tuple[str, ...] = field(default=())

    @property
    def placed(self) -> bool:
        """True when it says where on the map, or by code, it is."""
        return bool(self.rings or self.points or self.codes)
