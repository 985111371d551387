"""What a person chooses for each post, as TikTok's rules for apps ask, and what becomes of it.

https://developers.tiktok.com/doc/content-sharing-guidelines/: who may see a post has no default and
is one of what the account offers now; comments, duets and stitches are off unless switched on;
commercial content is declared; the terms are agreed to for every post.
"""

from __future__ import annotations

from typing import Any

from sinergi.connectors.contract import Choice, Draft, Field
from sinergi.connectors.errors import Refused
from sinergi.connectors.tiktok.answers import FOLLOWERS, FRIENDS, PUBLIC, SELF, Creator
from sinergi.lib.text import say

LEVELS = {
    PUBLIC: say("Everyone"),
    FRIENDS: say("Friends (followers that are followed back)"),
    FOLLOWERS: say("Followers"),
    SELF: say("Only the account itself"),
}
NO, YES = Choice("no", say("No")), Choice("yes", say("Yes"))

#: What ``commercial`` stands for: (your brand, branded content).
COMMERCIAL = {
    "": (False, False),
    "none": (False, False),
    "own": (True, False),
    "paid": (False, True),
    "both": (True, True),
}


def fields(one: Creator | None = None, *, audited: bool = True) -> tuple[Field, ...]:
    """Return what is asked for each post of an account; of any account where it is not known."""
    return (
        _audience(one, audited),
        _switch("comment", say("Let people comment"), one is None or one.comment),
        _switch("duet", say("Let people make duets (videos only)"), one is None or one.duet),
        _switch("stitch", say("Let people stitch it (videos only)"), one is None or one.stitch),
        _commercial(),
        _switch("ai", say("Made with artificial intelligence (videos only)"), True),
        Field(
            "title", say("Title of a photo post"), required=False, most=90, help=say("Photos only.")
        ),
        _consent(),
    )


def _audience(one: Creator | None, audited: bool) -> Field:
    offered = [level for level in LEVELS if one is None or level in one.levels]
    allowed = [level for level in offered if audited or level == SELF]
    return Field(
        "privacy_level",
        say("Who may see this"),
        choices=tuple(Choice(level, LEVELS[level]) for level in allowed or [SELF]),
        help=say("TikTok asks that this is chosen anew for every post."),
    )


def _switch(name: str, label: str, free: bool) -> Field:
    return Field(
        name,
        label,
        required=False,
        default="no",
        choices=(NO, YES) if free else (NO,),
        help="" if free else say("Switched off in the settings of this TikTok account."),
    )


def _commercial() -> Field:
    return Field(
        "commercial",
        say("Promotes goods or a brand"),
        required=False,
        default="none",
        choices=(
            Choice("none", say("No")),
            Choice("own", say("Our own: marked as promotional content")),
            Choice("paid", say("Somebody else's: marked as paid partnership")),
            Choice("both", say("Both: marked as paid partnership")),
        ),
    )


def _consent() -> Field:
    music = say("By posting, we agree to TikTok's Music Usage Confirmation.")
    both = say(
        "By posting, we agree to TikTok's Branded Content Policy and Music Usage Confirmation."
    )
    return Field(
        "consent",
        say("TikTok's terms"),
        choices=(Choice("music", music), Choice("branded", both)),
        help=say("A paid partnership needs the second."),
    )


def post_info(draft: Draft) -> dict[str, Any]:
    """Return what TikTok is told about a post. Raises Refused where a choice is missing."""
    chosen = draft.options
    level = chosen.get("privacy_level", "")
    if level not in LEVELS:
        raise Refused(say("Choose who may see this on TikTok."))
    own, paid = COMMERCIAL.get(chosen.get("commercial", ""), (False, False))
    if paid and level == SELF:
        raise Refused(
            say("TikTok: a paid partnership cannot be for the account itself. Choose who sees it.")
        )
    if chosen.get("consent") not in ({"branded"} if paid else {"music", "branded"}):
        raise Refused(say("Agree to TikTok's terms for this post."))
    told = {
        "privacy_level": level,
        "disable_comment": chosen.get("comment") != "yes",
        "brand_organic_toggle": own,
        "brand_content_toggle": paid,
    }
    return told | (_of_video(draft) if _is_video(draft) else _of_photos(draft))


def _is_video(draft: Draft) -> bool:
    return any(media.video for media in draft.media)


def _of_video(draft: Draft) -> dict[str, Any]:
    return {
        "title": draft.text,
        "disable_duet": draft.options.get("duet") != "yes",
        "disable_stitch": draft.options.get("stitch") != "yes",
        "is_aigc": draft.options.get("ai") == "yes",
    }


def _of_photos(draft: Draft) -> dict[str, Any]:
    title = draft.options.get("title", "").strip()
    told: dict[str, Any] = {"description": draft.text, "auto_add_music": False}
    return told | ({"title": title} if title else {})
