from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class View(models.Model):
    """A list that somebody comes back to: the filters of its address, under a name.

    Without ``unit`` it is its owner's own; with it, it is everybody's who works in that office or
    under it. ``pinned``: it stands as a tab above the list.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=40)
    #: As ``filters.Filters.spelled`` spells it.
    asked = models.CharField(max_length=1000, blank=True)
    pinned = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["unit", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(unit=None), name="view_own_name_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(unit__isnull=False), name="view_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
