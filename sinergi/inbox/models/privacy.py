from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.models.conversations import Conversation
from sinergi.inbox.models.terms import Term


class Keeping(models.Model):
    """How long an office and all under it keep what the public wrote, after it ended.

    Where an office has none, that of the nearest office above holds, else what is shipped
    (``privacy.terms``). Nothing is emptied before a person let it begin (``KeepingBegun``).
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.CASCADE, related_name="keepings")
    #: Empty: any matter that has no term of its own.
    matter = models.CharField(max_length=12, choices=Conversation.Matter.choices, blank=True)
    #: Empty: without end, whatever an office above says.
    days = models.PositiveIntegerField(null=True)
    status = models.CharField(
        max_length=8,
        choices=Term.Status.choices,
        default=Term.Status.PROPOSAL,
        db_default=Term.Status.PROPOSAL,
    )
    #: What it rests on: a regulation, a schedule of archives, a practice.
    basis = models.CharField(max_length=300, blank=True, default="", db_default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["unit", "matter"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "matter"], name="keeping_once"),
            models.CheckConstraint(
                condition=Q(days=None) | Q(days__gte=30), name="keeping_not_too_short"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter or '*'}: {self.days}"


class KeepingBegun(models.Model):
    """That somebody saw what would go, and let the clock begin for an office and all under it.

    ``shipped`` is the fingerprint of the terms that were shipped then: where a later version ships
    others, a person looks again.
    """

    unit = models.OneToOneField(
        "units.Unit", on_delete=models.CASCADE, related_name="keeping_begun"
    )
    shipped = models.CharField(max_length=64)
    #: What would have gone at that moment.
    conversations = models.PositiveIntegerField()
    messages = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.unit)


class CitizenRequest(models.Model):
    """That somebody's data was handed out or deleted at their wish (Law 27/2022, articles 7, 8).

    Whose it was is kept as a keyed fingerprint and as lists show it: enough to prove, not to find.
    """

    class Kind(models.TextChoices):
        EXPORT = "export", _("Copy handed out")
        DELETE = "delete", _("Deleted")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    network = models.CharField(max_length=40)
    who = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    #: Who came with the wish, and how it was made sure that they may.
    asked_by = models.CharField(max_length=200)
    basis = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    conversations = models.PositiveIntegerField()
    messages = models.PositiveIntegerField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["unit", "-id"], name="request_newest_of_unit")]

    def __str__(self) -> str:
        return f"{self.network} {self.who}"


class Incident(models.Model):
    """Personal data that somebody may have got who must not: what, when, how, and who was told.

    The notice to the people concerned and to the agency is due 3 × 24 hours after it was known
    (Law 27/2022, article 46); ``report_due_at`` is when the communications office is to know.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.SET_NULL, null=True, related_name="incidents"
    )
    title = models.CharField(max_length=200)
    #: Which data, of whom.
    data = models.TextField()
    how = models.TextField()
    remedy = models.TextField(blank=True)
    #: How many people; empty: not known yet.
    people = models.PositiveIntegerField(null=True)
    #: When it happened, where that is known, and when we came to know.
    happened_at = models.DateTimeField(null=True)
    known_at = models.DateTimeField()
    report_due_at = models.DateTimeField(null=True)
    notice_due_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    #: When the people concerned and the agency had the notice in writing, and how.
    told_people_at = models.DateTimeField(null=True)
    told_people_how = models.CharField(max_length=300, blank=True)
    told_agency_at = models.DateTimeField(null=True)
    told_agency_how = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-known_at", "-id"]
        indexes = [
            models.Index(fields=["unit", "-known_at"], name="incident_newest_of_unit"),
            models.Index(
                fields=["notice_due_at"], condition=Q(closed_at=None), name="incident_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(outcome=""), name="incident_closed_with_an_outcome"
            )
        ]

    def __str__(self) -> str:
        return self.title
