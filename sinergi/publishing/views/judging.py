"""What surrounds a decision: the kind of a post, its eight things, remarks, looks afterwards."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import actions, queries
from sinergi.publishing.judging_forms import CommentForm, EightForm, KindForm, ReviewForm
from sinergi.publishing.models import Comment, Emergency
from sinergi.publishing.policies import commenting
from sinergi.publishing.views.deciding import page


@login_required
@require_POST
def classify(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.post_for(request.user, pk, may="post.write")
    form = KindForm(request.POST)
    try:
        if not form.is_valid():
            messages.error(request, _("Nothing was changed: choose a kind."))
        else:
            actions.classify(request.user, found, **form.cleaned_data)
            messages.success(request, _("Saved. Ask for approval when it is ready."))
    except No as e:
        messages.error(request, said(e))
    return redirect("content:post", pk)


@login_required
@require_http_methods(["GET", "POST"])
def eight(request: SignedIn, pk: int) -> HttpResponse:
    """The eight things that immediate information says."""
    found = queries.post_for(request.user, pk, may="post.write")
    kept = Emergency.objects.filter(post=found).first()
    form = EightForm(request.POST or None, instance=kept or Emergency())
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_eight(request.user, found, form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved. The post is immediate information now."))
            return redirect("content:post", pk)
    return render(request, "publishing/eight.html", {"post": found, "form": form})


@login_required
@require_POST
def comment(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.approval_to_read(request.user, pk)
    form = CommentForm(queries.texts_of(found), request.POST)
    if form.is_valid():
        try:
            commenting.comment_on_words(request.user, found, **form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Said. The writers are told."))
            return redirect("content:approval", pk)
    return page(request, found, remark=form)


@login_required
@require_POST
def resolve(request: SignedIn, pk: int) -> HttpResponse:
    found = commenting.comment_for(request.user, pk)
    commenting.resolve(request.user, found)
    messages.success(request, _("Dealt with. Whoever said it is told."))
    return _back(request, found)


@login_required
@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    found = commenting.comment_for(request.user, pk)
    commenting.reopen(request.user, found)
    messages.success(request, _("Open again. The writers are told."))
    return _back(request, found)


def _back(request: SignedIn, found: Comment) -> HttpResponse:
    if request.POST.get("next") == "post":
        return redirect("content:post", found.approval.post_id)
    return redirect("content:approval", found.approval_id)


@login_required
@require_POST
def review(request: SignedIn, pk: int) -> HttpResponse:
    """Say whether what went out at once was right."""
    found = queries.approval_for(request.user, pk)
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            actions.review(request.user, queries.review_of(found), **form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved. The writer is told."))
            return redirect("content:approval", pk)
    return page(request, found, look=form)
