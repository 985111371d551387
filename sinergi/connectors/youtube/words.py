"""What YouTube takes as title, description, tags and captions, and what of it we make.

https://developers.google.com/youtube/v3/docs/videos#properties
"""

from __future__ import annotations

import re
import unicodedata

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused
from sinergi.lib.text import listed, say

TITLE = 100
DESCRIPTION_BYTES = 5000
TAGS = 500
#: How the tag begins by which a video of ours is recognised.
MARK = "sinergi-"
TIMES = re.compile(r"\d\d:\d\d[.,:]?\d*\s*-->\s*\d")


def title(draft: Draft) -> str:
    """Return the title that was typed, or the first line of the text as far as it fits."""
    typed = draft.options.get("title", "").strip()
    first = next((line.strip() for line in draft.text.splitlines() if line.strip()), "")
    return typed or first[:TITLE].strip()


def tags(draft: Draft, key: str) -> list[str]:
    """Return the tags that were typed, and the one that proves a video ours."""
    typed = (tag.lstrip("#") for tag in listed(draft.options.get("tags", "")))
    return [*dict.fromkeys(tag for tag in typed if tag), mark(key)]


def mark(key: str) -> str:
    return MARK + re.sub(r"[^0-9a-zA-Z]", "", key)[:32]


def _counted(words: list[str]) -> int:
    """Count tags as YouTube does: commas between them, quotes around those with spaces."""
    return sum(len(tag) + (2 if " " in tag else 0) for tag in words) + max(0, len(words) - 1)


def check(draft: Draft, key: str) -> None:
    """Raise Refused for words YouTube will not take, before anything is uploaded."""
    if not title(draft):
        raise Refused(say("A video on YouTube needs a title."))
    if len(title(draft)) > TITLE:
        raise Refused(say("A title on YouTube has at most {most} characters."), most=TITLE)
    if set("<>") & set(title(draft) + draft.text):
        raise Refused(say("YouTube takes no < and > in a title or a description."))
    if len(draft.text.encode("utf-8", "replace")) > DESCRIPTION_BYTES:
        raise Refused(
            say(
                "A description on YouTube has at most {most} bytes; letters with marks count more."
            ),
            most=DESCRIPTION_BYTES,
        )
    if _counted(tags(draft, key)) > TAGS:
        own = len(mark(key)) + 1
        raise Refused(say("Tags on YouTube have at most {most} characters."), most=TAGS - own)
    captions = draft.options.get("captions", "").strip()
    if captions and not TIMES.search(captions):
        raise Refused(say("Captions need times, as SRT and WebVTT files have them."))


def essence(text: str) -> str:
    """Return what stays of a comment whatever YouTube makes of its spaces and marks."""
    short = unicodedata.normalize("NFC", text)
    return re.sub(r"[\W_]+", "", short).casefold() or "".join(short.split())
