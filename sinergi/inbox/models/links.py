from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models


def new_token() -> str:
    """Return 128 random bits that nobody guesses, fit for an address."""
    return secrets.token_urlsafe(16)


class StatusLink(models.Model):
    """The address at which a citizen sees how their message stands, without signing in."""

    conversation = models.OneToOneField(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="status_link"
    )
    token = models.CharField(max_length=32, unique=True, default=new_token)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.conversation_id}"
