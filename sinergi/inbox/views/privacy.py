"""How long an office keeps messages, with a dry run; and the data of one citizen at their wish."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.inbox.privacy import beginning, keeping, outlived
from sinergi.inbox.privacy import citizens as kept
from sinergi.inbox.privacy.forms import KeepingForm, WishForm
from sinergi.inbox.views.offices import offices
from sinergi.inbox.views.trying import tried
from sinergi.lib.text import No, say
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import queries as units
from sinergi.units.models import Unit

#: So many requests are shown.
MOST = 50

_SURE = say("Tick that it is to be deleted: nobody can bring it back.")


@login_required
@require_http_methods(["GET", "POST"])
def office(request: SignedIn, unit: int | None = None) -> HttpResponse:
    """Show how long an office keeps each matter and what would go now; set one."""
    mine, found = offices(request, beginning.KEEP, unit)
    form = KeepingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, found, form)
        except No as e:
            form.add_error(None, said(e))
        else:
            return redirect("inbox:privacy-of", found.pk)
    below = list(units.subtree(found))
    context = {
        "office": found,
        "offices": mine,
        "form": form,
        "lines": keeping.lines(found),
        "counts": outlived.counts(below, timezone.now()),
        "begun": beginning.begun(found),
        "keepers": units.people_with(beginning.KEEP, found.pk),
        "seen": beginning.seen(below),
        "matters": dict(KeepingForm.base_fields["matter"].choices),  # type: ignore[attr-defined]
    }
    return render(request, "inbox/privacy.html", context)


@login_required
@require_POST
def begin(request: SignedIn, unit: int) -> HttpResponse:
    """Let the clock empty what has outlived its term from now on, or stop that."""
    _mine, found = offices(request, beginning.KEEP, unit)
    if request.POST.get("do") == "stop":
        act: Callable[[], object] = partial(beginning.stop, request.user, found)
        tried(request, act, _("Stopped. Nothing more is emptied by the word of this office."))
    else:
        seen = request.POST.get("seen", "")
        act = partial(beginning.begin, request.user, found, as_seen=seen)
        tried(request, act, _("Begun. Within the hour, what is older is emptied."))
    return redirect("inbox:privacy-of", found.pk)


@login_required
@require_http_methods(["GET", "POST"])
def citizens(request: SignedIn) -> HttpResponse:
    """Look what is kept of one citizen, hand it out, or delete it."""
    if not units.may_anywhere(request.user, beginning.KEEP):
        raise PermissionDenied
    form = WishForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        wish, do = form.wish(), request.POST.get("do")
        try:
            if do == "export":
                return _file(kept.export(request.user, wish))
            if do == "delete":
                _delete(request, form)
                return redirect("inbox:citizens")
        except No as e:
            form.add_error(None, said(e))
        found = kept.counted(kept.conversations(request.user, wish.network, wish.handle))
    context = {"form": form, "found": found, "requests": kept.requests(request.user)[:MOST]}
    return render(request, "inbox/citizens.html", context)


def _keep(request: SignedIn, found: Unit, form: KeepingForm) -> None:
    matter = form.cleaned_data.pop("matter")
    if request.POST.get("do") == "drop":
        keeping.drop(request.user, found, matter)
        messages.success(request, _("What holds above holds here again."))
    else:
        keeping.save(request.user, found, matter, **form.cleaned_data)
        messages.success(request, _("Kept. Look below what would go now."))


def _delete(request: SignedIn, form: WishForm) -> None:
    if not form.cleaned_data["sure"]:
        raise No(_SURE)
    made = kept.delete(request.user, form.wish())
    told = _("Deleted: %(conversations)s conversations with %(messages)s messages.")
    messages.success(
        request, told % {"conversations": made.conversations, "messages": made.messages}
    )


def _file(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="data-warga.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer
