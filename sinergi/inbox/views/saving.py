"""Views that people keep: save the list as it is, rename, put among the tabs, remove."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.inbox import saved
from sinergi.inbox.list_forms import RenameForm, ViewForm
from sinergi.inbox.models import View
from sinergi.lib.addresses import address
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import queries as units


@login_required
@require_http_methods(["GET", "POST"])
def views(request: SignedIn) -> HttpResponse:
    """Show the views somebody has; keep another."""
    if not units.may_anywhere(request.user, "conversation.see"):
        raise PermissionDenied
    form = ViewForm(request.user, request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            kept = _keep(request, form)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("The view is kept."))
            return redirect(f"{address('inbox:list')}?{kept.asked}")
    shown = [
        (view, _form(view), _changeable(request, view)) for view in saved.views_of(request.user)
    ]
    context = {"form": form, "views": shown, "saves": request.POST or "asked" in request.GET}
    return render(request, "inbox/views.html", context)


@login_required
@require_POST
def change(request: SignedIn, pk: int) -> HttpResponse:
    view = saved.view_for(request.user, pk)
    if request.POST.get("do") == "drop":
        saved.drop(request.user, view)
        messages.success(request, _("The view is removed; the conversations stay."))
        return redirect("inbox:views")
    form = RenameForm(request.POST, prefix=f"v{pk}")
    try:
        if not form.is_valid():
            raise saved.unnamed()
        saved.change(request.user, view, **form.cleaned_data)
    except No as e:
        messages.error(request, said(e))
    else:
        messages.success(request, _("The view is kept."))
    return redirect("inbox:views")


def _keep(request: SignedIn, form: ViewForm) -> View:
    given = form.cleaned_data
    filters = saved.filters_of(given["asked"])
    if filters is None:
        raise Http404
    return saved.save(request.user, filters, name=given["name"], unit=given["unit"])


def _form(view: View) -> RenameForm:
    told = {"name": view.name, "pinned": view.pinned}
    return RenameForm(initial=told, prefix=f"v{view.pk}")


def _changeable(request: SignedIn, view: View) -> bool:
    unit_id = view.unit_id
    return unit_id is None or units.may(request.user, "conversation.assign", unit_id)
