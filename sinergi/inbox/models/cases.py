from __future__ import annotations

from django.conf import settings
from django.db import models


class Case(models.Model):
    """One incident that many people tell of: answered once per conversation, from one text.

    ``signature`` is that of the words it began with (``language.alike``), as a signed number.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    topic = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=13, blank=True)
    danger = models.BooleanField(default=False)
    signature = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-last_at", "-id"]
        indexes = [models.Index(fields=["unit", "-last_at"], name="case_newest_of_unit")]

    def __str__(self) -> str:
        return self.title
