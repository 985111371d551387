"""Go somewhere by typing a part of its name: pages, views of the inbox, offices, a conversation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sinergi.inbox import queries as inbox
from sinergi.inbox import saved
from sinergi.inbox.masking import hidden
from sinergi.inbox.views import desk
from sinergi.lib.addresses import address, numbered
from sinergi.people.http import SignedIn
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units import shown
from sinergi.web.context import Shell

#: So many places of each kind are offered, and so much of what was typed is read.
MOST, LONGEST = 8, 60


@dataclass(frozen=True, slots=True)
class Place:
    title: str
    kind: str
    url: str


@login_required
@require_GET
def go(request: SignedIn) -> HttpResponse:
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
    context = {"typed": typed, "places": list(_places(request, typed))}
    return render(request, "web/go.html", context)


def _places(request: SignedIn, typed: str) -> Iterator[Place]:
    """Yield where somebody may go, the likeliest kind first."""
    user, part = request.user, typed.casefold()
    if typed.removeprefix("#").isdecimal():
        yield from _conversation(user, typed.removeprefix("#"))
    for link in Shell(request).links:
        if part in link.title.casefold():
            yield Place(link.title, _("Page"), link.url)
    if units.may_anywhere(user, "conversation.see"):
        if part:
            yield from _tools(user, part)
        yield from _views(user, part)
        if part:
            found = f"{address('inbox:list')}?{urlencode({'q': typed})}"
            yield Place(_("Search the messages"), f"“{typed}”", found)
    if part:
        yield from _offices(typed)


def _conversation(user: User, number: str) -> Iterator[Place]:
    try:
        found = inbox.conversation_for(user, number)
    except Http404:
        return
    title = f"#{found.pk} · {hidden(found.handle)}"
    yield Place(title, _("Conversation"), numbered(found.pk, "inbox:conversation"))


def _tools(user: User, part: str) -> Iterator[Place]:
    """Yield the pages of the desk, which the menu has as one."""
    for title, url in desk.pages(user):
        if part in title.casefold():
            yield Place(title, _("Page"), url)


def _views(user: User, part: str) -> Iterator[Place]:
    base = address("inbox:list")
    named = [view for view in saved.views_of(user) if part in view.name.casefold()]
    for view in named[:MOST]:
        yield Place(view.name, _("View of the inbox"), f"{base}?{view.asked}")


def _offices(typed: str) -> Iterator[Place]:
    for office in shown.search(typed)[:MOST]:
        yield Place(office.name, _("Office"), numbered(office.pk, "units:unit"))
