"""The screens of accounts: which there are, how they are, how to connect one."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.connectors.contract import About, SignsIn
from sinergi.connectors.errors import ConnectorError
from sinergi.networks import actions, gateway, health, queries, sign_in
from sinergi.networks.forms import AnswersForm, ChooseForm, ResponsibleForm
from sinergi.networks.models import Account
from sinergi.people.http import SignedIn
from sinergi.units import queries as units
from sinergi.units.models import Unit


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
@require_http_methods(["GET", "POST"])
def choose(request: SignedIn) -> HttpResponse:
    """First step of connecting: the office and the network."""
    if not units.may_anywhere(request.user, "account.connect"):
        raise PermissionDenied
    form = ChooseForm(request.user, queries.choices(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        unit: Unit = form.cleaned_data["unit"]
        return redirect("networks:connect", unit.pk, form.cleaned_data["network"])
    return render(request, "networks/choose.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def connect(request: SignedIn, unit_id: int, network: str) -> HttpResponse:
    """Second step: what the network asks; then its own pages, or a pasted token."""
    unit, card = _unit(request, unit_id), _card(network)
    form = AnswersForm(card, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _go(request, unit, network, form.answers())
        except ConnectorError as e:
            form.add_error(None, _(e.message).format(**e.facts))
    context = {"form": form, "card": card, "unit": unit, "signs_in": _signs_in(network)}
    return render(request, "networks/connect.html", context)


@login_required
@require_GET
def sign_in_return(request: SignedIn) -> HttpResponse:
    """Where a network sends a person back to."""
    try:
        if "error" in request.GET or "code" not in request.GET:
            messages.error(request, _("The network did not give access. Nothing was changed."))
            return redirect("networks:accounts")
        arrived = sign_in.finish(
            request.user, state=request.GET.get("state", ""), code=request.GET["code"]
        )
    except ConnectorError as e:
        messages.error(request, _(e.message).format(**e.facts))
        return redirect("networks:accounts")
    messages.success(request, _("%(account)s is connected.") % {"account": arrived.account})
    return redirect("networks:account", arrived.account.pk)


@login_required
@require_POST
def disconnect(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.account_for(request.user, pk, may="account.connect")
    actions.disconnect(request.user, found)
    messages.success(request, _("%(account)s is disconnected.") % {"account": found})
    return redirect("networks:accounts")


def _go(request: SignedIn, unit: Unit, network: str, answers: dict[str, str]) -> HttpResponse:
    card = _card(network)
    pasted = any(answers.get(f.name) for f in card.sign_in if f.secret)
    if _signs_in(network) and not pasted:
        # A page with a link, no redirect: our policy lets no form end at another server.
        address = sign_in.begin(request.user, unit, network, answers)
        context = {"address": address, "host": urlsplit(address).netloc, "card": card, "unit": unit}
        return render(request, "networks/leave.html", context)
    connected = actions.connect(request.user, unit, network, answers)
    messages.success(request, _("%(account)s is connected.") % {"account": connected})
    return redirect("networks:account", connected.pk)


def _about(found: Account, form: ResponsibleForm, may_connect: bool) -> dict[str, object]:
    now = timezone.now()
    how = health.of_account(found, now=now)
    return {
        "account": found,
        "card": gateway.about(found.network),
        "abilities": queries.abilities(found.network),
        "health": how,
        "problems": [queries.words(problem) for problem in how.problems],
        "quiet": found.quiet_until is not None and found.quiet_until > now,
        "form": form,
        "may_connect": may_connect,
    }


def _signs_in(network: str) -> bool:
    connector = gateway.enabled().get(network)
    return connector is not None and SignsIn in connector.__mro__


def _card(network: str) -> About:
    card = gateway.about(network)
    if card is None:
        raise Http404
    return card


def _unit(request: HttpRequest, pk: int) -> Unit:
    unit = units.units_where(request.user, "account.connect").filter(pk=pk).first()
    if unit is None:
        raise Http404
    return unit
