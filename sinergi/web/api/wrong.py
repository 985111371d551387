"""What is wrong with a value, in the reader's language: the words of pydantic are English alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from sinergi.lib.text import say

WHOLE = say("This must be a whole number.")
TEXT = say("This must be text.")
OBJECT = say("This must be an object.")
YES_NO = say("This must be true or false.")
NUMBER = say("This must be a number.")
DAY = say("This must be a date, like 2026-11-24.")
MOMENT = say("This must be a date and time with a zone, like 2026-11-24T09:00:00+07:00.")

#: By pydantic's name of the mistake; names in braces are its facts (``ctx``).
SAID = {
    "missing": say("This is needed."),
    "extra_forbidden": say("This name is not known here."),
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_parsing_size": WHOLE,
    "int_from_float": WHOLE,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": NUMBER,
    "bool_type": YES_NO,
    "bool_parsing": YES_NO,
    "string_type": TEXT,
    "string_unicode": TEXT,
    "string_too_short": say("This must have at least {min_length} characters."),
    "string_too_long": say("This may have at most {max_length} characters."),
    "string_pattern_mismatch": say("This holds a character that is not allowed."),
    "greater_than_equal": say("This must be at least {ge}."),
    "less_than_equal": say("This must be at most {le}."),
    "literal_error": say("This must be one of: {expected}."),
    "enum": say("This must be one of: {expected}."),
    "list_type": say("This must be a list."),
    "too_long": say("This may have at most {max_length} entries."),
    "too_short": say("This must have at least {min_length} entries."),
    "dict_type": OBJECT,
    "model_type": OBJECT,
    "model_attributes_type": OBJECT,
    "dict_attributes_type": OBJECT,
    "datetime_type": MOMENT,
    "datetime_parsing": MOMENT,
    "datetime_from_date_parsing": MOMENT,
    "datetime_object_invalid": MOMENT,
    "timezone_aware": MOMENT,
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
    "value_error": "",
}


def why(mistake: Mapping[str, Any]) -> str:
    """Return what is wrong; for a mistake that is not listed, pydantic's own words."""
    words = SAID.get(mistake["type"])
    if words is None:
        return str(mistake["msg"])
    facts = {name: str(value) for name, value in mistake.get("ctx", {}).items()}
    if "expected" in facts:
        facts["expected"] = facts["expected"].replace(" or ", ", ")
    # A rule of ours has said it itself.
    return gettext(words or facts.get("error", "")).format(**facts)
