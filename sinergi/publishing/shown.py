"""How a post will look on each network, with its length as that network counts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.template.defaultfilters import filesizeformat

from sinergi.connectors.contract import About
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.publishing import content, files, limits
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.pictures import Picture


@dataclass(frozen=True, slots=True)
class Item:
    """A file as it goes to one account. ``made`` says what it is where it was made for it, and is
    empty where the post's own goes there. ``poster``: there is a picture that stands for it.
    """

    name: str
    alt: str
    video: bool
    made: str
    poster: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """One account's preview. ``limit`` is None where its network is not enabled here."""

    account: Account
    about: About | None
    text: str
    length: int
    limit: int | None
    #: What publishing it costs, in US dollars; empty where the network charges nothing.
    price: str = ""
    by_hand: bool = False
    files: tuple[Item, ...] = ()

    @property
    def over(self) -> int:
        return max(0, self.length - self.limit) if self.limit is not None else 0


def preview(account: Account, text: str) -> Preview:
    there = content.destination(account, text)
    limit = there.limits.text if there.limits else None
    price, by_hand = networks.price(account, text), networks.by_hand(account)
    about = networks.about(account.network)
    return Preview(account, about, text, there.length, limit, price, by_hand)


def previews(places: Iterable[tuple[Account, str]], base: str) -> list[Preview]:
    """Return a preview for each (account, own text)."""
    return [preview(account, own or base) for account, own in places]


def of_post(post: Post) -> list[Preview]:
    there = post.targets.select_related("account").order_by("account_id")
    return previews(((t.account, t.text) for t in there), post.text)


def of_request(approval: Approval) -> list[Preview]:
    """Return the previews of exactly what was asked for, whatever the post says by now."""
    places = Account.objects.in_bulk([item["account"] for item in approval.asked])
    names = [media["file"] for item in approval.asked for media in item["media"]]
    fitted, posters = files.fitted(names), files.posters(names)

    def shown(media: Mapping[str, Any]) -> Item:
        name = media["file"]
        made = _what(media) if name in fitted else ""
        video = media["mime"].startswith("video/")
        return Item(media["name"], media["alt"], video, made, name in posters)

    return [
        replace(
            preview(places[item["account"]], item["text"]),
            files=tuple(shown(media) for media in item["media"]),
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
) -> list[str]:
    """Return in words what keeps an unsaved post from being asked for."""
    there = list(places)
    told = [
        content.foreseen(media, content.destination(account, own or base, options.get(account.pk)))
        for account, own in there
    ]
    found = limits.problems(told, [content.file(p) for p in media])
    return [said(no) for no in found or content.refusals([a for a, _ in there], told)]


def problems_of_post(post: Post) -> list[str]:
    return [said(no) for no in content.problems(post)]
