"""What was typed in a session that had ended, kept for its writer and shown to nobody else.

Phones and desks are shared: whoever signs in next in the same browser may be another person. The
words are kept on the server, apart for each person, in a row of sessions of its own that the
browser names by a cookie; whose they are says a signed cookie, which stands for who was last signed
in here. They outlive the sign-in of somebody else and end after ``KEPT_FOR``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from sinergi.people.sessions import SessionStore

#: Who was last signed in here, and the row of what was not sent.
WHO, ROW = "who", "unsent"

#: For how long words are kept: those of a Friday are there on Monday.
KEPT_FOR = timedelta(days=3)

#: Of so many pages, for each person; the oldest go first.
PAGES = 10

YEAR = 365 * 24 * 3600

#: By the path of a page: ``words`` by field, and the moment ``until`` which they are kept.
Pages = dict[str, dict[str, Any]]


def remember(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let this browser know who is signed in, for the moment when they no longer are."""
    if getattr(request, "unsent_gone", False):
        response.delete_cookie(ROW, samesite="Lax")
    if not request.user.is_authenticated:
        return
    spelled = str(request.user.pk)
    if _writer(request) != spelled:  # also one that was signed with keys that are no more
        _set(response, WHO, _signer().sign(spelled), YEAR)


def keep(
    request: HttpRequest, response: HttpResponseBase, page: str, words: dict[str, str]
) -> None:
    """Keep words that a form of ``page`` brought, and that it was sent at all, where it is known
    whose they are. A form without words takes away none that wait for the same page."""
    writer = _writer(request)
    if not writer:
        return
    row = _row(request)
    pages = _pages(row, writer)
    before = pages.pop(page, {"words": {}})["words"]
    until = (timezone.now() + KEPT_FOR).timestamp()
    pages[page] = {"words": words or before, "until": until}
    row[writer] = dict(list(pages.items())[-PAGES:])
    row.set_expiry(KEPT_FOR)
    row.save()
    _set(response, ROW, str(row.session_key), int(KEPT_FOR.total_seconds()))


def waits(request: HttpRequest, page: str) -> bool:
    """True when a form of ``page`` was not sent by who was last signed in here."""
    return ROW in request.COOKIES and page in _pages(_row(request), _writer(request))


def take(request: HttpRequest) -> dict[str, str]:
    """Return the words of this person that were not sent from this page, by field, and forget
    them."""
    if ROW not in request.COOKIES or not request.user.is_authenticated:
        return {}
    row, who = _row(request), str(request.user.pk)
    pages = _pages(row, who)
    found = pages.pop(request.path, None)
    if found is None:
        return {}
    row[who] = pages
    if any(kept for whose, kept in row.items() if whose.isdecimal()):
        row.save()
    else:
        row.flush()
        request.unsent_gone = True  # type: ignore[attr-defined]  # the cookie goes with the answer
    return dict(found["words"])


def _row(request: HttpRequest) -> SessionStore:
    return SessionStore(request.COOKIES.get(ROW))


def _pages(row: SessionStore, who: str) -> Pages:
    now = timezone.now().timestamp()
    pages: Pages = row.get(who, {})
    return {page: kept for page, kept in pages.items() if kept["until"] > now}


def _writer(request: HttpRequest) -> str:
    """Return the id of who was last signed in here, as it is spelled; "" where nobody knows."""
    try:
        return _signer().unsign(request.COOKIES.get(WHO, ""))
    except BadSignature:
        return ""


def _signer() -> Signer:
    return Signer(salt="sinergi.people.unsent")


def _set(response: HttpResponseBase, name: str, value: str, age: int) -> None:
    response.set_cookie(
        name, value, max_age=age, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
