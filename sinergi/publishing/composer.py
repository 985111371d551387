"""What the page shows on which a post is written, besides the form itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.publishing import (
    beside,
    checks,
    composing,
    hashtags,
    parts,
    placing,
    putting_in,
    rules,
    unsaved,
    versions,
    wording,
)
from sinergi.publishing.bulk import labels as naming
from sinergi.publishing.composer_forms import initial_of
from sinergi.publishing.composing import FACTS, LANGUAGES
from sinergi.publishing.library import beside as library
from sinergi.publishing.library import marking
from sinergi.publishing.models import Post, Wording
from sinergi.publishing.policies import passages
from sinergi.publishing.write_form import WriteForm
from sinergi.units.models import Unit

#: The fields of the part about a post.
ABOUT = frozenset({"unit", "title", "kind", "leader", "labels", "campaign"})


def shown(form: WriteForm, *, seek: str, against: Post | None) -> dict[str, Any]:
    """Return what the page needs. ``seek``: a part of the name of an account to be mentioned."""
    unit = form.unit_meant()
    more = form.composed(form.places)
    base = form.typed("text")
    stale = against or _overtaken(form)
    return {
        "form": form,
        "post": form.post,
        "places": placing.near([placing.place(form, a, more, base) for a in form.places], unit),
        "gist": beside.gist(form, unit),
        "opened": _opened(form),
        "threaded": any(
            parts.MARK.search(form.typed(name)) for name in form.fields if _a_text(name)
        ),
        "previewed": False,
        "languages": [form[f"translation-{code}"] for code in LANGUAGES],
        "facts": [form[f"fact-{name}"] for name in FACTS],
        "translated": [_(LANGUAGES[c]) for c, text in more.translations.items() if text],
        "known": [_(FACTS[name]) for name, fact in more.facts.items() if fact],
        "kept": form.kept if not form.is_bound else None,
        "drafts": [] if form.post or form.is_bound else unsaved.rows_of(form.user),
        "remarks": passages.open_of(form.post) if form.post else [],
        "changes": _changes(form, stale) if stale else None,
        "seek": seek,
        "handles": putting_in.handles(seek),
        **_offered(form, unit, base),
        **library.offered(unit, form.data if form.is_bound else None, len(form.pictures)),  # type: ignore[arg-type]  # a QueryDict
        "marks": marking.of(unit, form.pictures, form.posters_typed()),
        "seen": library.seen(unit, [(token, p) for token, p, _f in form.shown_pictures()]),
    }


def same(form: WriteForm, post: Post) -> bool:
    """True when a form says exactly what a post says."""
    there = initial_of(post)
    usual = {"language": composing.USUAL, "kind": Post.Kind.ORDINARY}
    typed = {**usual, **dict(_typed(form))}
    chosen = set(there["accounts"])
    if {str(value) for value in form["accounts"].value() or []} != chosen:
        return False
    held = {name: "True" if value is True else value for name, value in there.items()}
    now = {n: rules.tidy(str(v)) for n, v in held.items() if v and n not in NOT_SAID}
    pictures = [(p.sha256, p.alt, p.part) for p in form.pictures]
    saved = [(m.sha256, m.alt, m.part) for m in post.media.order_by("order")]
    return typed == now and pictures == saved


#: Fields of the form that are no words of the post.
NOT_SAID = frozenset({"version", "accounts", "key", "copy", "unit", "images", "plan", "campaign"})

#: Fields that belong to one account: where it is not chosen they say nothing.
OF_ACCOUNTS = frozenset({"own", "wanted", "option", "comment", "numbered"})


def _typed(form: WriteForm) -> Iterator[tuple[str, str]]:
    chosen = {str(value) for value in form["accounts"].value() or []}
    for name in form.fields:
        kind, _dash, rest = name.partition("-")
        other = kind in OF_ACCOUNTS and rest.partition("-")[0] not in chosen
        value = "" if name in NOT_SAID or other else rules.seen(form.typed(name))
        if value:
            yield name, value


def _a_text(name: str) -> bool:
    return name == "text" or name.startswith(("own-", "translation-"))


def _opened(form: WriteForm) -> dict[str, bool]:
    """Return which closed parts must be open: those in which something is to be mended."""
    wrong = set(form.errors)
    return {
        "about": bool(wrong & ABOUT),
        "languages": any(n == "language" or n.startswith("translation-") for n in wrong),
        "facts": any(name.startswith("fact-") for name in wrong),
    }


def _offered(form: WriteForm, unit: Unit | None, base: str) -> dict[str, Any]:
    """Return snippets and hashtags that can be put in."""
    if unit is None:
        return {"snippets": [], "tags": [], "known_labels": []}
    day = checks.day_of(form.post, timezone.now())
    rows = wording.usable(unit, Wording.Kind.SNIPPET)[: wording.MOST_OFFERED]
    known = wording.known(unit) if rows else {}
    return {
        "known_labels": naming.known(unit),
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
