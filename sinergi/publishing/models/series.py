from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Series(models.Model):
    """A post that comes again until a last day. Each time is a draft of its own.

    ``days``: weekdays (Monday is 0) of a weekly one, days of the month (1 to 31) of a monthly one;
    where a month is shorter, its last day. ``made_until``: up to there the drafts are written.
    """

    class Every(models.TextChoices):
        WEEK = "week", _("Every week")
        MONTH = "month", _("Every month")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: What each of them says: this post, as it stands when the draft is written.
    source = models.ForeignKey("publishing.Post", on_delete=models.CASCADE, related_name="+")
    every = models.CharField(max_length=5, choices=Every.choices)
    days = models.JSONField()
    time = models.TimeField()
    first = models.DateField()
    last = models.DateField()
    made_until = models.DateField(null=True)
    made = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["made_until"], condition=models.Q(ended=None), name="series_to_make"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="series_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return str(self.source)
