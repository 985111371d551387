from __future__ import annotations

from django.conf import settings
from django.db import models


class SpamHiding(models.Model):
    """That an account's network hides at once what is surely spam; without it, only we do."""

    account = models.OneToOneField(
        "networks.Account", on_delete=models.CASCADE, related_name="spam_hiding"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.account)
