"""Giving and ending roles, and inviting people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.people import invitations
from sinergi.people.http import SignedIn
from sinergi.units import actions, queries
from sinergi.units.forms import AppointForm, EndForm, InviteForm
from sinergi.units.views.answering import Words, answer

GIVE = "appointment.edit"


@login_required
@require_http_methods(["GET", "POST"])
def appoint(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.unit_for(request.user, pk, may=GIVE)
    form = AppointForm(queries.roles_to_give(request.user, found), request.POST or None)
    words = Words(
        _("Give a role"),
        _("Give the role"),
        _("The role is given."),
        _("It holds in this office and every office under it."),
    )

    def act(values: dict[str, Any]) -> None:
        person = values.pop("person")
        actions.appoint(request.user, user=person, unit=found, **values)

    return answer(request, found, form, words, act)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: SignedIn, pk: int) -> HttpResponse:
    held = queries.appointment_for(request.user, pk)
    words = Words(
        _("End the role %(role)s of %(person)s")
        % {"role": held.get_role_display(), "person": held.user},
        _("End the role"),
        _("The role is ended."),
        kind="danger",
    )
    return answer(
        request,
        held.unit,
        EndForm(request.POST or None),
        words,
        lambda v: actions.end_appointment(request.user, held, on=v["on"]),
    )


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: SignedIn, pk: int) -> HttpResponse:
    """Invite somebody new. The link is shown once; whoever invites hands it over."""
    found = queries.unit_for(request.user, pk, may=GIVE)
    form = InviteForm(queries.roles_to_give(request.user, found), request.POST or None)
    context: dict[str, Any] = {"form": form, "unit": found, "link": ""}
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        until = values["valid_to"].isoformat() if values["valid_to"] else ""
        kept = {name: values[name] for name in ("role", "decree", "basis")}
        invitation, path = invitations.invite(
            request.user,
            email=values["email"],
            name=values["name"],
            purpose={"unit": found.pk, "valid_to": until, **kept},
            now=timezone.now(),
        )
        context |= {"link": f"{settings.SITE_URL}{path}", "invitation": invitation}
    return render(request, "units/invite.html", context)


@login_required
@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    invitation, found = queries.invitation_for(request.user, pk)
    invitations.withdraw(request.user, invitation)
    messages.success(request, _("The invitation no longer works."))
    return redirect("units:unit", found.pk)
