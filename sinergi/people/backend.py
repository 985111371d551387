"""Who may sign in is allauth's business; finding who has signed in is asked on every page."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection
from django.db.models import BigIntegerField, QuerySet

from sinergi.lib.prepared import Slot, prepared
from sinergi.people.models import User

FIELDS = [field.attname for field in User._meta.concrete_fields]  # noqa: SLF001  # Django's public way


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session, while they may sign in."""
        found = _person().one(pk=user_id)
        user = User.from_db(connection.alias, FIELDS, found) if found else None
        return user if user and self.user_can_authenticate(user) else None


@prepared
def _person() -> QuerySet[Any, Any]:
    return User.objects.filter(pk=Slot("pk", BigIntegerField())).values_list(*FIELDS)
