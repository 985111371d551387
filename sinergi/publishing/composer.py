"""What the page shows on which a post is written, besides the form itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.publishing import (
    checks,
    composing,
    content,
    hashtags,
    putting_in,
    rules,
    unsaved,
    versions,
    wording,
)
from sinergi.publishing import shown as previewing
from sinergi.publishing.composer_forms import initial_of
from sinergi.publishing.composing import FACTS, LANGUAGES
from sinergi.publishing.models import Post, Wording
from sinergi.publishing.write_form import WriteForm
from sinergi.units.models import Unit

MOST_HANDLES = 12


def shown(form: WriteForm, *, seek: str, against: Post | None) -> dict[str, Any]:
    """Return what the page needs. ``seek``: a part of the name of an account to be mentioned."""
    unit = form.unit_meant()
    more = form.composed(form.places)
    base = form.typed("text")
    stale = against or _overtaken(form)
    return {
        "form": form,
        "post": form.post,
        "places": [_place(form, account, more, base) for account in form.places],
        "previewed": False,
        "languages": [form[f"translation-{code}"] for code in LANGUAGES],
        "facts": [form[f"fact-{name}"] for name in FACTS],
        "translated": any(more.translations.values()),
        "has_facts": any(more.facts.values()),
        "kept": form.kept if not form.is_bound else None,
        "drafts": [] if form.post or form.is_bound else unsaved.rows_of(form.user),
        "changes": _changes(form, stale) if stale else None,
        "seek": seek,
        "handles": putting_in.handles(seek),
        **_offered(form, unit, base),
    }


def previewed(form: WriteForm) -> dict[str, Any]:
    """Return what each network would show, and what keeps the post from being asked for."""
    says = form.says()
    more, base = says["more"], rules.tidy(says["text"])
    going = [
        (a, composing.said(more, a.pk, rules.tidy(says["variants"][a.pk])))
        for a in says["accounts"]
    ]
    found = previewing.problems(going, base, says["options"], form.pictures)
    missing = [
        content.missing(account, more.wanted[account.pk])
        for account, text in going
        if more.wanted.get(account.pk, more.language) != more.language and not text
    ]
    return {
        "previews": previewing.previews(going, base),
        "problems": found + [said(no) for no in missing],
    }


def same(form: WriteForm, post: Post) -> bool:
    """True when a form says exactly what a post says."""
    there = initial_of(post)
    usual = {"language": composing.USUAL, "kind": Post.Kind.ORDINARY}
    typed = {**usual, **dict(_typed(form))}
    chosen = set(there["accounts"])
    if {str(value) for value in form["accounts"].value() or []} != chosen:
        return False
    held = {name: "on" if value is True else value for name, value in there.items()}
    now = {n: rules.tidy(str(v)) for n, v in held.items() if v and n not in NOT_SAID}
    pictures = [(p.sha256, p.alt) for p in form.pictures]
    return typed == now and pictures == [(m.sha256, m.alt) for m in post.media.order_by("order")]


#: Fields of the form that are no words of the post.
NOT_SAID = frozenset({"version", "accounts", "key", "copy", "unit", "images"})


def _typed(form: WriteForm) -> Iterator[tuple[str, str]]:
    chosen = {str(value) for value in form["accounts"].value() or []}
    for name in form.fields:
        kind, _dash, rest = name.partition("-")
        other = kind in {"own", "wanted", "option"} and rest.partition("-")[0] not in chosen
        value = "" if name in NOT_SAID or other else rules.tidy(form.typed(name))
        if value:
            yield name, value


def _place(
    form: WriteForm, account: Account, more: composing.Composed, base: str
) -> dict[str, Any]:
    own = form[f"own-{account.pk}"]
    text = composing.said(more, account.pk, own.value() or "") or base
    return {
        "account": account,
        "own": own,
        "wanted": form[f"wanted-{account.pk}"],
        "options": [f for f in form if f.name.startswith(f"option-{account.pk}-")],
        "asks": any(f.required and not f.default for f in networks.options(account)),
        "chosen": str(account.pk) in [str(v) for v in form["accounts"].value() or []],
        "preview": previewing.preview(account, text),
    }


def _offered(form: WriteForm, unit: Unit | None, base: str) -> dict[str, Any]:
    """Return snippets and hashtags that can be put in."""
    if unit is None:
        return {"snippets": [], "tags": []}
    day = checks.day_of(form.post, timezone.now())
    rows = wording.usable(unit, Wording.Kind.SNIPPET)[: wording.MOST_OFFERED]
    known = wording.known(unit) if rows else {}
    return {
        "snippets": wording.with_words(rows, known),
        "tags": hashtags.offered(hashtags.register(unit), base, day),
    }


def _overtaken(form: WriteForm) -> Post | None:
    """Return the post, where the words one goes on with began from an earlier version of it."""
    kept = form.kept
    if form.is_bound or kept is None or form.post is None or kept.base == form.post.version:
        return None
    return form.post


def _changes(form: WriteForm, post: Post) -> dict[str, Any]:
    newest = versions.newest(post)
    return {
        "newest": newest,
        "by": newest.by,
        "list": versions.changes(versions.said_by(newest), versions.said_in(form)),
        "title": _("What you changed, beside the newest version"),
    }
