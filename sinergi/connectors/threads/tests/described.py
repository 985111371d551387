"""What Threads is asked and answers: by hand from its reference, and by the official collection.

https://developers.facebook.com/docs/threads/reference; the collection (github.com/fbsamples/
threads_api) lies beside the checkout or nowhere, and is looked at only where it is there.
"""

from __future__ import annotations

import re

from sinergi.connectors.threads.tests.official import SPEC, official

#: What may be asked: method and path, what is needed, what may be there. ``ID`` is any number.
PAGING = {"limit", "after", "before", "since", "until"}
CONTAINER = {
    *("media_type", "text", "image_url", "video_url", "alt_text", "is_carousel_item", "children"),
    *("reply_to_id", "reply_control", "topic_tag", "link_attachment"),
}
REQUESTS: dict[tuple[str, str], tuple[set[str], set[str]]] = {
    ("POST", "oauth/access_token"): (
        {"client_id", "client_secret", "code", "grant_type", "redirect_uri"},
        set(),
    ),
    ("GET", "access_token"): ({"grant_type", "client_secret"}, set()),
    ("GET", "refresh_access_token"): ({"grant_type"}, set()),
    ("GET", "me"): ({"fields"}, set()),
    ("GET", "debug_token"): ({"input_token"}, set()),
    ("POST", "me/threads"): ({"media_type"}, CONTAINER),
    ("POST", "me/threads_publish"): ({"creation_id"}, set()),
    ("GET", "me/threads"): ({"fields"}, PAGING),
    ("GET", "me/replies"): ({"fields"}, PAGING),
    ("GET", "me/mentions"): ({"fields"}, PAGING),
    ("GET", "me/threads_publishing_limit"): ({"fields"}, set()),
    ("GET", "me/threads_insights"): ({"metric"}, {"since", "until"}),
    ("GET", "ID"): ({"fields"}, set()),
    ("DELETE", "ID"): (set(), set()),
    ("GET", "ID/conversation"): ({"fields"}, {"reverse", "after", "before"}),
    ("GET", "ID/insights"): ({"metric"}, set()),
    ("POST", "ID/manage_reply"): ({"hide"}, set()),
}
VALUES = {
    "media_type": {"TEXT", "IMAGE", "VIDEO", "CAROUSEL"},
    "reply_control": {
        *("everyone", "accounts_you_follow", "mentioned_only", "parent_post_author_only"),
        "followers_only",
    },
    "hide": {"true", "false"},
    "reverse": {"true", "false"},
    "is_carousel_item": {"true"},
    "grant_type": {"authorization_code", "th_exchange_token", "th_refresh_token"},
}
CONTAINER_FIELDS = {"id", "status", "error_message"}
PROFILE = {"id", "username", "name", "is_verified", "threads_profile_picture_url"}
QUOTA = {"quota_usage", "config", "reply_quota_usage", "reply_config"}
POST = {
    *("id", "media_product_type", "media_type", "media_url", "permalink", "owner", "username"),
    *("text", "timestamp", "shortcode", "children", "is_quote_post", "has_replies", "alt_text"),
    *("is_reply", "is_reply_owned_by_me", "root_post", "replied_to", "hide_status"),
}
METRICS = {"views", "likes", "replies", "reposts", "quotes", "shares", "followers_count", "clicks"}


def asked(method: str, path: str, given: dict[str, str]) -> tuple[str, str]:
    """Hold a request against both descriptions. Return its method and the shape of its path."""
    shape = (method, re.sub(r"^[0-9]+(?=/|$)", "ID", path))
    assert shape in REQUESTS, f"{shape} is not described"
    needed, allowed = REQUESTS[shape]
    assert needed <= set(given) <= needed | allowed, f"{shape}: {sorted(given)}"
    for name, value in given.items():
        assert name not in VALUES or value in VALUES[name], f"{shape}: {name}={value}"
    fields = set(given.get("fields", "").split(",")) - {""}
    known = {"me": PROFILE, "me/threads_publishing_limit": QUOTA, "ID": POST | CONTAINER_FIELDS}
    assert fields <= known.get(shape[1], POST), f"{shape}: {sorted(fields)}"
    assert set(given.get("metric", "views").split(",")) <= METRICS
    if SPEC.is_file():
        named = official()
        assert shape in named, f"{shape} is not in the official collection"
        assert set(given) <= named[shape] | PAGING, f"{shape}: {sorted(given)}"
    return shape
