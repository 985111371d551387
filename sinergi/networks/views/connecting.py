"""The screens that connect an account: by its network's own pages, a pasted token, or by hand."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sinergi.connectors.contract import About
from sinergi.connectors.errors import ConnectorError
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import actions, connecting, gateway, queries, registered, sign_in
from sinergi.networks.forms import AnswersForm, ByHandForm, ChooseForm
from sinergi.people.http import SignedIn
from sinergi.units import queries as units
from sinergi.units.models import Unit


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
    if not queries.connectable(network):
        return redirect("networks:by-hand", unit.pk, network)
    form = AnswersForm(card, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _go(request, unit, network, form.answers())
        except No as e:
            form.add_error(None, said(e))
    context = {
        "form": form,
        "card": card,
        "unit": unit,
        "signs_in": connecting.signs_in(network),
        "app_missing": registered.app_missing(network),
        "may_register": registered.may_register(request.user),
    }
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
        messages.error(request, said(e))
        return redirect("networks:accounts")
    return _arrived(request, arrived)


@login_required
@require_http_methods(["GET", "POST"])
def pick(request: SignedIn, state: str) -> HttpResponse:
    """Choose among the accounts that a sign-in opened."""
    try:
        offers = sign_in.choices(request.user, state)
        if request.method == "POST":
            return _arrived(request, sign_in.choose(request.user, state, _number(request)))
    except ConnectorError as e:
        messages.error(request, said(e))
        return redirect("networks:accounts")
    return render(request, "networks/pick.html", {"offers": offers})


@login_required
@require_http_methods(["GET", "POST"])
def by_hand(request: SignedIn, unit_id: int, network: str) -> HttpResponse:
    """Write down an account that people look after themselves."""
    unit, card = _unit(request, unit_id), _card(network)
    form = ByHandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.keep_by_hand(request.user, unit, network, **form.cleaned_data)
        except No as e:
            form.add_error("handle", said(e))
        except ConnectorError as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("%(account)s is kept by hand.") % {"account": kept})
            return redirect("networks:account", kept.pk)
    context = {"form": form, "card": card, "unit": unit}
    return render(request, "networks/by_hand.html", context)


def _go(request: SignedIn, unit: Unit, network: str, answers: dict[str, str]) -> HttpResponse:
    found = connecting.connect(request.user, unit, network, answers)
    if isinstance(found, str):
        # A page with a link, no redirect: our policy lets no form end at another server.
        context = {"address": found, "host": urlsplit(found).netloc}
        return render(
            request, "networks/leave.html", {**context, "card": _card(network), "unit": unit}
        )
    messages.success(request, _("%(account)s is connected.") % {"account": found})
    return redirect("networks:account", found.pk)


def _arrived(request: SignedIn, arrived: sign_in.Arrived) -> HttpResponse:
    if arrived.account is None:
        return redirect("networks:pick", arrived.choice)
    messages.success(request, _("%(account)s is connected.") % {"account": arrived.account})
    return redirect("networks:account", arrived.account.pk)


def _number(request: HttpRequest) -> int:
    spelled = request.POST.get("number", "")
    return int(spelled) if spelled.isascii() and spelled.isdigit() else -1


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
