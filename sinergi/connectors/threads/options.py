"""What a person chooses for each post. https://developers.facebook.com/docs/threads/posts"""

from __future__ import annotations

from typing import Any

from sinergi.connectors.contract import Choice, Draft, Field
from sinergi.connectors.errors import Refused
from sinergi.lib.text import say

AUDIENCES = (
    Choice("everyone", say("Everyone")),
    Choice("accounts_you_follow", say("Accounts this one follows")),
    Choice("mentioned_only", say("Only who is mentioned")),
    Choice("followers_only", say("Followers")),
    Choice("parent_post_author_only", say("Only the author of the post that is answered")),
)

FIELDS = (
    Field(
        "reply_control",
        say("Who may answer"),
        required=False,
        default="everyone",
        choices=AUDIENCES,
    ),
    Field(
        "topic_tag",
        say("Topic"),
        required=False,
        most=50,
        help=say("One topic, without #, dots and ampersands."),
    ),
    Field(
        "link_attachment",
        say("Link with a preview"),
        required=False,
        help=say("For posts without pictures only. Else the first link of the text is shown."),
    ),
)


def chosen(draft: Draft) -> dict[str, Any]:
    """Return what Threads is told of a post beside its files. Raises Refused for what it lacks."""
    if draft.direct:
        raise Refused(say("Threads has no private answers for others: everybody sees this one."))
    told: dict[str, Any] = {"text": draft.text} if draft.text else {}
    if draft.reply_to:
        told["reply_to_id"] = draft.reply_to
    control = draft.options.get("reply_control", "")
    if control and control != "everyone":
        told["reply_control"] = control
    return told | _topic(draft) | _link(draft)


def _topic(draft: Draft) -> dict[str, str]:
    topic = draft.options.get("topic_tag", "").strip().removeprefix("#")
    if any(sign in topic for sign in ".&"):
        raise Refused(say("A topic on Threads holds no dots and no ampersands."))
    return {"topic_tag": topic} if topic else {}


def _link(draft: Draft) -> dict[str, str]:
    link = draft.options.get("link_attachment", "").strip()
    if link and draft.media:
        raise Refused(say("Threads shows a link with a preview only in posts without pictures."))
    return {"link_attachment": link} if link else {}
