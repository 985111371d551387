"""Emoji, as people see them: a picture with its tones, joined parts and flags is one."""

from __future__ import annotations

import re

PICTURE = (
    "[\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f900-\U0001f9ff"
    "\U0001fa70-\U0001faff☀-➿⬀-⯿⌚⌛⏩-⏺〰㊗㊙‼⁉]"
)
TAIL = "[\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
FLAG, KEY = "[\U0001f1e6-\U0001f1ff]{2}", "[0-9#*]\ufe0f?\u20e3"
ONE = rf"(?:{FLAG}|{KEY}|{PICTURE}{TAIL}(?:\u200d{PICTURE}{TAIL})*)"
EMOJI = re.compile(ONE)
RUN = re.compile(rf"{ONE}(?:\s*{ONE})*")
