"""The screens of accounts: which there are, and how they are."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.networks import actions, gateway, health, queries, registered, spending
from sinergi.networks.forms import BudgetForm, ResponsibleForm
from sinergi.networks.models import Account
from sinergi.people.http import SignedIn
from sinergi.units import queries as units


@login_required
@require_GET
def accounts(request: SignedIn) -> HttpResponse:
    """Return the list of accounts, those with a problem marked."""
    if not units.may_anywhere(request.user, "account.see"):
        raise PermissionDenied
    found = list(queries.accounts_for(request.user).select_related("owner", "deputy"))
    known = health.of_accounts(found, now=timezone.now())
    context = {
        "rows": [
            {
                "account": row,
                "card": gateway.about(row.network),
                "problems": [queries.words(p) for p in known[row.pk].problems],
            }
            for row in found
        ],
        "gone": queries.disconnected_for(request.user),
        "may_connect": units.may_anywhere(request.user, "account.connect"),
        "may_register": registered.may_register(request.user),
    }
    return render(request, "networks/accounts.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def account(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.account_for(request.user, pk)
    may_connect = units.may(request.user, "account.connect", found.unit_id)
    form = ResponsibleForm(
        found, request.POST or None, initial={"owner": found.owner_id, "deputy": found.deputy_id}
    )
    if request.method == "POST":
        queries.account_for(request.user, pk, may="account.connect")
        if form.is_valid():
            actions.hand_over(request.user, found, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("networks:account", pk)
    return render(request, "networks/account.html", _about(found, form, may_connect))


@login_required
@require_POST
def budget(request: SignedIn, pk: int) -> HttpResponse:
    """Set what may be spent in a month on an account whose network charges for calls."""
    found = queries.account_for(request.user, pk, may="account.connect")
    form = BudgetForm(request.POST)
    if form.is_valid():
        actions.set_budget(request.user, found, form.amount())
        messages.success(request, _("Saved."))
        return redirect("networks:account", pk)
    messages.error(request, _("Nothing was changed: write the amount as a number, like 25."))
    return redirect("networks:account", pk)


@login_required
@require_POST
def disconnect(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.account_for(request.user, pk, may="account.connect")
    actions.disconnect(request.user, found)
    messages.success(request, _("%(account)s is disconnected.") % {"account": found})
    return redirect("networks:accounts")


def _about(found: Account, form: ResponsibleForm, may_connect: bool) -> dict[str, object]:
    now = timezone.now()
    how = health.of_account(found, now=now)
    return {
        "account": found,
        "card": gateway.about(found.network),
        "by_hand": queries.by_hand(found),
        "abilities": queries.abilities(found.network),
        "health": how,
        "problems": [queries.words(problem) for problem in how.problems],
        "quiet": found.quiet_until is not None and found.quiet_until > now,
        "form": form,
        "may_connect": may_connect,
        "costs": spending.shown(found, now=now),
        "price_of_figures": queries.price_of_figures(found),
        "missing": queries.missing(found),
        "called_at": queries.called_at(found) if may_connect else "",
        "to_enter": queries.hook_to_enter(found) if may_connect else None,
    }
