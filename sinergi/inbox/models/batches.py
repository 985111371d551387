from __future__ import annotations

from django.conf import settings
from django.db import models


class Batch(models.Model):
    """One thing done to many conversations at once, so that it can be taken back at once."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    #: What was done: a key of ``bulk.ACTS``.
    act = models.CharField(max_length=12)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"


class Change(models.Model):
    """What a conversation was before a batch and after it: values by field, as JSON keeps them."""

    batch = models.ForeignKey("inbox.Batch", on_delete=models.CASCADE, related_name="changes")
    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="+"
    )
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "conversation"], name="change_once_a_batch")
        ]

    def __str__(self) -> str:
        return f"{self.batch}: {self.conversation_id}"
