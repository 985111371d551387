"""How a post will look on each network, with its length as that network counts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.template.defaultfilters import filesizeformat

from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.publishing import composing, content, files, further, limits
from sinergi.publishing.composing import Composed
from sinergi.publishing.destinations import Destination
from sinergi.publishing.further import Said
from sinergi.publishing.library import crops
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.pictures import Picture
from sinergi.publishing.previews import Item, Later, Preview
from sinergi.publishing.recipes import Cut


def preview(account: Account, words: str | Said) -> Preview:
    """Return what an account would show of a text, or of what is said there part by part."""
    there = content.destination(account, words)
    limit = there.limits.text if there.limits else None
    texts = [there.text, *(piece.text for piece in there.later), there.said_comment]
    price = networks.price(account, *filter(None, texts))
    about, by_hand = networks.about(account.network), networks.by_hand(account)
    later = tuple(_later(there, limit))
    return Preview(
        account, about, there.text, there.length, limit, price, by_hand, later=later
    )  # fmt: skip


def _later(there: Destination, limit: int | None) -> Iterator[Later]:
    of = len(there.later) + 1
    for number, piece in enumerate(there.later, 2):
        yield Later(piece.text, piece.length, limit, number, of)
    if there.said_comment and there.comment_limits:
        yield Later(there.said_comment, there.comment.length, there.comment_limits.text)


def previews(
    places: Iterable[tuple[Account, str]], base: str, more: Composed | None = None
) -> list[Preview]:
    """Return a preview for each (account, own text)."""
    return [preview(account, _said(account, own or base, more)) for account, own in places]


def _said(account: Account, text: str, more: Composed | None) -> Said:
    comments, numbered = (more.comments, more.numbered) if more else ({}, ())
    return further.said(
        account.network, text, comments.get(account.pk, ""), numbered=account.pk in numbered
    )


def of_post(post: Post) -> list[Preview]:
    there = list(post.targets.select_related("account").order_by("account_id"))
    more = composing.further(Composed(), there)
    return previews(((t.account, t.text) for t in there), post.text, more)


def of_request(approval: Approval) -> list[Preview]:
    """Return the previews of exactly what was asked for, whatever the post says by now."""
    places = Account.objects.in_bulk([item["account"] for item in approval.asked])
    names = [media["file"] for item in approval.asked for _part, media in further.files_of(item)]
    fitted, posters = files.fitted(names), files.posters(names)

    def shown(part: int, media: Mapping[str, Any]) -> Item:
        name = media["file"]
        made = _what(media) if name in fitted else ""
        video = media["mime"].startswith("video/")
        return Item(media["name"], media["alt"], video, made, name in posters, part)

    return [
        replace(
            preview(places[item["account"]], further.asked_before(item)),
            files=tuple(shown(part, media) for part, media in further.files_of(item)),
        )
        for item in approval.asked
    ]


def _what(media: Mapping[str, Any]) -> str:
    """Return what a file is: its kind, its pixels, its size."""
    kind = media["mime"].partition("/")[2].upper()
    pixels = f"{media['width']} × {media['height']}" if media.get("width") else ""
    return ", ".join(word for word in (kind, pixels, filesizeformat(media["size"])) if word)


def problems(
    places: Iterable[tuple[Account, str]],
    base: str,
    options: content.Options,
    media: Sequence[Picture],
    cropped: Mapping[str, crops.Chosen] | None = None,
    more: Composed | None = None,
) -> list[str]:
    """Return in words what keeps an unsaved post from being asked for. ``cropped``: what was said
    of its images.
    """
    there = list(places)
    told = [
        content.foreseen(
            media,
            content.destination(
                account, _said(account, own or base, more), options.get(account.pk)
            ),
            cuts(account, media, cropped or {}, options),
        )
        for account, own in there
    ]
    found = limits.problems(told, [content.file(p) for p in media])
    return [said(no) for no in found or content.refusals([a for a, _ in there], told)]


def cuts(
    account: Account,
    media: Sequence[Picture],
    cropped: Mapping[str, crops.Chosen],
    options: content.Options,
) -> dict[str, Cut]:
    """Return the pieces of images that would go to one account."""
    card = networks.card(account)
    if card is None:
        return {}
    return crops.cuts(media, cropped, card.about, card.limits, options.get(account.pk, {}))


def problems_of_post(post: Post) -> list[str]:
    return [said(no) for no in content.problems(post)]
