"""Which kind of post a draft is on Instagram, and what that kind holds."""

from __future__ import annotations

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused
from sinergi.connectors.instagram.card import CAROUSEL
from sinergi.lib.text import say

#: The type under which each kind is listed among the account's posts.
LISTED_AS = {"image": "IMAGE", "carousel": "CAROUSEL_ALBUM", "reel": "VIDEO"}


def kind_of(draft: Draft) -> str:
    """Return "image", "carousel", "reel" or "story". Raises Refused for what is none of them.

    A video alone is a reel whatever was chosen: Instagram knows no other.
    """
    wished, count = draft.options.get("format") or "post", len(draft.media)
    if not count:
        raise Refused(say("A post on Instagram needs a picture or a video."))
    if wished == "story":
        if count > 1:
            raise Refused(say("A story on Instagram holds one picture or video."))
        return "story"
    if wished == "reel" and (count > 1 or not draft.media[0].video):
        raise Refused(say("A reel on Instagram holds one video."))
    if count > CAROUSEL:
        many = say("Instagram takes at most {limit} pictures and videos in one post, not {count}.")
        raise Refused(many, limit=CAROUSEL, count=count)
    if count > 1:
        return "carousel"
    return "reel" if draft.media[0].video else "image"
