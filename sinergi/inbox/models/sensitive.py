from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.models.answering import NONE
from sinergi.inbox.models.rules import DeskRule


class SensitiveRule(DeskRule):
    """Which answers a second person sees first; its words may stand in the answer, too.

    The days are for a time of mourning, a case in court; without them it holds always.
    ``in_election``: only in a phase of an election of the office, or of one above (`units.phases`).
    """

    in_election = models.BooleanField(default=False, db_default=False)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["unit__code", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="sensitive_ends_after_it_begins",
            )
        ]


class Proposal(models.Model):
    """An answer that waits for a second person. Nothing of it changes: other words, a new one."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent_back", _("Sent back")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="proposals"
    )
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    privately = models.BooleanField(default=False)
    versions = models.JSONField(default=list)
    media = models.JSONField(default=list, db_default=NONE)
    #: The newest message its writer saw.
    seen = models.BigIntegerField()
    #: Why it is sensitive, as the rule was called then.
    because = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    message = models.OneToOneField(
        "inbox.Message", on_delete=models.CASCADE, null=True, related_name="proposal"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["unit", "at"], condition=Q(state="waiting"), name="proposal_waits")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(state="waiting"), name="proposal_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("by")),
                name="proposal_not_decided_by_its_writer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "sent_back"]) | Q(decided_by__isnull=False),
                name="proposal_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
