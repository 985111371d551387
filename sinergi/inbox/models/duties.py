from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Duty(models.Model):
    """Who is called at any hour when a life may be in danger: a line of an office's roster."""

    unit = models.ForeignKey("units.Unit", on_delete=models.CASCADE, related_name="duties")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="duties"
    )
    since = models.DateTimeField()
    until = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["unit", "until"], name="duty_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="duty_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
