from __future__ import annotations

from django.conf import settings
from django.db import models


class Step(models.Model):
    """One step of a conversation from state to state: who, when, why, and what is due then.

    Steps are only added. ``by`` is empty where the desk moved it by itself.
    """

    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="steps"
    )
    before = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    #: A person's own words, or an English msgid where ``by`` is empty.
    reason = models.CharField(max_length=500, blank=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.before} → {self.state}"
