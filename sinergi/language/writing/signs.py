"""Links, hashtags, mentions and words, as they stand in a text."""

from __future__ import annotations

import re

LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]*[\w/=]"
    r"|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:go\.id|desa\.id|co\.id|or\.id|ac\.id|sch\.id|id|com|ly|me|org|net)"
    r"(?:/[^\s<>\"]*[\w/=])?(?![\w@.])",
    re.IGNORECASE,
)
HASHTAG = re.compile(r"(?<![\w&/])#(\w+)")
MENTION = re.compile(r"(?<![\w/.@])@(\w[\w.-]*\w|\w)")
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,:/-]\d+)*")
