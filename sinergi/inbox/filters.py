"""What a list of conversations is limited to: read from an address, spelled into one again.

A filter is a plain value, so that an address can be shared and a saved view is only its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from sinergi.inbox.models import Conversation, Rating
from sinergi.lib.text import No, say

#: The tabs of the list, and what each shows.
TABS: Mapping[str, str] = {
    "waiting": say("Waiting"),
    "mine": say("Mine"),
    "open": say("Open"),
    "done": say("Done"),
    "": say("All"),
}

#: Where a deadline stands; the words are those of domain.md §4.
DUES: Mapping[str, str] = {
    "late": say("Deadline passed"),
    "soon": say("Deadline soon"),
    "safe": say("In time"),
    "answered": say("Answered"),
}

WHO: Mapping[str, str] = {"me": say("Looked after by me"), "none": say("Looked after by nobody")}

ORDERS: Mapping[str, str] = {"": say("Newest first"), "due": say("Nearest deadline first")}

#: Longest words that are searched for, and values that name something.
LONGEST_WORDS = 200
LONGEST_NAME = 60

_KNOWN: Mapping[str, frozenset[str]] = {
    "tab": frozenset(TABS),
    "state": frozenset(Conversation.State.values),
    "due": frozenset(DUES),
    "matter": frozenset(Conversation.Matter.values),
    "kind": frozenset(Conversation.Kind.values),
    "rating": frozenset(Rating.values),
    "who": frozenset(WHO),
    "order": frozenset(ORDERS),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """``office``: the id of an office, with all under it; 0: any. ``place``: a code of a district
    or village; a district stands for its villages too. ``spam``: only what was set aside as spam;
    otherwise none of it. ``q``: words to search for."""

    tab: str = "waiting"
    office: int = 0
    state: str = ""
    due: str = ""
    matter: str = ""
    kind: str = ""
    rating: str = ""
    topic: str = ""
    place: str = ""
    network: str = ""
    who: str = ""
    danger: bool = False
    spam: bool = False
    order: str = ""
    q: str = ""

    @property
    def told(self) -> dict[str, str]:
        """Return what stands in an address, by name; what is as usual is left out."""
        said = ((name, getattr(self, name), usual) for name, usual in _USUAL.items())
        return {
            name: str(int(value)) if value.__class__ in {bool, int} else value
            for name, value, usual in said
            if value != usual
        }

    def spelled(self, **more: str) -> str:
        """Return the words of an address, with ``more`` of them where they say something."""
        told = _spelled(self)
        added = urlencode({name: value for name, value in more.items() if value})
        return f"{told}&{added}" if told and added else told or added

    def without(self, *names: str) -> Filters:
        return replace(self, **{name: _USUAL[name] for name in names})

    @property
    def limits(self) -> dict[str, Any]:
        """Return what limits the list beside the tab, by name."""
        told = ((name, getattr(self, name)) for name in _USUAL if name not in {"tab", "order"})
        return {name: value for name, value in told if value}


@lru_cache(1024)
def _spelled(filters: Filters) -> str:
    return urlencode(filters.told)


_USUAL: Mapping[str, Any] = {field.name: field.default for field in fields(Filters)}


def read(asked: Mapping[str, str]) -> Filters:
    """Return the filters an address names. Raises No for a value that none of them has.

    Words it does not know are of others (a cursor, a style); they are left alone.
    """
    told: dict[str, Any] = {}
    for name in _USUAL.keys() & asked.keys():
        value = " ".join(asked[name].replace("\0", "").split())
        if value or name == "tab":
            told[name] = _checked(name, value)
    return Filters(**told)


def _checked(name: str, value: str) -> Any:
    known = _KNOWN.get(name)
    match name:
        case "office":
            right = value.isascii() and value.isdigit() and len(value) <= 18
            found: Any = int(value) if right else 0
        case "danger" | "spam":
            right, found = value in {"0", "1", "on"}, value != "0"
        case "q":
            right, found = True, value[:LONGEST_WORDS]
        case _:
            right, found = value in known if known else len(value) <= LONGEST_NAME, value
    if not right:
        raise No(say("The list has no filter “{name}” with that value."), name=name)
    return found
