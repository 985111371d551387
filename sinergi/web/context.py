"""What every page needs: navigation by rights, theme, language, style."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sinergi.lib.addresses import address
from sinergi.lib.prepared import counts
from sinergi.notices import queries as notices
from sinergi.notices import reading
from sinergi.people import unsent
from sinergi.publishing.holding import listing as holding
from sinergi.publishing.models import Hold
from sinergi.units import queries as units
from sinergi.web import style, swapping
from sinergi.web.jinja import words_in

THEMES = ("light", "dark")


class Link(NamedTuple):
    """A place in the navigation. ``quick`` ones are in the bottom bar of a phone, by ``brief``."""

    title: str
    url: str
    icon: str
    quick: bool = False
    here: bool = False
    brief: str = ""


class Shell:
    """What is around every page. Each part is made when a page asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        theme = request.COOKIES.get("theme", "")
        self.theme = theme if theme in THEMES else ""
        self.whole = not swapping.is_swap(request)
        self.shortcuts = request.COOKIES.get("shortcuts") != "off"
        self.language = get_language() or "id"

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(_links(self._request))

    @cached_property
    def _numbers(self) -> tuple[int, int]:
        """How many notices were not read, and how many holds go on: each page asks for both."""
        unread, going = counts([notices.unread(self._request.user), holding.going(timezone.now())])
        return unread, going

    @cached_property
    def holds(self) -> list[Hold]:
        """What holds all posts of offices that concern this person."""
        _, going = self._numbers
        return holding.holds_for(self._request.user) if going else []

    @cached_property
    def unread(self) -> int:
        """How many notices were not read. Those that lead to this page are, with it."""
        number, _ = self._numbers
        return number - reading.here(self._request) if number else 0

    @cached_property
    def unsent(self) -> list[str]:
        """Words of this page that were not sent because the session had ended."""
        return list(unsent.take(self._request).values())

    @property
    def unsent_waits(self) -> bool:
        """True when the page that one comes to by signing in will show such words."""
        return unsent.waits(self._request, self._request.GET.get("next", ""))

    @cached_property
    def style(self) -> dict[str, str]:
        found = style.style()
        if style.is_new_to(self._request):
            self._request.style_inlined = True  # type: ignore[attr-defined]  # the middleware reads it
            return {"text": found.text, "url": ""}
        return {"text": "", "url": found.url}


def shell(request: HttpRequest) -> dict[str, Any]:
    # Drawn once: a page of many forms would mask the same secret for each of them.
    drawn = SimpleLazyObject(lambda: csrf_input(request))
    words = words_in(get_language())
    return {"shell": Shell(request), "csrf_input": drawn, "_": words}


def _links(request: HttpRequest) -> Iterator[Link]:
    """Return the places this person has a right to see, in the order of use."""
    if not request.user.is_authenticated:
        return
    for name, link in _places(units.verbs_of(request.user), get_language()):
        url = link.url
        if request.path == url or (name != "desk:today" and request.path.startswith(url)):
            yield link._replace(here=True)
        else:
            yield link


@lru_cache(256)
def _places(verbs: frozenset[str], language: str | None) -> list[tuple[str, Link]]:
    """Return the places for who has these verbs, each with its name."""
    del language  # the words are in the one that is active
    writes = "post.write" in verbs
    brief = {
        "inbox:list": _("Inbox, in short"),
        "content:approvals": _("Approvals, in short"),
    }
    places = (
        ("", _("Today"), "desk:today", "house", True),
        ("conversation.see", _("Inbox"), "inbox:list", "inbox", True),
        ("post.write", _("Write"), "content:write", "pen-line", True),
        ("post.approve", _("Approvals"), "content:approvals", "list-checks", not writes),
        ("post.see", _("Calendar"), "content:calendar", "calendar-days", True),
        ("post.see", _("Posts"), "content:posts", "files", False),
        ("post.see", _("Media library"), "content:library", "files", False),
        ("post.see", _("Ideas"), "content:ideas", "lightbulb", False),
        ("post.see alert.keep", _("Warnings"), "content:alerts", "triangle-alert", False),
        ("post.write", _("Topics"), "content:topics", "newspaper", False),
        ("answer.see", _("Verified answers"), "knowledge:list", "book-open", False),
        ("conversation.see", _("Response desk"), "inbox:desk", "list-checks", False),
        ("text.label language.train", _("Language"), "understanding:overview", "languages", False),
        ("post.hold", _("Hold all posts"), "content:holds", "ban", False),
        ("policy.keep", _("Policies of approval"), "content:policies", "shield-check", False),
        ("check.switch", _("Checks of texts"), "content:switches", "shield-check", False),
        ("account.see", _("Insights"), "insights:accounts", "chart-line", False),
        ("account.see", _("Accounts"), "networks:accounts", "radio-tower", False),
        ("", _("Offices"), "units:list", "building-2", False),
        ("", _("Settings"), "settings:home", "settings", False),
    )
    return [
        (name, Link(title, address(name), icon, quick, False, brief.get(name, "")))
        for verb, title, name, icon, quick in places
        if not verb or verbs.intersection(verb.split())
    ]
