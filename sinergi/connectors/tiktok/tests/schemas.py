"""What TikTok is asked and answers, word for word, as its pages describe it: nothing else passes.

TikTok publishes no machine-readable description; these schemas are written by hand from
https://developers.tiktok.com/doc/content-posting-api-reference-direct-post, …-photo-post,
…-get-video-status, …-query-creator-info, …/tiktok-api-v2-video-list, -video-query,
-get-user-info, and …/docs/en/oauth-refresh-a-user-access-token.
"""

from __future__ import annotations

from typing import Any

import jsonschema

TEXT = {"type": "string"}
WORD = {"type": "string", "minLength": 1}
YES_NO = {"type": "boolean"}
COUNT = {"type": "integer", "minimum": 0}
LEVEL = {
    "enum": ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", "SELF_ONLY"]
}


def closed(needed: dict[str, Any], **allowed: Any) -> dict[str, Any]:
    """Return the schema of an object that holds these fields and, of others, only ``allowed``."""
    return {
        "type": "object",
        "properties": {**needed, **allowed},
        "required": list(needed),
        "additionalProperties": False,
    }


def listed(items: Any, most: int = 1000, least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": most, "minItems": least}


POST_INFO = {"privacy_level": LEVEL}
TOGGLES = {
    "disable_comment": YES_NO,
    "brand_content_toggle": YES_NO,
    "brand_organic_toggle": YES_NO,
}
VIDEO = closed(
    {
        "post_info": closed(
            POST_INFO,
            title=TEXT,
            disable_duet=YES_NO,
            disable_stitch=YES_NO,
            video_cover_timestamp_ms=COUNT,
            is_aigc=YES_NO,
            **TOGGLES,
        ),
        "source_info": closed(
            {
                "source": {"const": "FILE_UPLOAD"},
                "video_size": {"type": "integer", "minimum": 1, "maximum": 4_000_000_000},
                "chunk_size": {"type": "integer", "minimum": 1, "maximum": 64_000_000},
                "total_chunk_count": {"type": "integer", "minimum": 1, "maximum": 1000},
            }
        ),
    }
)
PHOTOS = closed(
    {
        "media_type": {"const": "PHOTO"},
        "post_mode": {"enum": ["DIRECT_POST", "MEDIA_UPLOAD"]},
        "post_info": closed(
            POST_INFO, title=TEXT, description=TEXT, auto_add_music=YES_NO, **TOGGLES
        ),
        "source_info": closed(
            {
                "source": {"const": "PULL_FROM_URL"},
                "photo_cover_index": COUNT,
                "photo_images": listed({"type": "string", "pattern": "^https://"}, 35, 1),
            }
        ),
    }
)
FIELDS = {
    "/v2/user/info/": {
        *("open_id", "union_id", "avatar_url", "display_name", "bio_description", "username"),
        *("profile_deep_link", "is_verified", "follower_count", "following_count"),
        *("likes_count", "video_count"),
    },
    "/v2/video/list/": {
        *("id", "create_time", "cover_image_url", "share_url", "video_description", "duration"),
        *("height", "width", "title", "embed_html", "embed_link", "like_count"),
        *("comment_count", "share_count", "view_count", "is_aigc"),
    },
}
FIELDS["/v2/video/query/"] = FIELDS["/v2/video/list/"]

REQUESTS: dict[str, dict[str, Any]] = {
    "/v2/post/publish/creator_info/query/": closed({}),
    "/v2/post/publish/video/init/": VIDEO,
    "/v2/post/publish/content/init/": PHOTOS,
    "/v2/post/publish/status/fetch/": closed({"publish_id": WORD}),
    "/v2/video/list/": closed(
        {}, max_count={"type": "integer", "minimum": 1, "maximum": 20}, cursor=COUNT
    ),
    "/v2/video/query/": closed({"filters": closed({"video_ids": listed(WORD, 20, 1)})}),
}


def hold(value: Any, schema: dict[str, Any], what: str) -> None:
    """Hold a request or an answer against its description. Raises AssertionError, loudly."""
    problems = list(jsonschema.Draft202012Validator(schema).iter_errors(value))
    assert not problems, f"{what}: {problems[0].json_path}: {problems[0].message}"
