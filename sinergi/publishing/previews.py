"""What a page shows of a post on one account. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sinergi.connectors.contract import About
from sinergi.networks.models import Account


@dataclass(frozen=True, slots=True)
class Item:
    """A file as it goes to one account. ``made`` says what it is where it was made for it, and is
    empty where the post's own goes there. ``poster``: there is a picture that stands for it.
    """

    name: str
    alt: str
    video: bool
    made: str
    poster: bool
    #: The part of a thread it goes with; 0: the first.
    part: int = 0


@dataclass(frozen=True, slots=True)
class Later:
    """What goes on with a post. ``number``: which part it is, of ``of``; 0: the first comment."""

    text: str
    length: int
    limit: int | None
    number: int = 0
    of: int = 0

    @property
    def over(self) -> int:
        return max(0, self.length - self.limit) if self.limit is not None else 0


@dataclass(frozen=True, slots=True)
class Preview:
    """One account's preview. ``limit`` is None where its network is not enabled here."""

    account: Account
    about: About | None
    text: str
    length: int
    limit: int | None
    #: What publishing it costs, in US dollars; empty where the network charges nothing.
    price: str = ""
    by_hand: bool = False
    files: tuple[Item, ...] = ()
    #: What goes on with it: later parts of a thread, and the first comment.
    later: tuple[Later, ...] = ()
    #: Images as they would be cut for it, where that is another way than for others.
    images: tuple[Mapping[str, Any], ...] = ()

    @property
    def last(self) -> int:
        """The number of its last part, the post itself being 0."""
        return sum(1 for one in self.later if one.number)

    @property
    def over(self) -> int:
        return max(0, self.length - self.limit) if self.limit is not None else 0
