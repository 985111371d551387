"""Rules that send conversations to the office in charge, with how often they were wrong."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.inbox.routing import keeping
from sinergi.inbox.routing.forms import RuleForm
from sinergi.inbox.views import ruling
from sinergi.people.http import SignedIn

SHEET = ruling.Sheet(
    verb="conversation.route",
    form=RuleForm,
    add=lambda user, office, given: keeping.add(user, office, keeping.Said(**given)),
    shown=lambda office: {"lines": keeping.lines(office)},
    template="inbox/routing.html",
    route="inbox:routing-of",
)


@login_required
@require_http_methods(["GET", "POST"])
def kept(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """Show the rules of an office with their figures, and make one."""
    return ruling.kept(request, pk, SHEET, _("The rule holds from now on."))


@login_required
@require_POST
def switch(request: SignedIn, pk: int) -> HttpResponse:
    """Switch a rule off or on."""
    rule = keeping.rule_of(request.user, pk)
    keeping.switch(request.user, rule, on=request.POST.get("do") == "on")
    return redirect("inbox:routing-of", rule.unit_id)
