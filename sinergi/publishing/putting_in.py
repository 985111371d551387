"""Pieces that are put into a text: snippets, hashtags, mentions of official accounts."""

from __future__ import annotations

from django.db.models import Q
from django.http import QueryDict

from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import composing, parts, rules, wording
from sinergi.publishing.library import beside as library
from sinergi.publishing.models import Post, Wording
from sinergi.publishing.write_form import WriteForm
from sinergi.units import queries as units

MOST_HANDLES = 12


def handles(seek: str) -> list[Account]:
    """Return official accounts by a part of their handle, their name or that of their office."""
    part = seek.strip().lstrip("@").replace("\0", "")
    if len(part) < 2:
        return []
    matches = Q(handle__icontains=part) | Q(name__icontains=part) | Q(unit__name__icontains=part)
    rows = Account.objects.exclude(state=Account.State.CLOSED).filter(matches)
    return list(rows.select_related("unit").order_by("handle", "pk")[:MOST_HANDLES])


def inserted(user: User, post: Post | None, data: QueryDict) -> QueryDict:
    """Return what was sent with the piece in its text that ``insert`` names."""
    kind, _colon, name = data.get("insert", "").partition(":")
    if not name:
        return data
    form = WriteForm(user, post, data)
    piece, unit = "", form.unit_meant()
    if kind == "snippet" and unit is not None and units.is_id(name):
        rows = wording.usable(unit, Wording.Kind.SNIPPET).filter(pk=name)
        told = wording.with_words(rows, wording.known(unit))
        piece = "".join(f"\n\n{words}" for _row, words in told)
    elif kind in {"tag", "handle"}:
        piece = " " + name[:200]
    elif kind == "part":
        piece = parts.BETWEEN
    mended = data.copy()
    if kind == "media" and unit is not None:
        library.put_in(unit, name, mended, user.pk)
        return mended
    mended["text"] = (data.get("text", "").rstrip() + piece).lstrip()
    return mended


def cut(user: User, post: Post | None, data: QueryDict) -> QueryDict:
    """Return what was sent with the text of the account that ``cut`` names in parts that fit there:
    its own from now on.
    """
    form = WriteForm(user, post, data)
    place = next((p for p in form.places if str(p.pk) == data.get("cut")), None)
    card = networks.card(place) if place else None
    if place is None or card is None or networks.most_parts(place.network) < 2:
        return data
    more = form.composed(form.places)
    text = composing.said(more, place.pk, form.typed(f"own-{place.pk}")) or form.typed("text")
    mended = data.copy()
    mended[f"own-{place.pk}"] = parts.cut(
        rules.seen(text),
        most=card.limits.text,
        count=card.count,
        numbered=place.pk in more.numbered,
    )
    return mended
