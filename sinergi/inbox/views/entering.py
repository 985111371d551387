"""Enter what the public said where no network tells us: one message, or a file of them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sinergi.inbox import entering
from sinergi.inbox.forms import EnterForm, ImportForm
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import queries as units


@login_required
@require_http_methods(["GET", "POST"])
def enter(request: SignedIn) -> HttpResponse:
    _check(request)
    form = EnterForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = entering.enter(request.user, **form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("The message is in the inbox."))
            return redirect("inbox:conversation", made.conversation_id)
    return render(request, "inbox/enter.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def import_messages(request: SignedIn) -> HttpResponse:
    """Look at a file first; the second time it is written, if every line is right."""
    _check(request)
    form = ImportForm(request.user, request.POST or None, request.FILES or None)
    report: entering.Report | None = None
    if request.method == "POST" and form.is_valid():
        report = _imported(request, form)
        if report and not report.problems and not form.cleaned_data["dry_run"]:
            found = ngettext("%(num)s message came in.", "%(num)s messages came in.", report.new)
            messages.success(request, found % {"num": report.new})
            return redirect("inbox:list")
    shown = [(line, said(no)) for line, no in report.problems] if report else []
    context = {"form": form, "report": report, "problems": shown}
    return render(request, "inbox/import.html", context)


def _imported(request: SignedIn, form: ImportForm) -> entering.Report | None:
    values = form.cleaned_data
    try:
        return entering.import_file(
            request.user, values["account"], values["file"].read(), dry_run=values["dry_run"]
        )
    except No as e:
        form.add_error("file", said(e))
        return None


def _check(request: SignedIn) -> None:
    if not units.may_anywhere(request.user, "conversation.reply"):
        raise PermissionDenied
