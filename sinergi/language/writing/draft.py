"""What a caller knows of a post: the values that checks are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a post is for. A service must answer more questions than a greeting."""

    SERVICE = "service"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Draft:
    """A post that is being written.

    Parameters
    ----------
    text
        Its words, as one network would show them.
    alts
        The description of each image, in their order; "" where it is missing.
    kind
        None where nobody said: then it is a service when its words say so.
    day
        When it is to go out, in the office's time zone: a word may be blocked from one day to
        another. None: no day is known, and every blocked word counts.
    posters
        Whether each image is a poster: people read words in it. None where nobody said.
    """

    text: str
    alts: tuple[str, ...] = ()
    kind: Kind | None = None
    day: date | None = None
    posters: tuple[bool | None, ...] = ()

    def poster(self, where: str) -> bool | None:
        """Return whether an image is a poster, by its place: "alt 1" is the first."""
        at = int(where.removeprefix("alt ")) - 1
        return self.posters[at] if at < len(self.posters) else None


@dataclass(frozen=True, slots=True)
class NetworkLimits:
    """What one network takes of one text.

    Parameters
    ----------
    name
        As people know it; it is said in findings.
    length, most
        Of the text, as that network counts, and the most that it takes.
    hashtags, mentions
        The most that it takes; 0 where no limit is known.
    links_open
        False where a link in a text cannot be tapped.
    """

    name: str
    length: int
    most: int
    hashtags: int = 0
    mentions: int = 0
    links_open: bool = True


@dataclass(frozen=True, slots=True)
class Blocked:
    """A name, a slogan or a handle that may not be used in one phase of an election.

    Parameters
    ----------
    words
        As people write it; a handle begins with "@".
    phase
        The name of the phase, as it is said to whoever writes.
    since, until
        The first and the last day; None where it has no such day.
    """

    words: str
    phase: str
    since: date | None = None
    until: date | None = None

    def on(self, day: date | None) -> bool:
        """Tell whether it is blocked on a day; without a day, whether it is ever."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Register:
    """What the communications office keeps: words that are blocked, and accounts that exist.

    ``handles`` is None where nobody knows them: then no mention is called unknown. They are written
    without "@".
    """

    blocked: tuple[Blocked, ...] = ()
    handles: frozenset[str] | None = None
