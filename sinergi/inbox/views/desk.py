"""The tools of the desk: what belongs to the inbox and is not its list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sinergi.inbox.figures import judging
from sinergi.inbox.hoaxes import looking as hoaxes
from sinergi.inbox.models import Case
from sinergi.inbox.privacy import incidents
from sinergi.lib.addresses import address
from sinergi.lib.text import say
from sinergi.people.http import SignedIn
from sinergi.people.models import User
from sinergi.units import queries as units

#: The verb one needs, the page, its name, and what it is for; in the order of use.
TOOLS = (
    ("conversation.see", "inbox:cases", say("Cases"), say("Many voices of one incident")),
    ("conversation.see", "inbox:hoaxes", say("Hoax desk"),
     say("What is told, and whether it is true")),
    ("reply.approve", "inbox:judgements", say("Judge answers"),
     say("Twenty a week, drawn at random")),
    ("conversation.see", "inbox:figures", say("Figures of the inbox"),
     say("How fast and how right we answer")),
    ("conversation.see", "inbox:duties", say("On duty"),
     say("Who is called for a danger to life")),
    ("conversation.see", "inbox:terms", say("Deadlines"), say("What is promised, and why")),
    ("conversation.route", "inbox:routing", say("Whose it is"),
     say("Rules that send to the office in charge")),
    ("reply.sensitive", "inbox:outside-texts", say("When somebody else is in charge"),
     say("Ready answers for Kota Bogor, the province and others")),
    ("incident.keep", "inbox:incidents", say("Incidents with personal data"),
     say("Who must be told within 3 × 24 hours")),
    ("privacy.keep", "inbox:privacy", say("How long is kept"),
     say("When words and names are taken out, and what would go now")),
    ("privacy.keep", "inbox:citizens", say("Data of one citizen"),
     say("Hand it out or delete it, at their wish")),
    ("reply.sensitive", "inbox:sensitive", say("Sensitive answers"),
     say("What a second person sees first")),
    ("conversation.see", "inbox:views", say("Views of the inbox"),
     say("Filters kept under a name")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tool:
    """A page of the desk; ``waits`` is how much there is to do, 0 for nothing or not counted."""

    title: str
    told: str
    url: str
    waits: int = 0


@login_required
@require_GET
def desk(request: SignedIn) -> HttpResponse:
    """Show the tools a person may use."""
    if not units.may_anywhere(request.user, "conversation.see"):
        raise PermissionDenied
    return render(request, "inbox/desk.html", {"tools": list(_tools(request.user))})


def pages(user: User) -> Iterator[tuple[str, str]]:
    """Yield the name and the address of each tool a person may use."""
    for verb, name, title, _told in TOOLS:
        if units.may_anywhere(user, verb):
            yield _(title), address(name)


def _tools(user: User) -> Iterator[Tool]:
    for verb, name, title, told in TOOLS:
        if units.may_anywhere(user, verb):
            yield Tool(_(title), _(told), address(name), _waits(user, name))


def _waits(user: User, name: str) -> int:
    if name == "inbox:judgements":
        return judging.waiting(user).count()
    if name == "inbox:hoaxes":
        return hoaxes.awaited(user).count()
    if name == "inbox:incidents":
        return incidents.awaited(user).count()
    if name == "inbox:cases":
        return Case.objects.filter(units.within(user, "conversation.see"), closed_at=None).count()
    return 0
