from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Hold(models.Model):
    """Everything scheduled of an office and all under it stands still, until somebody ends it.

    What was due meanwhile never goes out by itself: a person looks at each of it (``holding``).
    ``told`` is when it was said that a hold has come to its end by itself.
    """

    class Reason(models.TextChoices):
        MOURNING = "mourning", _("Mourning")
        DISASTER = "disaster", _("Disaster")
        OTHER = "other", _("Another reason")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    note = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    told = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-since", "-id"]
        indexes = [
            models.Index(fields=["unit"], condition=Q(ended_at=None), name="hold_not_ended"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(ended_at=None), name="hold_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="hold_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["mourning", "disaster"]) | ~Q(note=""),
                name="hold_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_reason_display()}"
