from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sinergi.inbox.models.conversations import Conversation


class RoutingRule(models.Model):
    """Which conversations of an office, and of those under it, belong to another office.

    What is empty does not matter; what is not must all hold. Rules are tried by their ``order``.
    ``automatic``: the desk hands over by itself; else it proposes, and a person does.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    topic = models.CharField(max_length=60, blank=True)
    matter = models.CharField(max_length=12, choices=Conversation.Matter.choices, blank=True)
    place = models.CharField(max_length=13, blank=True)
    #: Separated by commas.
    words = models.CharField(max_length=500, blank=True)
    target = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    automatic = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=100)
    on = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(unit=F("target")), name="routing_goes_away"),
            models.CheckConstraint(
                condition=~Q(topic="", matter="", place="", words=""),
                name="routing_names_something",
            ),
        ]

    def __str__(self) -> str:
        return self.title
