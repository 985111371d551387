"""Versions of a post, what changed between two of them, and the way back to one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import actions, queries, rules
from sinergi.publishing import versions as beside
from sinergi.units import queries as units


@login_required
@require_GET
def versions(request: SignedIn, pk: int) -> HttpResponse:
    """Show two versions beside each other: by themselves the newest and the one before."""
    post = queries.post_for(request.user, pk)
    new = beside.version_of(post, _number(request.GET.get("to", ""), post.version))
    old = beside.version_of(post, _number(request.GET.get("from", ""), max(new.version - 1, 1)))
    may_write = units.may(request.user, "post.write", post.unit_id)
    context = {
        "post": post,
        "old": old,
        "new": new,
        "changes": beside.changes(beside.said_by(old), beside.said_by(new)),
        "revisions": post.revisions.select_related("by"),
        "may_bring_back": may_write and post.state in rules.EDITABLE,
    }
    return render(request, "publishing/versions.html", context)


@login_required
@require_POST
def bring_back(request: SignedIn, pk: int, number: int) -> HttpResponse:
    post = queries.post_for(request.user, pk, may="post.write")
    old = beside.version_of(post, number)
    accounts, gone = beside.still_there(request.user, old)
    version = _number(request.POST.get("version", ""), 0)
    try:
        actions.bring_back(request.user, post, old, accounts, version=version)
    except No as e:
        messages.error(request, said(e))
        return redirect("content:versions", post.pk)
    messages.success(request, _("Version %(number)s is the newest again.") % {"number": number})
    if gone:
        told = _("Left out, because you cannot write there: %(accounts)s.")
        messages.warning(request, told % {"accounts": ", ".join(gone)})
    return redirect("content:post", post.pk)


def _number(spelled: str, otherwise: int) -> int:
    return int(spelled) if units.is_id(spelled) else otherwise
