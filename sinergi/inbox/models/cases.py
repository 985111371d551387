from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Case(models.Model):
    """One incident that many people tell of: answered once per conversation, from one text.

    Whether a life is in danger and when something was last said is asked of its conversations.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    topic = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=13, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["unit", "closed_at"], name="case_of_unit")]

    def __str__(self) -> str:
        return self.title


class CaseAnswer(models.Model):
    """One text for all threads of a case; a job gives it to one after the other."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.text[:60]


class CaseLine(models.Model):
    """What became of the text of a case in one thread. ``seen`` is the newest message then."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Given")
        ANSWERED = "answered", _("Answered already")
        REFUSED = "refused", _("Not given")

    answer = models.ForeignKey(CaseAnswer, on_delete=models.CASCADE, related_name="lines")
    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="+"
    )
    seen = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    #: Why not, as networks.rules.spoken stores it.
    problem = models.JSONField(default=dict)
    message = models.OneToOneField(
        "inbox.Message", on_delete=models.SET_NULL, null=True, related_name="case_line"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "conversation"], name="case_answer_once")
        ]

    def __str__(self) -> str:
        return self.state
