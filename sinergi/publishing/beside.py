"""What stands beside a text that is being written, and changes with every word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.lib.text import short
from sinergi.lib.words import said
from sinergi.publishing import composing, content, rules
from sinergi.publishing import shown as previewing
from sinergi.publishing.bulk import labels as naming
from sinergi.publishing.library import crops, looks
from sinergi.publishing.models import Post
from sinergi.publishing.pictures import Picture
from sinergi.publishing.recipes import Cut
from sinergi.publishing.write_form import WriteForm
from sinergi.units.models import Unit


def gist(form: WriteForm, unit: Unit | None) -> list[str]:
    """Return what the closed part about a post says of itself."""
    said = [
        (_("Office"), "" if form.post or unit is None else str(unit)),
        (_("Kind"), dict(Post.Kind.choices).get(form.typed("kind") or Post.Kind.ORDINARY, "")),
        (_("Title"), short(form.typed("title"), 60)),
        (_("Campaign"), _campaign(form)),
        (_("Labels"), short(naming.shown(form.typed("labels")), 60)),
    ]
    parts = [f"{label}: {value}" for label, value in said if value]
    return [*parts, _("about a leader")] if form["leader"].value() else parts


def _campaign(form: WriteForm) -> str:
    chosen = str(form["campaign"].value() or "") if "campaign" in form.fields else ""
    if not chosen:
        return ""
    rows = form.fields["campaign"].queryset  # type: ignore[attr-defined]  # a model field
    return next((row.name for row in rows if str(row.pk) == chosen), "")


def previewed(form: WriteForm) -> dict[str, Any]:
    """Return what each chosen account would show as the form is typed, checked or not, and what
    keeps the post from being asked for.
    """
    more, base = _tidied(form), rules.seen(form.typed("text"))
    chosen = {str(value) for value in form["accounts"].value() or []}
    going = [
        (a, composing.said(more, a.pk, rules.seen(form.typed(f"own-{a.pk}"))))
        for a in form.places
        if str(a.pk) in chosen and not form.too_much
    ]
    options = {account.pk: form.answers(account) for account, _text in going}
    unit = form.unit_meant()
    cropped = crops.chosen(unit, form.pictures) if unit else {}
    found = previewing.problems(going, base, options, form.pictures, cropped, more) if going else []
    missing = [
        content.missing(account, more.wanted[account.pk])
        for account, text in going
        if more.wanted.get(account.pk, more.language) != more.language and not text
    ]
    empty = not base and not form.pictures and not any(text for _account, text in going)
    return {
        "previews": [
            replace(
                shown,
                images=_cut(form, previewing.cuts(shown.account, form.pictures, cropped, options)),
            )
            for shown in previewing.previews(going, base, more)
        ],
        "problems": [] if empty else found + [said(no) for no in missing],
        "images": [
            _image(reverse("content:picture", args=[token]), p)
            for token, p, _file in form.shown_pictures()
        ],
    }


def _image(src: str, picture: Picture) -> dict[str, Any]:
    return {"src": src, "alt": picture.alt, "film": "", "made": "", "part": picture.part}


def _cut(form: WriteForm, cuts: Mapping[str, Cut]) -> tuple[dict[str, Any], ...]:
    """Return the images of a form as an account cuts them; nothing where it cuts none."""
    if not any(cuts.values()):
        return ()
    return tuple(
        _image(looks.address(token, cuts.get(p.sha256, ())), p)
        for token, p, _file in form.shown_pictures()
    )


def _tidied(form: WriteForm) -> composing.Composed:
    more = form.composed(form.places)
    return replace(
        more,
        translations={c: rules.seen(t) for c, t in more.translations.items()},
        comments={pk: rules.seen(t) for pk, t in more.comments.items()},
    )
