"""Write a post and change it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.publishing import actions, queries, rules, shown, topics
from sinergi.publishing.forms import WriteForm
from sinergi.publishing.models import Post, Topic
from sinergi.publishing.views import checking
from sinergi.units import queries as units


@login_required
@require_http_methods(["GET", "POST"])
def write(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    topic = _topic(request)
    form = WriteForm(request.user, None, *_sent(request, None), initial=_begun(request, topic))
    if request.method == "POST" and form.is_valid() and _saves(request):
        try:
            post = actions.write(request.user, form.cleaned_data["unit"], **form.says())
        except No as e:
            form.add_error(None, said(e))
        else:
            if topic is not None:
                topics.written(topic, post)
            messages.success(request, _("Saved as a draft."))
            return redirect("content:post", post.pk)
    return _page(request, form)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    post = queries.post_for(request.user, pk, may="post.write")
    form = WriteForm(request.user, post, *_sent(request, post), initial=_initial(post))
    if request.method == "POST" and form.is_valid() and _saves(request):
        version = form.cleaned_data["version"] or 0
        try:
            actions.edit(request.user, post, version=version, **form.says())
        except rules.Stale as e:
            return _stale(request, post, e)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved."))
            return redirect("content:post", post.pk)
    return _page(request, form)


def _page(request: SignedIn, form: WriteForm, **more: Any) -> HttpResponse:
    """Show the form; after "preview", also what each network would show."""
    places = [
        {
            "account": account,
            "own": form[f"own-{account.pk}"],
            "options": [f for f in form if f.name.startswith(f"option-{account.pk}-")],
            "asks": any(f.required and not f.default for f in networks.options(account)),
            "chosen": str(account.pk) in [str(v) for v in form["accounts"].value() or []],
            "preview": shown.preview(account, form[f"own-{account.pk}"].value() or _base(form)),
        }
        for account in form.places
    ]
    context = {"form": form, "post": form.post, "places": places, "previewed": False, **more}
    context["findings"] = checking.shown(checking.read(form))
    if request.method == "POST" and form.is_valid():
        says = form.says()
        going = [(a, rules.tidy(says["variants"][a.pk])) for a in says["accounts"]]
        base = rules.tidy(says["text"])
        context["previewed"] = not _saves(request)
        context["previews"] = shown.previews(going, base)
        context["problems"] = shown.problems(going, base, says["options"], form.pictures)
    return render(request, "publishing/write.html", context)


def _stale(request: SignedIn, post: Post, stale: rules.Stale) -> HttpResponse:
    """Show what was typed, above the newest version; saving again then goes through."""
    newest = queries.post_for(request.user, post.pk)
    data = request.POST.copy()
    data["version"] = str(stale.version)
    form = WriteForm(request.user, newest, data, None)
    form.add_error(None, said(stale))
    return _page(request, form, newest=newest)


def _topic(request: SignedIn) -> Topic | None:
    """Return the topic a post begins with, where the address names one."""
    pk = request.GET.get("topic", "")
    return topics.topic_for(request.user, pk) if pk else None


def _begun(request: SignedIn, topic: Topic | None) -> dict[str, Any]:
    """Return what a new post begins with: a topic, or the text that the address brings."""
    text = request.GET.get("text", "")
    first = topic.unit if topic else queries.writable_units(request.user).first()
    return {"unit": first, "text": topics.begun(topic) if topic else text[: rules.LONGEST_TEXT]}


def _base(form: WriteForm) -> str:
    return str(form["text"].value() or "")


def _saves(request: SignedIn) -> bool:
    return request.POST.get("do") != "preview" and "apply" not in request.POST


def _sent(request: SignedIn, post: Post | None) -> tuple[Any, Any]:
    """Return what was sent; a proposal that was taken is in its place."""
    if request.method != "POST":
        return None, None
    return checking.taken(request.user, post, request.POST), request.FILES


def _initial(post: Post) -> dict[str, Any]:
    values: dict[str, Any] = {"version": post.version, "title": post.title, "text": post.text}
    targets = list(post.targets.all())
    values["accounts"] = [str(t.account_id) for t in targets]
    for target in targets:
        values[f"own-{target.account_id}"] = target.text
        for name, value in target.options.items():
            values[f"option-{target.account_id}-{name}"] = value
    return values
