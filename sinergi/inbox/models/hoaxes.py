from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _


class Hoax(models.Model):
    """A claim that goes round, how it was checked, and what we said about it.

    What is judged is a claim, never a person. ``known_at`` is when we came to know of it: from then
    on, or from when it was opened again, the clocks of the first statement and of the result run,
    at any hour.
    """

    class Finding(models.TextChoices):
        """The classes of Jabar Saber Hoaks (domain.md §3.1); the first two are called a hoax."""

        DISINFORMATION = "disinformation", _("Disinformation: made to deceive")
        MISINFORMATION = "misinformation", _("Misinformation: wrong, passed on in good faith")
        TRUE = "true", _("True news")
        CLARIFICATION = "clarification", _("Clarification of facts: true in part, or out of place")

    class State(models.TextChoices):
        OPEN = "open", _("Not clarified yet")
        CLARIFIED = "clarified", _("Clarified")
        UNCLEAR = "unclear", _("Cannot be clarified")

    #: These call something a hoax, and therefore need evidence.
    CALLED_HOAX = (Finding.DISINFORMATION, Finding.MISINFORMATION)

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    claim = models.CharField(max_length=500)
    #: Who asked or told us of it.
    conversations = models.ManyToManyField("inbox.Conversation", related_name="hoaxes")
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    finding = models.CharField(max_length=14, choices=Finding.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    known_at = models.DateTimeField()
    #: When it was opened again last: both clocks run anew from then.
    reopened_at = models.DateTimeField(null=True)
    #: When it was written down: what was overdue by then begins to climb then.
    begun_at = models.DateTimeField(null=True)
    #: A life may be in danger if people believe it: its ladder knows no nights.
    danger = models.BooleanField(default=False, db_default=False)
    #: When the next rung of the ladder is told.
    escalate_at = models.DateTimeField(null=True)
    statement_due_at = models.DateTimeField(null=True)
    result_due_at = models.DateTimeField(null=True)
    statement = models.TextField(blank=True)
    stated_at = models.DateTimeField(null=True)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: What is true, or why nobody can tell; and where that comes from.
    facts = models.TextField(blank=True)
    sources = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Where the clarification was published.
    published_url = models.URLField(max_length=1000, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-known_at", "-id"]
        indexes = [
            models.Index(fields=["unit", "-known_at", "-id"], name="hoax_newest_of_unit"),
            models.Index(
                fields=["unit", "result_due_at"], condition=Q(state="open"), name="hoax_open"
            ),
            models.Index(
                fields=["escalate_at"],
                condition=Q(escalate_at__isnull=False),
                name="hoax_climbs",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", finding="", decided_at=None)
                | Q(state="clarified", decided_at__isnull=False) & ~Q(finding="")
                | Q(state="unclear", finding="", decided_at__isnull=False),
                name="hoax_found_when_clarified",
            ),
            models.CheckConstraint(
                condition=Q(published_url="", published_at=None)
                | ~Q(published_url="") & Q(published_at__isnull=False),
                name="hoax_published_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.claim[:60]

    @property
    def called_hoax(self) -> bool:
        return self.finding in self.CALLED_HOAX

    @property
    def counted_from(self) -> datetime:
        """From when its clocks run."""
        return self.reopened_at or self.known_at

    @property
    def stated(self) -> bool:
        """True when the public was told since then that it is being checked."""
        at, again = self.stated_at, self.reopened_at
        return at is not None and (again is None or at >= again)

    @property
    def outdated(self) -> bool:
        """True when what was published is of a judgement that was taken back."""
        at = self.published_at
        return at is not None and (self.decided_at is None or at < self.decided_at)


class Evidence(models.Model):
    """Where a claim was seen, kept as it was: a link, a screenshot, or words of a message.

    ``sha256`` is of the file as it came, else of the words (UTF-8). Rows are only added.
    """

    hoax = models.ForeignKey(Hoax, on_delete=models.CASCADE, related_name="evidence")
    url = models.URLField(max_length=1000, blank=True)
    #: Name in the storage; empty where no screenshot was brought.
    file = models.CharField(max_length=200, blank=True)
    mime = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    words = models.TextField(blank=True)
    note = models.CharField(max_length=500, blank=True)
    seen_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(file="") | ~Q(words=""), name="evidence_shows_something"
            ),
            models.CheckConstraint(
                condition=Q(file="") | ~Q(sha256=""), name="evidence_has_a_fingerprint"
            ),
        ]

    def __str__(self) -> str:
        return self.url or self.sha256[:12]

    @property
    def weight(self) -> str:
        """How large the screenshot is, in words."""
        return filesizeformat(self.size)


class HoaxCheck(models.Model):
    """One step of checking a claim that was done: who, when, and what it showed."""

    hoax = models.ForeignKey(Hoax, on_delete=models.CASCADE, related_name="checks")
    step = models.CharField(max_length=10)
    note = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["hoax", "step"], name="hoax_check_once")]

    def __str__(self) -> str:
        return self.step
