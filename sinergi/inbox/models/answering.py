from __future__ import annotations

from django.conf import settings
from django.db import models

#: What was written before a list was there.
NONE = models.Value([], models.JSONField())


class Holding(models.Model):
    """Who answers a conversation just now, until when. One row for a conversation."""

    conversation = models.OneToOneField(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="holding"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.by} {self.until:%H:%M}"


class Draft(models.Model):
    """An answer that somebody began and did not send. Colleagues see that there is one, no more."""

    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="drafts"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    #: Ids of the versions of verified answers that were taken over into it.
    versions = models.JSONField(default=list)
    #: The pictures that go with it, as ``networks.attaching`` names them.
    media = models.JSONField(default=list, db_default=NONE)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "by"], name="draft_once_a_person")
        ]

    def __str__(self) -> str:
        return self.text[:60]
