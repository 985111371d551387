"""The tabs above the list, with how many conversations stand behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sinergi.inbox import lists, saved
from sinergi.inbox.filters import TABS, Filters
from sinergi.inbox.models import Conversation
from sinergi.lib.addresses import address
from sinergi.units.queries import Person

#: Tabs of work that is still to be done are counted; nobody has to do anything about the others.
COUNTED = frozenset({"waiting", "mine", "open"})


@dataclass(frozen=True, slots=True)
class Tab:
    """``number``: how many, as it is shown; "" where it is not counted."""

    url: str
    name: str
    here: bool
    number: str = ""


def shown(user: Person, filters: Filters) -> list[Tab]:
    """Return the tabs: what a list is limited to stays when another tab is chosen.

    How much work there is in all is told of each tab; of a list that is limited, of the one shown.
    """
    base = address("inbox:list")
    found = list(_beside(filters, get_language()))
    for name, asked in saved.pinned_of(user):
        view = saved.filters_of(asked)
        if view is not None:
            told = not view.q and view.tab not in {"", "done"}
            url = f"{base}?{asked}" if asked else base
            found.append((url, name, view == filters, told, view))
    numbers = iter(lists.counts(user, [view for *_, told, view in found if told]))
    return [
        Tab(url, name, here, _spoken(next(numbers)) if told else "")
        for url, name, here, told, _view in found
    ]


@lru_cache(256)
def _beside(
    filters: Filters, language: str | None
) -> Sequence[tuple[str, str, bool, bool, Filters]]:
    """Return the tabs of a list: address, name, whether it is the one shown, whether its number is
    told, and its filters."""
    del language  # the words are in the one that is active
    base, limited = address("inbox:list"), bool(filters.limits)
    found = []
    for key, words in TABS.items():
        there, here = replace(filters, tab=key), key == filters.tab
        spelled = there.spelled()
        told = key in COUNTED and not there.q and (here or not limited)
        found.append((f"{base}?{spelled}" if spelled else base, _(words), here, told, there))
    return found


def counted(user: Person, filters: Filters) -> str:
    """Return how many conversations there are, as it is shown: "12", "999+"."""
    return _spoken(lists.count(user, filters))


def _spoken(number: int) -> str:
    return f"{lists.MOST_COUNTED}+" if number > lists.MOST_COUNTED else str(number)


def matters() -> Mapping[str, str]:
    """Return the words for what a conversation is; "" where they would say nothing."""
    return _matters(get_language())


@cache
def _matters(language: str | None) -> Mapping[str, str]:
    del language  # the words are in the one that is active
    return {
        m.value: str(m.label) if m != Conversation.Matter.OTHER else "" for m in Conversation.Matter
    }
