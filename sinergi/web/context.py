"""What every page needs: navigation by rights, theme, language, style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sinergi.notices import queries as notices
from sinergi.units import queries as units
from sinergi.web import style

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the navigation. ``quick`` ones are in the bottom bar of a phone."""

    title: str
    url: str
    icon: str
    quick: bool = False
    here: bool = False


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the shell. Lazy: signed-out pages cost nothing."""
    theme = request.COOKIES.get("theme", "")
    return {
        "shell": {
            "links": SimpleLazyObject(lambda: list(_links(request))),
            "unread": SimpleLazyObject(lambda: notices.unread_count(request.user)),
            "theme": theme if theme in THEMES else "",
            "language": get_language() or "id",
            "style": SimpleLazyObject(lambda: _style(request)),
        }
    }


def _style(request: HttpRequest) -> dict[str, str]:
    found = style.style()
    if style.is_new_to(request):
        request.style_inlined = True  # type: ignore[attr-defined]  # the middleware reads it
        return {"text": found.text, "url": ""}
    return {"text": "", "url": found.url}


def _links(request: HttpRequest) -> Iterator[Link]:
    """Return the places this person has a right to see, in the order of use."""
    user = request.user
    if not user.is_authenticated:
        return
    places = (
        ("", _("Today"), "desk:today", "house", True),
        ("conversation.see", _("Inbox"), "inbox:list", "inbox", True),
        ("post.write", _("Write"), "content:write", "pen-line", True),
        ("post.approve", _("Approvals"), "content:approvals", "list-checks", False),
        ("post.see", _("Calendar"), "content:calendar", "calendar-days", True),
        ("post.see", _("Posts"), "content:posts", "files", False),
        ("account.see", _("Accounts"), "networks:accounts", "radio-tower", False),
        ("", _("Offices"), "units:list", "building-2", False),
        ("", _("Settings"), "settings:home", "settings", False),
    )
    for verb, title, name, icon, quick in places:
        if not verb or units.may_anywhere(user, verb):
            url = reverse(name)
            here = request.path == url or (name != "desk:today" and request.path.startswith(url))
            yield Link(title, url, icon, quick, here)
