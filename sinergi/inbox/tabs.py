"""The tabs above the list, with how many conversations stand behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

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
    found = []
    for key, words in TABS.items():
        there = replace(filters, tab=key)
        spelled = there.spelled()
        told = key in COUNTED and not there.q and (key == filters.tab or not filters.limits)
        number = counted(user, there) if told else ""
        found.append(
            Tab(f"{base}?{spelled}" if spelled else base, _(words), key == filters.tab, number)
        )
    for name, asked in saved.pinned_of(user):
        view = saved.filters_of(asked)
        if view is not None:
            number = "" if view.q or view.tab in {"", "done"} else counted(user, view)
            found.append(Tab(f"{base}?{asked}" if asked else base, name, view == filters, number))
    return found


def counted(user: Person, filters: Filters) -> str:
    """Return how many conversations there are, as it is shown: "12", "999+"."""
    number = lists.count(user, filters)
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
