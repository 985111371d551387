"""Write a post and change it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import (
    actions,
    beginning,
    beside,
    composer,
    putting_in,
    queries,
    rules,
    topics,
    unsaved,
)
from sinergi.publishing.calendars import campaigns, moving
from sinergi.publishing.composer_forms import initial_of
from sinergi.publishing.library import marking
from sinergi.publishing.models import Post
from sinergi.publishing.views import checking
from sinergi.publishing.write_form import WriteForm
from sinergi.units import queries as units


@login_required
@require_http_methods(["GET", "POST"])
def write(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    begun = beginning.begun(request.user, request.GET, new_key=uuid4())
    if begun.post is not None:
        return redirect("content:edit", begun.post)
    sent = _sent(request, None)
    form = WriteForm(request.user, None, *sent, kept=begun.kept, initial=begun.values)
    if request.method == "POST" and form.is_valid() and _saves(request):
        unit, key = form.cleaned_data["unit"], form.key_sent()
        try:
            post = actions.write(request.user, unit, **form.says(), key=key)
            _place(request, form, post)
        except rules.Written as e:
            return _written(request, form, e)
        except No as e:
            form.add_error(None, said(e))
        else:
            if begun.topic is not None:
                topics.written(begun.topic, post)
            messages.success(request, _("Saved as a draft."))
            return redirect("content:post", post.pk)
    return _page(request, form)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    post = queries.post_for(request.user, pk, may="post.write")
    kept = unsaved.of_post(request.user, post)
    first = initial_of(post)
    if kept is not None:
        first |= unsaved.initial(kept)
    form = WriteForm(request.user, post, *_sent(request, post), kept=kept, initial=first)
    lost = _not_theirs(form, post)
    if request.method == "POST" and form.is_valid() and _saves(request):
        version = form.cleaned_data["version"] or 0
        try:
            actions.edit(request.user, post, version=version, **form.says())
            _place(request, form, post)
        except rules.Stale as e:
            return _stale(request, post, e)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved."))
            _warn(request, _("Left out, because you cannot write there: %(accounts)s."), lost)
            return redirect("content:post", post.pk)
    if request.method == "GET":
        told = _("You cannot write for %(accounts)s: what you save no longer goes there.")
        _warn(request, told, lost)
    return _page(request, form)


def _not_theirs(form: WriteForm, post: Post) -> list[str]:
    """Return the accounts of a post for which who changes it cannot write, by their handles."""
    others = post.targets.exclude(account__in=[place.pk for place in form.places])
    return list(others.values_list("account__handle", flat=True))


def _warn(request: SignedIn, told: str, accounts: list[str]) -> None:
    if accounts:
        messages.warning(request, told % {"accounts": ", ".join(accounts)})


def _place(request: SignedIn, form: WriteForm, post: Post) -> None:
    """Say which campaign a saved post is part of, and which of its images are posters; plan a new
    one, where it began on a day.
    """
    marking.keep(request.user, post.unit, form.pictures, form.posters_typed())
    if form.says_campaign:
        campaigns.put(request.user, post, form.cleaned_data["campaign"])
    planned = form.cleaned_data.get("plan")
    if form.post is None and planned is not None and planned > timezone.now():
        moving.plan(request.user, post, planned)


def _page(request: SignedIn, form: WriteForm, *, against: Post | None = None) -> HttpResponse:
    """Show the form, with what each network would show. ``against``: a post that somebody saved
    meanwhile.
    """
    there = checking.read(form)
    context = composer.shown(form, seek=request.POST.get("seek", ""), against=against)
    context |= {"findings": checking.shown(there), **beside.previewed(form)}
    context["previewed"] = request.method == "POST" and form.is_valid() and not _saves(request)
    return render(request, "publishing/write.html", context)


def _stale(request: SignedIn, post: Post, told: rules.Stale | rules.Written) -> HttpResponse:
    """Show what was typed beside the newest version; saving again then goes through."""
    newest = queries.post_for(request.user, post.pk, may="post.write")
    data = request.POST.copy()
    data["version"] = str(newest.version)
    form = WriteForm(request.user, newest, data, None)
    form.add_error(None, said(told))
    return _page(request, form, against=newest)


def _written(request: SignedIn, form: WriteForm, told: rules.Written) -> HttpResponse:
    """Lead to the post that this form made before; with other words, show both."""
    post = queries.post_for(request.user, told.post, may="post.write")
    if not composer.same(form, post):
        return _stale(request, post, told)
    messages.success(request, _("This was saved already."))
    return redirect("content:post", post.pk)


def _saves(request: SignedIn) -> bool:
    asks = {"apply", "insert", "cut"} & set(request.POST)
    return request.POST.get("do") not in {"preview", "seek"} and not asks


def _sent(request: SignedIn, post: Post | None) -> tuple[Any, Any]:
    """Return what was sent; a proposal that was taken, or words put in, are in their place."""
    if request.method != "POST":
        return None, None
    data = checking.taken(request.user, post, request.POST)
    data = putting_in.cut(request.user, post, putting_in.inserted(request.user, post, data))
    return data, request.FILES
