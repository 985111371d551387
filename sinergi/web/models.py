from __future__ import annotations

from django.conf import settings
from django.db import models


class IdempotencyRecord(models.Model):
    """What was answered to a request with an Idempotency-Key, so that asking again acts once.

    ``status`` is empty while the request is being worked on by ``holder``, until ``lease``.
    ``fingerprint`` is the hash of the request: the same key with another request is a mistake.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    holder = models.CharField(max_length=32)
    lease = models.DateTimeField()
    created = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_once")]

    def __str__(self) -> str:
        return self.key
