"""The media library: what there is, one file with where it is used, bringing and changing files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import intake
from sinergi.publishing.library import keeping, queries, rows, shown, used
from sinergi.publishing.library.forms import FileForm, ReplaceForm, WithdrawForm, initial_of
from sinergi.publishing.library.list_forms import ListForm, UploadForm
from sinergi.publishing.library.rules import Said
from sinergi.publishing.models import LibraryFile
from sinergi.units import queries as units


@login_required
@require_GET
def library(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.see"):
        raise PermissionDenied
    form = ListForm(request.user, request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    asked = queries.Asked(**wanted)
    try:
        found = queries.file_page(request.user, asked, cursor=request.GET.get("page", ""))
    except No as e:
        messages.error(request, said(e))
        found = queries.file_page(request.user, asked)
    context = {
        "form": form,
        "cards": shown.cards(found.rows, timezone.localdate()),
        "narrowed": any(wanted.values()),
        "pages": shown.pages(request.GET, found),
        "writes": units.may_anywhere(request.user, "post.write"),
    }
    return render(request, "publishing/library.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedIn) -> HttpResponse:
    """Bring files, many at once: what cannot be taken is named, the rest is kept."""
    if not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(request.user, *sent)
    if request.method == "POST" and form.is_valid():
        brought, refused = _bring(request, form)
        if brought:
            told = ngettext("%(num)s file is in the library.", "%(num)s files are in the library.",
                            len(brought))  # fmt: skip
            messages.success(request, told % {"num": len(brought)})
        if not refused:
            one = len(brought) == 1
            return (
                redirect("content:library-file", brought[0].pk)
                if one
                else redirect("content:library")
            )
        for words in refused:
            form.add_error("brought", words)
    return render(request, "publishing/library_upload.html", {"form": form})


@login_required
@require_GET
def entry(request: SignedIn, pk: int) -> HttpResponse:
    return page(request, queries.entry_for(request.user, pk), ReplaceForm(), WithdrawForm())


@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedIn, pk: int) -> HttpResponse:
    row = queries.entry_for(request.user, pk, may="post.write")
    form = FileForm(request.POST or None, initial=initial_of(row))
    newest = None
    if request.method == "POST" and form.is_valid():
        try:
            keeping.change(
                request.user, row, form.says(), version=form.cleaned_data["version"] or 0
            )
        except rows.Changed as e:
            newest = queries.entry_for(request.user, pk)
            data = request.POST.copy()
            data["version"] = str(newest.version)
            form = FileForm(data)
            form.add_error(None, said(e))
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved."))
            return redirect("content:library-file", pk)
    context = {"form": form, "entry": row, "newest": newest, "frame": shown.frame(row)}
    return render(request, "publishing/library_change.html", context)


def page(
    request: SignedIn, row: LibraryFile, replace: ReplaceForm, withdraw: WithdrawForm
) -> HttpResponse:
    may_write = units.may(request.user, "post.write", row.unit_id)
    context: dict[str, Any] = {
        "entry": row,
        "card": shown.cards([row], timezone.localdate())[0],
        "frame": shown.frame(row),
        "facts": shown.facts(row),
        "looks": shown.looks(row),
        "uses": used.uses_for(request.user, row),
        "older": row.versions.select_related("by"),
        "may_write": may_write,
        "may_drop": may_write and not used.in_use(row),
        "replace": replace,
        "withdraw": withdraw,
        "form": replace if replace.errors else withdraw,
    }
    return render(request, "publishing/library_file.html", context)


def _bring(request: SignedIn, form: UploadForm) -> tuple[list[LibraryFile], list[str]]:
    brought, refused = [], []
    told = Said(**form.rights())
    for file in form.cleaned_data["brought"]:
        try:
            taken = intake.store(file, name=file.name or "")
            brought.append(keeping.bring(request.user, form.cleaned_data["unit"], taken, told))
        except No as e:
            refused.append(f"{file.name}: {said(e)}" if isinstance(e, rows.There) else said(e))
    return brought, refused
