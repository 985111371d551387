"""What Graph's error codes mean for whoever asked.

https://developers.facebook.com/docs/graph-api/guides/error-handling/ and, for the subcodes of
publishing (2207…), https://developers.facebook.com/docs/instagram-platform/reference/error-codes/
"""

from __future__ import annotations

import json
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
from sinergi.connectors.refusals import patience, words
from sinergi.lib.text import say

#: The session or the token has ended, was revoked, or its password was changed.
ENDED = {102, 190}

#: Limits of the app, the user, the page, and of one feature; 80000 and up those of a business use
#: case (80001 pages, 80002 Instagram). All come as HTTP 400 and before anything is done.
SLOW = {4, 17, 32, 341, 613, *range(80000, 80015)}

#: Faults of theirs, whatever the status says.
FAULTS = {1, 2}

#: Of publishing: theirs is at fault, or it could not fetch our file in time; nothing was done.
FAULTS_OF_PUBLISHING = {2207001, 2207003, 2207032, 2207053}

#: "The action is blocked": the post may be out all the same, as others found.
BLOCKED = 2207051

#: (code, subcode) of what is not there, or not to be seen.
GONE = {(100, 33), (803, 0), (24, 2207006), (24, 2207008), (21, 0)}

#: What to wait where the network asks to slow down and does not say how long. Its limits roll over
#: one hour, and asking meanwhile makes it longer.
WAIT = timedelta(minutes=15)

#: When to come back after a fault of theirs.
SOON = timedelta(seconds=30)


def meaning(answer: httpx.Response, told: Any, *, harmless: bool) -> ConnectorError | None:
    """Return which of the errors a refusal is; nothing where it is not built as Graph's are."""
    error = told.get("error") if isinstance(told, dict) else None
    if not isinstance(error, dict) or type(error.get("code")) is not int:
        return None
    host, code, sub = host_of(str(answer.request.url)), error["code"], _subcode(error)
    reason = reason_of(error)
    if code in ENDED:
        return SignedOut(say("{host} no longer accepts this account's access."), host=host)
    if sub == BLOCKED and not harmless:
        blocked = say("{host} says that it blocked this, but it may be out: {reason}")
        return Unconfirmed(blocked, host=host, reason=reason)
    if code in SLOW and sub != BLOCKED:
        wait = wait_of(answer.headers)
        return Unavailable(say("{host} asks us to slow down."), retry_after=wait, host=host)
    if _fault(answer.status_code, code, sub, error):
        theirs = say("{host} has a fault of its own: {reason}")
        if harmless:
            return Unavailable(theirs, retry_after=SOON, host=host, reason=reason)
        return Unconfirmed(theirs, host=host, reason=reason)
    if missing_permission(code):
        lacking = say("{host} does not allow this: {reason} Connect the account again.")
        return Refused(lacking, host=host, code=code, subcode=sub, reason=reason)
    said = say("{host} refused this ({code}): {reason}")
    return Refused(said, host=host, code=code, subcode=sub, reason=reason)


def missing_permission(code: int) -> bool:
    """True for codes that say that the access does not hold a permission."""
    return code in {3, 10} or 200 <= code <= 299


def _fault(status: int, code: int, sub: int, error: dict[str, Any]) -> bool:
    if sub in FAULTS_OF_PUBLISHING or error.get("is_transient") is True or status >= 500:
        return True
    return code in FAULTS and not sub  # with a subcode it is a definite no


def _subcode(error: dict[str, Any]) -> int:
    sub = error.get("error_subcode")
    return sub if type(sub) is int else 0


def reason_of(error: dict[str, Any]) -> str:
    """Return the network's reason as it words it for people, or else for programs."""
    told = error.get("error_user_msg") or error.get("message") or ""
    return words(str(told).encode("utf-8", "replace"))[:WORDS]


def wait_of(headers: httpx.Headers) -> timedelta:
    """Return how long to wait: the longest that any limit asks for.

    ``X-Business-Use-Case-Usage`` tells, for each business, minutes until access is given again
    (https://developers.facebook.com/docs/graph-api/overview/rate-limiting/).
    """
    try:
        told = json.loads(headers.get("X-Business-Use-Case-Usage", "{}"))
        minutes = [m for uses in told.values() for use in uses for m in (_minutes(use),) if m > 0]
    except (AttributeError, RecursionError, TypeError, ValueError):
        minutes = []
    return timedelta(minutes=max(minutes)) if minutes else patience(headers) or WAIT


def _minutes(use: dict[str, Any]) -> int:
    told = use.get("estimated_time_to_regain_access")
    return told if type(told) is int and told < 100_000 else 0
