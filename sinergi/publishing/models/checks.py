from __future__ import annotations

from django.conf import settings
from django.db import models

from sinergi.language.writing import Blocked


class SwitchedOff(models.Model):
    """A rule of writing that an office and all under it are not shown."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "rule"], name="rule_off_once")]

    def __str__(self) -> str:
        return self.rule


class BlockedWords(models.Model):
    """A name, a slogan or a handle that an office and all under it may not use for a time."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=120)
    phase = models.CharField(max_length=120)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["words", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True)
                | models.Q(since__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="blocked_until_after_since",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def value(self) -> Blocked:
        return Blocked(self.words, self.phase, self.since, self.until)
