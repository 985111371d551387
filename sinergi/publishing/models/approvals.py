from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.publishing.models.posts import Post


class Approval(models.Model):
    """A request to publish one version, and what was decided.

    ``asked`` holds exactly what was asked for: [{"account", "text", "media", "options"}, …], and
    ``fingerprint`` its hash. ``wish`` is when the writer would like it to go out, ``due`` when it
    was approved for. Once approved, it can still be withdrawn: then nothing more goes out.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent_back", _("Sent back")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="approvals")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    wish = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    asked = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["requested_at", "id"]
        indexes = [
            models.Index(fields=["state", "requested_at", "id"], name="approval_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(state="waiting"), name="approval_one_waiting"
            ),
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(state="approved"), name="approval_one_valid"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | ~models.Q(decided_by=models.F("requested_by")),
                name="approval_not_ones_own",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "sent_back"])
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="approval_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(due__isnull=False),
                name="approval_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.post)
