"""Findings beside a text that is being written, and what the communications office switches off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sinergi.language.findings import Finding
from sinergi.networks.models import Account
from sinergi.people.http import SignedIn
from sinergi.publishing import beside, checks, queries, rules
from sinergi.publishing.library import marking
from sinergi.publishing.write_form import WriteForm
from sinergi.units import queries as units

Findings = list[tuple[str, Finding]]


class Read(NamedTuple):
    """What a form says, where it goes, and what is found in it."""

    says: checks.Texts
    going: Sequence[Account]
    found: Findings


def read(form: WriteForm) -> Read:
    """Check what a form holds, as it was typed or as it is first shown."""
    chosen = {str(value) for value in form["accounts"].value() or []}
    going = [place for place in form.places if str(place.pk) in chosen]
    own = {place: form.typed(f"own-{place.pk}") for place in going}
    alts = checks.described(form.pictures)
    more = form.composed(form.places)
    more = replace(more, translations={c: rules.seen(t) for c, t in more.translations.items()})
    unit = form.unit_meant()
    marks = marking.of(unit, form.pictures, form.posters_typed())
    says = checks.Texts(
        rules.seen(str(form["text"].value() or "")), own, alts, more, form.pictures,
        {source: mark.poster for source, mark in marks.items()},
    )  # fmt: skip
    empty = not says.text and not any([*own.values(), *more.translations.values()]) and not alts
    if unit is None or empty or form.too_much:
        return Read(says, going, [])
    marked = bool(form["leader"].value())
    day = checks.day_of(form.post, timezone.now())
    return Read(says, going, checks.findings(unit, says, going, day=day, leader=marked))


def shown(there: Read) -> list[checks.Shown]:
    return list(checks.shown(there.found, there.says, there.going))


def taken(user: Any, post: Any, sent: QueryDict) -> QueryDict:
    """Return what was sent, with the proposal in place that ``apply`` names."""
    key = sent.get("apply", "")
    if not key:
        return sent
    there = read(WriteForm(user, post, sent))
    mended = checks.applied(there.found, there.says, key)
    data = sent.copy()
    if mended is not None:
        data[mended[0]] = mended[1]
    return data


@login_required
@require_POST
def findings(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """Answer with what is found in a text while it is written, and with what is mended."""
    post = queries.post_for(request.user, pk, may="post.write") if pk else None
    if post is None and not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    data = taken(request.user, post, request.POST)
    form = WriteForm(request.user, post, data)
    name = request.POST.get("apply", "").partition(":")[0]
    a_text = name == "text" or name.startswith(("own-", "comment-", "translation-"))
    context = {
        "findings": shown(read(form)),
        "gist": beside.gist(form, form.unit_meant()),
        **beside.previewed(form),
        "mended": _drawn(form, name) if a_text else "",
        "described": {"name": name, "text": data.get(name, "")} if name in _alts(form) else None,
    }
    return render(request, "publishing/findings.html", context)


def _drawn(form: WriteForm, name: str) -> str:
    """Return a text of the form as the page has it, to be put in its place."""
    if name not in form.fields:
        return ""
    attrs: dict[str, str | bool] = {"hx-swap-oob": "true"}
    if name.startswith("own-"):
        attrs["aria-describedby"] = f"{form[name].auto_id}_about"
    return form[name].as_widget(attrs=attrs)


def _alts(form: WriteForm) -> set[str]:
    """Return the names under which the form carries descriptions of images."""
    return {f"alt-{number}" for number in range(len(form.pictures))}
