"""The list of posts, one post with everything about it, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sinergi.lib.addresses import address
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.publishing import actions, files, queries, rules, shown, versions
from sinergi.publishing.alerts import queries as warnings
from sinergi.publishing.calendars import campaigns, card
from sinergi.publishing.correcting import shown as after
from sinergi.publishing.forms import AskForm, MoveForm
from sinergi.publishing.ideas import queries as ideas
from sinergi.publishing.models import Post
from sinergi.publishing.views import around
from sinergi.publishing.views.files import preparing
from sinergi.units import queries as units

TAB_NAMES = {
    "": gettext_lazy("All"),
    "draft": gettext_lazy("Drafts"),
    "in_review": gettext_lazy("In review"),
    "scheduled": gettext_lazy("Scheduled"),
    "published": gettext_lazy("Published"),
    "problem": gettext_lazy("Needs a look"),
    "cancelled": gettext_lazy("Cancelled"),
}
#: What the list can be limited to.
KINDS = [("", gettext_lazy("All kinds")), *Post.Kind.choices]


@login_required
@require_GET
def posts(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.see"):
        raise PermissionDenied
    tab, kind = request.GET.get("tab", ""), request.GET.get("kind", "")
    if tab not in queries.TABS or kind not in {"", *Post.Kind.values}:
        raise Http404
    cursor, asked = request.GET.get("cursor", ""), request.GET.get("campaign", "")
    only = campaigns.campaign_for(request.user, asked) if asked else None
    part = {"kind": kind, "campaign": str(only.pk) if only else ""}
    try:
        page = queries.post_page(
            request.user, cursor=cursor, state=tab, kind=kind, campaign=only.pk if only else 0
        )
    except No as e:
        messages.error(request, said(e))
        return redirect("content:posts")
    context = {
        "rows": page.rows,
        "cards": {n: networks.about(n) for n in {n for row in page.rows for n in row.networks}},
        "labels": dict(Post.State.choices),
        "pages": {
            "newer_url": _at(cursor=page.newer, tab=tab, **part) if page.newer else "",
            "older_url": _at(cursor=page.older, tab=tab, **part) if page.older else "",
        },
        "tabs": [(_at(tab=key, **part), name, key == tab) for key, name in TAB_NAMES.items()],
        "kinds": [(_at(tab=tab, **part | {"kind": k}), name, k == kind) for k, name in KINDS],
        "kind": kind,
        "campaign": only,
        "every_url": _at(tab=tab, kind=kind),
        "may_write": units.may_anywhere(request.user, "post.write"),
    }
    return render(request, "publishing/posts.html", context)


@login_required
@require_GET
def post(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.post_for(request.user, pk)
    return _page(request, found, AskForm(initial=card.begun(found)))


@login_required
@require_POST
def ask(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.post_for(request.user, pk, may="post.write")
    if "fill" in request.POST:  # a proposed time is put in, and nothing is asked yet
        return _page(request, found, AskForm(initial=card.filled(request.POST, "wish")))
    form = AskForm(card.chosen(request.POST, "wish"))
    if form.is_valid():
        try:
            at_once = request.POST.get("do") == "at_once"
            made = actions.ask_approval(request.user, found, **form.cleaned_data, at_once=at_once)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, around.said_of(made))
            return redirect("content:post", pk)
    return _page(request, found, form)


@login_required
@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.post_to_stop(request.user, pk)
    return _done(request, found, actions.withdraw, _("Withdrawn. It is a draft again."))


@login_required
@require_POST
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.post_for(request.user, pk, may="post.write")
    return _done(request, found, actions.cancel, _("Cancelled. Nothing of it goes out."))


@login_required
@require_POST
def move(request: SignedIn, pk: int) -> HttpResponse:
    """Move a scheduled post, from its page or from the calendar."""
    found = queries.post_for(request.user, pk, may="post.approve")
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was moved: write the date and the time."))
    else:
        try:
            actions.reschedule(request.user, found, form.cleaned_data["due"])
            messages.success(request, _("Moved."))
        except No as e:
            messages.error(request, said(e))
    if request.POST.get("next") == "calendar":
        return redirect("content:calendar")
    return redirect("content:post", pk)


def _page(request: SignedIn, found: Post, form: AskForm) -> HttpResponse:
    waiting, valid = queries.waiting_of(found), queries.valid_of(found)
    may_write = units.may(request.user, "post.write", found.unit_id)
    asks = may_write and found.state in rules.ASKABLE
    context = {
        "post": found,
        "targets": queries.targets_of(found),
        **preparing(files.shown(found)),
        "may_prepare": may_write,
        "previews": shown.of_post(found),
        "facts": versions.facts_of(found.facts),
        "problems": shown.problems_of_post(found) if asks else [],
        "asks": asks,
        "may_write": may_write,
        "around": around.of_post(found, waiting=waiting, asks=asks),
        "words": warnings.of_post(found),
        "idea": ideas.of_post(found),
        "form": form,
        "waiting": waiting,
        "valid": valid,
        "may_edit": may_write and found.state in rules.EDITABLE,
        "may_withdraw": found.state in {"in_review", "scheduled"}
        and queries.may_stop(request.user, found),
        "may_decide": waiting
        and queries.approvals_for(request.user).filter(pk=waiting.pk).exists(),
        "planning": card.of(request.user, found),
        "after": after.of_post(request.user, found),
        "move": _move_form(request, found, valid.due if valid else None),
        "history": found.approvals.select_related("requested_by", "decided_by").order_by("-id"),
        "revisions": found.revisions.select_related("by"),
    }
    return render(request, "publishing/post.html", context)


def _move_form(request: SignedIn, found: Post, due: object) -> MoveForm | None:
    scheduled = found.state == Post.State.SCHEDULED
    if not scheduled or not units.may(request.user, "post.approve", found.unit_id):
        return None
    return MoveForm(initial={"due": due})


def _done(request: SignedIn, found: Post, act: Callable[..., Post], success: str) -> HttpResponse:
    try:
        act(request.user, found)
        messages.success(request, success)
    except No as e:
        messages.error(request, said(e))
    return redirect("content:post", found.pk)


def _at(**words: str) -> str:
    asked = {name: value for name, value in words.items() if value}
    return address("content:posts") + (f"?{urlencode(asked)}" if asked else "")
