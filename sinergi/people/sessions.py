"""Sessions as Django keeps them in the database, read by a prepared query, and opened once."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from sinergi.lib.prepared import Slot, prepared

#: So many sessions are kept as they were read, none of them longer: longer ones hold words that
#: somebody typed.
KEPT, LONGEST = 1024, 1500


class SessionStore(db.SessionStore):
    def __init__(self, session_key: str | None = None) -> None:
        # In a cookie, \000 stands for the sign NUL, which PostgreSQL compares with nothing.
        super().__init__(None if session_key and "\0" in session_key else session_key)

    def load(self) -> dict[str, Any]:
        found = _stored().one(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
            return {}
        data: str = found[0]
        words = _read(data) if len(data) <= LONGEST else _opened(data)
        return dict(json.loads(words))


def _opened(data: str) -> str:
    """Return what a session holds, as JSON; nothing where it was not written by us."""
    return json.dumps(SessionStore().decode(data))


#: Each page of a person begins with the same session: its signature is looked at once.
_read = lru_cache(KEPT)(_opened)


@prepared
def _stored() -> QuerySet[Any, Any]:
    key, now = Slot("key", CharField()), Slot("now", DateTimeField())
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data")
