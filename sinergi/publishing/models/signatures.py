from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sinergi.publishing.models.approvals import Approval


class Signature(models.Model):
    """One person's yes to a request; ``instead`` of somebody who is away, where it is a deputy's.

    ``step`` is where the request stood then. Nobody signs a request twice.
    """

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="signatures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    step = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["approval", "by"], name="signature_once"),
            models.UniqueConstraint(
                fields=["approval", "instead"],
                condition=Q(instead__isnull=False),
                name="signature_once_instead",
            ),
            models.CheckConstraint(
                condition=Q(instead=None) | ~Q(instead=F("by")), name="signature_instead_of_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.by)


class Comment(models.Model):
    """A remark on a passage of what was asked for: ``start`` to ``end`` of one account's text.

    ``quote`` holds the words, so that they can be read when the text is another.
    """

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="comments")
    account = models.ForeignKey("networks.Account", on_delete=models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="comment_has_a_passage"),
            models.CheckConstraint(
                condition=Q(resolved_by=None, resolved_at=None)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="comment_resolved_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
