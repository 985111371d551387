"""What WhatsApp's own error codes mean, in an answer and in a later receipt.

https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from sinergi.connectors.answers import WORDS, host_of
from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.connectors.graph.codes import meaning as meaning_of_graph
from sinergi.connectors.refusals import words
from sinergi.lib.text import say

#: The app or its user is no longer known; 102 and 190 are Graph's own.
ENDED = {0}

#: Said before a message is taken on, some of them as HTTP 400, and how long to wait: no answer
#: tells. 131056 is one person getting more than one message in six seconds; 131048 is a number that
#: many people have blocked.
SLOW = {
    80007: timedelta(minutes=15),
    130429: timedelta(minutes=1),
    131048: timedelta(hours=1),
    131056: timedelta(minutes=1),
    133016: timedelta(hours=1),
}

#: Faults of theirs; whether the message went out is not said.
FAULTS = {131000, 131016}

#: What was refused for good, in words for whoever wrote it.
REASONS = {
    130472: say("WhatsApp keeps messages like this from some people at present."),
    131021: say("This is the office's own number."),
    131026: say(
        "WhatsApp cannot reach this person: no WhatsApp at this number, an old version, or its "
        "terms are not accepted."
    ),
    131030: say("This number is not on the test list, and the app is still being tested."),
    131031: say("WhatsApp has locked this account. Look into the WhatsApp Manager."),
    131042: say("There is no valid way to pay. Look into the WhatsApp Manager."),
    131045: say("This number is not registered for the Cloud API."),
    131047: say(
        "More than 24 hours have passed since this person wrote. Only a template may be sent now."
    ),
    131049: say("This person has been sent enough advertising by others; WhatsApp holds it back."),
    131052: say("WhatsApp could not fetch the file this person sent."),
    131053: say("WhatsApp could not use the file: its kind or size is not taken."),
    132000: say("The number of words to fill in is not the number the template has places for."),
    132001: say("There is no approved template of this name in this language."),
    132007: say("The words of the template break WhatsApp's rules."),
    132012: say("The words to fill in do not have the form the template asks for."),
    132015: say("The template is paused: too many people did not want it."),
    132016: say("The template was taken away for good: too many people did not want it."),
    368: say("WhatsApp has barred this account from sending. Look into the WhatsApp Manager."),
}


def meaning(answer: httpx.Response, told: Any, *, harmless: bool) -> ConnectorError | None:
    """Return which of the errors a refusal is; nothing where it is not built as Graph's are."""
    error = told.get("error") if isinstance(told, dict) else None
    if not isinstance(error, dict) or type(error.get("code")) is not int:
        return None
    host, code = host_of(str(answer.request.url)), error["code"]
    if code in ENDED:
        return SignedOut(say("{host} no longer accepts this account's access."), host=host)
    if code in SLOW:
        slow = say("{host} asks us to slow down.")
        return Unavailable(slow, retry_after=SLOW[code], host=host)
    if code in FAULTS:
        kind = Unavailable if harmless else Unconfirmed
        theirs = say("{host} has a fault of its own ({status}).")
        return kind(theirs, host=host, status=answer.status_code)
    if code in REASONS:
        return Refused(REASONS[code], host=host, code=code)
    return meaning_of_graph(answer, _detailed(told, error), harmless=harmless)


def _detailed(told: dict[str, Any], error: dict[str, Any]) -> dict[str, Any]:
    """Return a refusal with its details as its reason: WhatsApp puts them one level down."""
    details = _details(error)
    return {**told, "error": {**error, "error_user_msg": details}} if details else told


def _details(error: dict[str, Any]) -> str:
    data = error.get("error_data")
    found = data.get("details") if isinstance(data, dict) else None
    return found if isinstance(found, str) else ""


def reason_of(errors: Any) -> str:
    """Return why a message failed, of the errors of a receipt."""
    first = errors[0] if isinstance(errors, list) and errors else None
    if not isinstance(first, dict):
        return ""
    known = REASONS.get(first["code"]) if type(first.get("code")) is int else None
    told = known or _details(first) or str(first.get("title") or first.get("message") or "")
    return words(told.encode("utf-8", "replace"))[:WORDS]
