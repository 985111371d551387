"""What is done with one file of the library: cropped, replaced, withdrawn, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import intake
from sinergi.publishing.library import crops, keeping, places, queries, shown
from sinergi.publishing.library.crop_forms import CropForm
from sinergi.publishing.library.forms import ReplaceForm, WithdrawForm
from sinergi.publishing.views.library import page


@login_required
@require_http_methods(["GET", "POST"])
def crop(request: SignedIn, pk: int) -> HttpResponse:
    """Say what must stay to be seen, and how each shape is cut."""
    row = queries.entry_for(request.user, pk, may="post.write")
    if not crops.possible(row.file):
        raise Http404
    there = crops.said_of(row, crops.crops_of([row]).get(row.pk, {}))
    form = CropForm(there, request.POST or None)
    aimed, zones = there, ""
    if request.method == "POST" and form.is_valid():
        aimed, zones = form.aimed_at(), form.cleaned_data["zones"]
        if request.POST.get("do") != "look":
            keeping.crop(request.user, row, form.focus(), form.crops())
            messages.success(request, _("Saved. What was approved before stays as it is."))
            return redirect("content:library-file", pk)
    context = {
        "entry": row,
        "form": form,
        "frame": shown.frame(row),
        "looks": shown.aimed(row, aimed, zones),
        "networks": places.networks_by_shape(),
    }
    return render(request, "publishing/library_crop.html", context)


@login_required
@require_POST
def replace(request: SignedIn, pk: int) -> HttpResponse:
    row = queries.entry_for(request.user, pk, may="post.write")
    form = ReplaceForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            keeping.replace(request.user, row, intake.store(file, name=file.name or ""))
        except No as e:
            form.add_error("file", said(e))
        else:
            messages.success(request, _("Replaced. Look at how it is cut now."))
            return redirect("content:library-file", pk)
    return page(request, row, form, WithdrawForm())


@login_required
@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    row = queries.entry_for(request.user, pk, may="post.write")
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            keeping.withdraw(request.user, row, form.cleaned_data["reason"])
        except No as e:
            form.add_error("reason", said(e))
        else:
            messages.success(request, _("Withdrawn. Posts with it do not go out any more."))
            return redirect("content:library-file", pk)
    return page(request, row, ReplaceForm(), form)


@login_required
@require_POST
def bring_back(request: SignedIn, pk: int) -> HttpResponse:
    row = queries.entry_for(request.user, pk, may="post.write")
    try:
        keeping.bring_back(request.user, row)
        messages.success(request, _("It may be used again."))
    except No as e:
        messages.error(request, said(e))
    return redirect("content:library-file", pk)


@login_required
@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    row = queries.entry_for(request.user, pk, may="post.write")
    try:
        keeping.drop(request.user, row)
        messages.success(request, _("Taken out of the library."))
    except No as e:
        messages.error(request, said(e))
        return redirect("content:library-file", pk)
    return redirect("content:library")
