from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Pause(models.Model):
    """When the clock of a conversation stood still, waiting for the citizen; open while it does."""

    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="pauses"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(until=None), name="pause_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="pause_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} – {self.until or ''}"


class Escalation(models.Model):
    """That somebody higher up was told, once for each deadline: ``since`` is when it began.

    ``told`` is how many people were; 0 where nobody has that role.
    """

    class Rung(models.TextChoices):
        DUTY = "duty", _("People on duty")
        ADMIN = "admin", _("Admin")
        APPROVER = "approver", _("Approver")
        LEADER = "leader", _("Head of the office")
        COMMUNICATIONS = "communications", _("Communications office")

    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="escalations"
    )
    stage = models.CharField(max_length=12)
    since = models.DateTimeField()
    rung = models.CharField(max_length=14, choices=Rung.choices)
    told = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "stage", "since", "rung"], name="escalation_once"
            )
        ]

    def __str__(self) -> str:
        return self.rung


class HoaxEscalation(models.Model):
    """That somebody higher up was told of a claim, once for each of its clocks (``Escalation``)."""

    hoax = models.ForeignKey("inbox.Hoax", on_delete=models.CASCADE, related_name="escalations")
    stage = models.CharField(max_length=12)
    since = models.DateTimeField()
    rung = models.CharField(max_length=14, choices=Escalation.Rung.choices)
    told = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["hoax", "stage", "since", "rung"], name="hoax_escalation_once"
            )
        ]

    def __str__(self) -> str:
        return self.rung


class Counted(models.Model):
    """One row: the calendars' stamp that deadlines were last counted with."""

    stamp = models.UUIDField(null=True)

    def __str__(self) -> str:
        return str(self.stamp)
