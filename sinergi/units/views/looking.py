"""The tree of offices, and each office's page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sinergi.people.http import SignedIn
from sinergi.units import months, queries, shown
from sinergi.units.forms import AliasForm
from sinergi.units.models import Role

#: More than this on one page helps nobody: another word finds the rest.
MOST = 100


@login_required
@require_GET
def units(request: SignedIn) -> HttpResponse:
    asked = request.GET.get("q", "").replace("\0", "").strip()[:100]
    closed = bool(request.GET.get("closed"))
    wanted = bool(asked or closed)
    found = list(shown.search(asked, closed=closed)[: MOST + 1]) if wanted else []
    context = {
        "asked": asked,
        "closed": closed,
        "wanted": wanted,
        "found": found[:MOST],
        "more": len(found) > MOST,
        "tree": [] if wanted else shown.tree(),
        "may_edit": queries.may_anywhere(request.user, "unit.edit"),
        "today": timezone.localdate(),
    }
    return render(request, "units/list.html", context)


@login_required
@require_GET
def unit(request: SignedIn, pk: int) -> HttpResponse:
    """Everybody sees the office; who works there is seen by those with a right there."""
    found = queries.unit_for(request.user, pk)
    verbs, today = queries.verbs_in(request.user, found), timezone.localdate()
    context = {
        "unit": found,
        "closed": found.valid_to is not None and found.valid_to < today,
        "hours": shown.hours_of(found),
        "this_day": months.today(found, today),
        "former": found.former_names.order_by("-until", "-pk"),
        "aliases": found.aliases.order_by("name"),
        "groups": shown.groups_under(found),
        "roles": shown.roles_in(found, today) if verbs else None,
        "role_names": dict(Role.choices),
        "invitations": shown.invitations_to(found) if "appointment.edit" in verbs else [],
        "may_give": queries.roles_to_give(request.user, found),
        "may_edit": "unit.edit" in verbs,
        "may_read_log": "audit.see" in verbs,
        "may_see_desk": "conversation.see" in verbs,
        "alias_form": AliasForm(),
    }
    return render(request, "units/unit.html", context)
