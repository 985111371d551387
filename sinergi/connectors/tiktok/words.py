"""TikTok's own words in ours: how it counts text, and what its codes ask a person to do.

Codes: https://developers.tiktok.com/doc/content-posting-api-reference-direct-post (errors) and
https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status (``fail_reason``).
"""

from __future__ import annotations

from sinergi.lib.text import say

#: What a code of a refusal, of a failed post or of a webhook means for people. All of them are
#: definite: nothing is published.
REASONS: dict[str, str] = {
    "auth_removed": say("Access to the account was taken away while TikTok worked on the post."),
    "duration_check_failed": say("TikTok does not take a video of this length."),
    "file_format_check_failed": say("TikTok does not take this kind of file."),
    "frame_rate_check_failed": say("TikTok takes videos of 23 to 60 pictures a second."),
    "internal": say("TikTok had a fault of its own. Send it again."),
    "photo_pull_failed": say(
        "TikTok could not fetch the pictures from this installation. Is it reachable from outside?"
    ),
    "picture_size_check_failed": say("TikTok does not take pictures or videos of this size."),
    "privacy_level_option_mismatch": say(
        "This TikTok account does not offer that choice of who may see a post. Choose another."
    ),
    "publish_cancelled": say("The post was cancelled on TikTok."),
    "reached_active_user_cap": say(
        "TikTok lets this app publish for so many accounts a day only, and that many are reached."
        " Try again tomorrow."
    ),
    "scope_not_authorized": say(
        "Access to the TikTok account lacks a permission. Connect it again and allow all of them."
    ),
    "scope_permission_missed": say(
        "Access to the TikTok account lacks a permission. Connect it again and allow all of them."
    ),
    "spam_risk": say("TikTok takes this post for spam. Publish it in TikTok's own app."),
    "spam_risk_text": say("TikTok takes these words for spam. Change the text."),
    "spam_risk_too_many_pending_share": say(
        "Too many posts of this TikTok account are not finished yet. Finish them in TikTok's app."
    ),
    "spam_risk_too_many_posts": say(
        "This TikTok account has posted as often as TikTok lets it within 24 hours."
        " Publish it in TikTok's own app, or tomorrow."
    ),
    "spam_risk_user_banned_from_posting": say(
        "TikTok does not let this account publish any more. Look into TikTok's app."
    ),
    "unaudited_client_can_only_post_to_private_accounts": say(
        "TikTok has not audited this app yet: it may only post for private accounts, seen by the"
        " account alone. Publish by hand until the audit is done."
    ),
    "url_ownership_unverified": say(
        "TikTok does not know yet that the address of this installation is yours. The operator"
        " verifies it in TikTok's developer portal."
    ),
    "video_pull_failed": say("TikTok could not fetch the video."),
}

#: What a code means that is not known: shown with the code.
UNKNOWN = say("TikTok refused this: {reason}")


def length(text: str) -> int:
    """Return how long a text is for TikTok: in UTF-16 code units, an emoji two and more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def essence(text: str) -> str:
    """Return what of a text survives on TikTok, to compare it: words without spaces and marks.

    The list of videos cuts descriptions to 150 characters, so the beginnings are compared.
    """
    return "".join(text.split()).casefold()


def same(written: str, shown: str) -> bool:
    """True when what TikTok shows of a post is the beginning of what was written."""
    ours, theirs = essence(written), essence(shown)
    return ours == theirs or (len(theirs) >= SHOWN and ours.startswith(theirs))


#: Shorter beginnings could be those of any post.
SHOWN = 60
