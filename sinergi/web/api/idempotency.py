"""Asking twice acts once: ``Idempotency-Key``, honoured on every write.

The answer is stored in the transaction of the act: both stand or fall together. Before it, the key
is claimed in a short transaction of its own, so that a second request that comes meanwhile, by any
process, is told so (409). A refusal does nothing, is not stored, and gives the key back. What asks
a network, or works on a file, is done before that transaction (``outside``): none is open then.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from ninja import Schema, Status
from pydantic_core import to_json

from sinergi.lib.text import say
from sinergi.people.models import User
from sinergi.web.api.auth import Asked, person
from sinergi.web.api.problems import Refused
from sinergi.web.models import IdempotencyRecord as Record

HEADER = "Idempotency-Key"
PATTERN = "[!-~]{1,255}"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

#: A request that has not answered after this time is dead; another may take its key.
LEASE = timedelta(minutes=2)

View = Callable[..., Any]

#: Of a view: see ``outside`` and ``unkept``.
OUTSIDE, UNKEPT = "done_outside", "answer_unkept"


def honoured(view: View) -> View:
    """Make a view answer a repeated request as it did the first time."""

    @wraps(view)
    def once(request: Asked, **values: Any) -> Any:
        key = request.headers.get(HEADER)
        if key is None or request.method in SAFE:
            return view(request, **values)
        if not re.fullmatch(PATTERN, key):
            raise Refused("invalid", say("Idempotency-Key: 1 to 255 visible ASCII characters."))
        if getattr(view, UNKEPT, False):
            return view(request, **values)
        inside = not getattr(view, OUTSIDE, False)
        return _once(request, key, lambda: view(request, **values), inside=inside)

    return once


def outside(view: View) -> View:
    """Mark a view that is to be done before the transaction that stores its answer.

    Where the process dies between both, the request is done again: that must be harmless.
    """
    setattr(view, OUTSIDE, True)
    return view


def unkept(view: View) -> View:
    """Mark a view whose answer has a citizen's data: never stored, done again with the same key."""
    setattr(view, UNKEPT, True)
    return view


def _once(
    request: Asked, key: str, act: Callable[[], Schema | Status[Schema]], *, inside: bool
) -> HttpResponse:
    user, holder = person(request), uuid.uuid4().hex
    known = _claim(user, key, _fingerprint(request), holder)
    if known is not None:
        return _response(known.status or 200, known.answer.encode(), replayed=True)
    mine = Record.objects.filter(user=user, key=key, holder=holder)
    with ExitStack() as given_back:
        given_back.callback(mine.filter(status=None).delete)
        with transaction.atomic() if inside else nullcontext():
            status, answer = _rendered(act())
            if not mine.update(status=status, answer=answer.decode()):
                raise Refused(
                    "key-in-use", say("It took too long; another request has taken the key.")
                )
        given_back.pop_all()
    return _response(status, answer, replayed=False)


def _claim(user: User, key: str, fingerprint: str, holder: str) -> Record | None:
    """Take a key. Returns what was answered before, or nothing when the key is now ours.

    Raises Refused when the key belongs to another request, or is being worked on.
    """
    now = timezone.now()
    ours = {"fingerprint": fingerprint, "holder": holder, "lease": now + LEASE, "created": now}
    with transaction.atomic():
        Record.objects.bulk_create([Record(user=user, key=key, **ours)], ignore_conflicts=True)
        found = Record.objects.filter(user=user, key=key).first()
        if found is None:  # given back in this very moment
            raise Refused("key-in-use", say("Try again."), {"Retry-After": "1"})
        if found.holder == holder:
            return None
        if found.fingerprint != fingerprint:
            raise Refused("key-reused", say("Use a new key for a new request."))
        if found.status is not None:
            return found
        left = Record.objects.filter(pk=found.pk, holder=found.holder, status=None, lease__lt=now)
        if not left.update(**ours):
            raise Refused("key-in-use", say("Wait for its answer."), {"Retry-After": "1"})
    return None


def _fingerprint(request: Asked) -> str:
    told = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    for part in _parts(request):
        told.update(part)
    return told.hexdigest()


def _parts(request: Asked) -> Iterator[bytes]:
    """Yield what a request says; files in pieces, for they were read from its stream already."""
    if request.content_type != "multipart/form-data":
        yield request.body
        return
    yield repr(sorted(request.POST.lists())).encode()
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            yield f"{name} {file.name} {file.size}\n".encode()
            yield from file.chunks()


def _rendered(result: Schema | Status[Schema]) -> tuple[int, bytes]:
    if isinstance(result, Status):
        return result.status_code, to_json(result.value.model_dump())
    return 200, to_json(result.model_dump())


def _response(status: int, answer: bytes, *, replayed: bool) -> HttpResponse:
    headers = {"Idempotent-Replayed": "true"} if replayed else {}
    return HttpResponse(
        answer, status=status, content_type="application/json; charset=utf-8", headers=headers
    )
