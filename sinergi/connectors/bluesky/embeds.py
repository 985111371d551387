"""What a post shows below its words: its files, or the card of its first link."""

from __future__ import annotations

import json
from typing import Any

from sinergi.connectors.bluesky import cards, records, uploads, videos
from sinergi.connectors.bluesky.api import Api
from sinergi.connectors.bluesky.uploads import Blob, Kept
from sinergi.connectors.bluesky.words import clean, first_link
from sinergi.connectors.contract import Draft, Media
from sinergi.connectors.errors import Refused
from sinergi.lib.text import say


def embed(api: Api, draft: Draft, kept: Kept) -> dict[str, Any] | None:
    """Return what is shown, uploading what is not uploaded yet."""
    if not draft.media:
        return _card(api, draft, kept)
    blobs = [_stored(api, number, media, kept) for number, media in enumerate(draft.media)]
    return records.media(draft.media, blobs)


def _stored(api: Api, number: int, media: Media, kept: Kept) -> Blob:
    name = f"blob{number}"
    # What the video service stored for us once and was thrown away it does not store again.
    once = name in kept

    def make() -> Blob:
        if media.video and not once:
            return videos.video(api, media, kept)
        return uploads.upload(api, media.open, media.mime, media.size)

    return uploads.stored(api, kept, name, make)


def _card(api: Api, draft: Draft, kept: Kept) -> dict[str, Any] | None:
    link = first_link(clean(draft.text)) if draft.options.get("card") != "none" else ""
    if not link:
        return None
    if not kept.get("card"):
        kept.keep("card", json.dumps(_told(api, link)))
    card = json.loads(kept["card"])
    if not card:
        return None
    thumb = _thumb(api, card.pop("image"), kept)
    return {
        "$type": "app.bsky.embed.external",
        "external": card | ({"thumb": thumb} if thumb else {}),
    }


def _told(api: Api, link: str) -> dict[str, str]:
    """Return what the page says about itself; nothing where it says nothing."""
    card = cards.read(api.http, link)
    if card is None:
        return {}
    words = {"title": card.title, "description": card.description}
    return {"uri": link, **words, "image": card.image}


def _thumb(api: Api, address: str, kept: Kept) -> Blob | None:
    """Return the card's picture in our store; without one, the card goes out all the same."""

    def make() -> Blob:
        found = cards.picture(api.http, address)
        if found is None:
            raise Refused(say("The picture of the link cannot be used."))
        return uploads.upload(api, found.open, found.mime, len(found.content))

    if not address or kept.get("thumb"):
        return None
    try:
        return uploads.stored(api, kept, "blob-thumb", make)
    except Refused:
        kept.keep("thumb", "none")
        return None
