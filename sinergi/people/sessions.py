"""Sessions as Django keeps them in the database, read by a prepared query."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from sinergi.lib.prepared import Slot, prepared


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        found = _stored().one(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])


@prepared
def _stored() -> QuerySet[Any, Any]:
    key, now = Slot("key", CharField()), Slot("now", DateTimeField())
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data")
