"""What Threads answers, as its reference and the official collection show it."""

from __future__ import annotations

from typing import Any

import jsonschema

TEXT, WORD = {"type": "string"}, {"type": "string", "minLength": 1}
COUNT, YES_NO = {"type": "integer", "minimum": 0}, {"type": "boolean"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$"}


def closed(needed: dict[str, Any], **allowed: Any) -> dict[str, Any]:
    """Return the schema of an object with these fields and, of others, only ``allowed``."""
    return {
        "type": "object",
        "properties": {**needed, **allowed},
        "required": list(needed),
        "additionalProperties": False,
    }


NAMED = closed({"id": WORD})
ONE_POST = closed(
    {"id": WORD},
    **dict.fromkeys(("text", "permalink", "media_url", "username", "shortcode"), TEXT),
    media_type={"enum": ["TEXT_POST", "IMAGE", "VIDEO", "CAROUSEL_ALBUM"]},
    timestamp=TIME,
    has_replies=YES_NO,
    is_reply_owned_by_me=YES_NO,
    replied_to=NAMED,
    root_post=NAMED,
)
PAGED = {"paging": closed({"cursors": closed({"before": WORD, "after": WORD})})}
LIST = closed({"data": {"type": "array", "items": ONE_POST}}, **PAGED)
DAY = closed({"value": COUNT}, end_time=TIME)
FIGURE = closed(
    {"name": WORD, "period": {"enum": ["day", "lifetime"]}, "title": WORD, "id": WORD},
    description=TEXT,
    values={"type": "array", "items": DAY},
    total_value=closed({"value": COUNT}),
)
FIGURES = closed({"data": {"type": "array", "items": FIGURE}})
QUOTAS = closed({"quota_total": COUNT, "quota_duration": COUNT})
LIMIT = closed({}, quota_usage=COUNT, config=QUOTAS, reply_quota_usage=COUNT, reply_config=QUOTAS)
TOKEN = closed({"access_token": WORD, "token_type": {"const": "bearer"}, "expires_in": COUNT})
ERROR = closed(
    {"error": closed({"message": WORD, "type": WORD, "code": COUNT}, error_subcode=COUNT)}
)
ANSWERS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "oauth/access_token"): closed({"access_token": WORD, "user_id": WORD}),
    ("GET", "access_token"): TOKEN,
    ("GET", "refresh_access_token"): TOKEN,
    ("GET", "me"): closed({"id": WORD}, username=WORD, name=WORD),
    ("GET", "debug_token"): closed(
        {"data": closed({"is_valid": YES_NO, "scopes": {"type": "array", "items": WORD}})}
    ),
    ("POST", "me/threads"): NAMED,
    ("POST", "me/threads_publish"): NAMED,
    ("GET", "me/threads"): LIST,
    ("GET", "me/replies"): LIST,
    ("GET", "me/mentions"): LIST,
    ("GET", "ID/conversation"): LIST,
    ("GET", "me/threads_publishing_limit"): closed({"data": {"type": "array", "items": LIMIT}}),
    ("GET", "me/threads_insights"): FIGURES,
    ("GET", "ID/insights"): FIGURES,
    ("DELETE", "ID"): closed({"success": YES_NO, "deleted_id": WORD}),
    ("POST", "ID/manage_reply"): closed({"success": YES_NO}),
    ("GET", "ID"): {
        "anyOf": [
            ONE_POST,
            closed(
                {
                    "id": WORD,
                    "status": {
                        "enum": ["IN_PROGRESS", "FINISHED", "PUBLISHED", "EXPIRED", "ERROR"]
                    },
                },
                error_message=WORD,
            ),
        ]
    },
}


def answered(shape: tuple[str, str], status: int, told: Any) -> None:
    """Hold an answer of the stand-in's own against what is described."""
    schema = ANSWERS[shape] if status == 200 else ERROR
    problems = list(jsonschema.Draft202012Validator(schema).iter_errors(told))
    assert not problems, f"{shape}: {problems[0].json_path}: {problems[0].message}"
