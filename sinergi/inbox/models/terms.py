from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.models.conversations import Conversation


class Stage(models.TextChoices):
    """What is promised to happen in time, and what the desk does by itself after some time."""

    TAKE = "take", _("Taken up by who answers")
    FIRST = "first", _("First answer")
    ANSWER = "answer", _("Full answer")
    CHECK = "check", _("Full answer after a check of the files")
    FIELD = "field", _("Full answer after a check on the spot")
    MORE = "more", _("Extension, once, with a reason")
    ASK = "ask", _("Ask whether it is solved")
    SILENCE = "silence", _("Closed as not confirmed")


class Way(models.TextChoices):
    """In what time a term is counted; ``lib.working`` does the counting."""

    MINUTES = "minutes", _("minutes, day and night")
    WORKING = "working", _("working minutes")
    SAME_DAY = "same_day", _("the same working day")
    DAYS = "days", _("working days")


class Term(models.Model):
    """A deadline as an office sets it for itself and all offices under it.

    Where an office has none, that of the nearest office above holds, else what is shipped
    (``deadlines.promises``). Earlier versions are in the audit log.
    """

    class Status(models.TextChoices):
        LAW = "law", _("law")
        PRACTICE = "practice", _("common practice")
        PROPOSAL = "proposal", _("proposal")

    unit = models.ForeignKey("units.Unit", on_delete=models.CASCADE, related_name="terms")
    #: Empty: any matter that has no term of its own.
    matter = models.CharField(max_length=12, choices=Conversation.Matter.choices, blank=True)
    stage = models.CharField(max_length=12, choices=Stage.choices)
    amount = models.PositiveIntegerField()
    way = models.CharField(max_length=8, choices=Way.choices)
    status = models.CharField(max_length=8, choices=Status.choices)
    basis = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["unit", "matter", "stage"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "matter", "stage"], name="term_once"),
            models.CheckConstraint(
                condition=Q(way="same_day", amount=0) | ~Q(way="same_day") & Q(amount__gt=0),
                name="term_has_an_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter}:{self.stage}"


class Ladder(models.Model):
    """After how much overtime each rung is told, in hundredths of the term; by office, as terms."""

    unit = models.OneToOneField("units.Unit", on_delete=models.CASCADE, related_name="ladder")
    admin = models.PositiveSmallIntegerField()
    approver = models.PositiveSmallIntegerField()
    leader = models.PositiveSmallIntegerField()
    communications = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approver__gte=models.F("admin"))
                & Q(leader__gte=models.F("approver"))
                & Q(communications__gte=models.F("leader")),
                name="ladder_climbs",
            )
        ]

    def __str__(self) -> str:
        return str(self.unit)
