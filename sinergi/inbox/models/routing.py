from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sinergi.inbox.models.rules import DeskRule


class RoutingRule(DeskRule):
    """Which conversations of an office belong to another one. Rules are tried by their ``order``.

    ``automatic``: the desk hands over by itself; else it proposes, and a person does.
    """

    target = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    automatic = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=100)
    on = models.BooleanField(default=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(unit=F("target")), name="routing_goes_away"),
            models.CheckConstraint(
                condition=~Q(topic="", matter="", place="", words=""),
                name="routing_names_something",
            ),
        ]
