from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something a colleague is told; ``text`` is English with ``{facts}``."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    created = models.DateTimeField()
    read = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_of_user"),
            models.Index(fields=["url"], name="notice_of_url"),
            models.Index(fields=["user"], condition=models.Q(read=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.kind


class Mail(models.Model):
    """A notice that also goes out by e-mail. The row is the memory; the clock is the nudge."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="mail")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    next_try = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try"], condition=models.Q(state="waiting"), name="mail_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.state
