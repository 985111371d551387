"""What TikTok answers, word for word; see ``schemas``."""

from __future__ import annotations

from typing import Any

from sinergi.connectors.tiktok.tests.schemas import (
    COUNT,
    LEVEL,
    TEXT,
    WORD,
    YES_NO,
    closed,
    hold,
    listed,
)

POSTED = closed(
    {},
    id=WORD,
    create_time=COUNT,
    title={"type": "string", "maxLength": 150},
    video_description={"type": "string", "maxLength": 150},
    share_url=WORD,
    like_count=COUNT,
    comment_count=COUNT,
    share_count=COUNT,
    view_count=COUNT,
)
DATA: dict[str, dict[str, Any]] = {
    "/v2/post/publish/creator_info/query/": closed(
        {
            "creator_avatar_url": WORD,
            "creator_username": WORD,
            "creator_nickname": WORD,
            "privacy_level_options": listed(LEVEL, least=1),
            "comment_disabled": YES_NO,
            "duet_disabled": YES_NO,
            "stitch_disabled": YES_NO,
            "max_video_post_duration_sec": COUNT,
        }
    ),
    "/v2/post/publish/video/init/": closed({"publish_id": WORD, "upload_url": WORD}),
    "/v2/post/publish/content/init/": closed({"publish_id": WORD}),
    "/v2/post/publish/status/fetch/": closed(
        {
            "status": {
                "enum": ["PROCESSING_UPLOAD", "PROCESSING_DOWNLOAD", "PUBLISH_COMPLETE", "FAILED"]
            }
        },
        fail_reason=TEXT,
        publicaly_available_post_id=listed({"type": "integer"}),
        uploaded_bytes=COUNT,
        downloaded_bytes=COUNT,
    ),
    "/v2/video/list/": closed({"videos": listed(POSTED, 20), "cursor": COUNT, "has_more": YES_NO}),
    "/v2/video/query/": closed({"videos": listed(POSTED, 20)}),
    "/v2/user/info/": closed(
        {
            "user": closed(
                {},
                open_id=WORD,
                display_name=WORD,
                username=WORD,
                follower_count=COUNT,
                likes_count=COUNT,
                video_count=COUNT,
            )
        }
    ),
}
ERROR = closed({"code": WORD, "message": TEXT, "log_id": WORD})
TOKENS = closed(
    {
        "access_token": WORD,
        "expires_in": COUNT,
        "open_id": WORD,
        "refresh_expires_in": COUNT,
        "refresh_token": TEXT,
        "scope": WORD,
        "token_type": {"const": "Bearer"},
    }
)


def answered(path: str, status: int, told: Any) -> None:
    """Hold an answer of the stand-in's own against the description."""
    if path == "/v2/oauth/token/":
        if status == 200 and "error" not in told:
            hold(told, TOKENS, path)
        return
    data = DATA[path] if told["error"]["code"] == "ok" else closed({})
    hold(told, closed({"data": data, "error": ERROR}), path)
