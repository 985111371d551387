from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.models.conversations import Conversation


class Timing(models.Model):
    """How long a conversation took, kept when it happens: figures need not count it again.

    ``first_work`` and ``solved_work`` are working seconds of the office, without the time we waited
    for the citizen. The office and the matter are those of that moment.
    """

    conversation = models.OneToOneField(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="timing"
    )
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    network = models.CharField(max_length=40)
    matter = models.CharField(max_length=12, choices=Conversation.Matter.choices)
    asked_at = models.DateTimeField()
    first_at = models.DateTimeField(null=True)
    first_work = models.PositiveIntegerField(null=True)
    #: Whether the first answer kept what was promised; empty where nothing was.
    in_time = models.BooleanField(null=True)
    solved_at = models.DateTimeField(null=True)
    solved_work = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at", "unit"], name="timing_asked")]

    def __str__(self) -> str:
        return f"{self.conversation_id}"


class Judgement(models.Model):
    """An answer drawn at random to be judged by a second person: was it right?"""

    class Verdict(models.TextChoices):
        RIGHT = "right", _("Right")
        PARTLY = "partly", _("Partly right")
        WRONG = "wrong", _("Wrong")

    message = models.OneToOneField(
        "inbox.Message", on_delete=models.CASCADE, related_name="judgement"
    )
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: The Monday of the week whose answers were drawn.
    week = models.DateField()
    verdict = models.CharField(max_length=6, choices=Verdict.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-week", "id"]
        indexes = [models.Index(fields=["unit"], condition=Q(verdict=""), name="judgement_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(by=F("writer")), name="judged_by_another"
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(by__isnull=False), name="judged_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.verdict}"
