from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Answer(models.Model):
    """A question of the public that an office has an answer to.

    What it says is in its versions. ``reach``, ``question`` and the labels are copies, for lists:
    of the version that holds, or of the newest where none does yet; ``valid_until`` is the last day
    of the one that holds.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        VERIFIED = "verified", _("Verified")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Reach(models.TextChoices):
        OFFICE = "office", _("This office and those under it")
        EVERYWHERE = "everywhere", _("Every office")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    reach = models.CharField(max_length=10, choices=Reach.choices, default=Reach.OFFICE)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    question = models.CharField(max_length=300)
    valid_until = models.DateField(null=True)
    changed = models.DateTimeField()
    #: The reminder its keepers got last: so many days before its end.
    told_days = models.SmallIntegerField(null=True)
    #: What its words were found with: ``terms.mark()``; another one, and they are found anew.
    indexed = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ["-changed", "-id"]
        indexes = [
            models.Index(fields=["-changed", "-id"], name="answer_newest"),
            models.Index(fields=["unit", "-changed", "-id"], name="answer_newest_of_unit"),
            models.Index(
                fields=["valid_until"], condition=Q(state="verified"), name="answer_ending"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(valid_until__isnull=False),
                name="answer_verified_has_an_end",
            )
        ]

    def __str__(self) -> str:
        return self.question

    def expired(self, today: date) -> bool:
        """True when it was verified for a time that is over."""
        return (
            self.state == self.State.VERIFIED
            and self.valid_until is not None
            and self.valid_until < today
        )


class Label(models.Model):
    """A topic of an answer, in small letters."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["answer", "name"], name="answer_label_once")]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """What an answer says, as somebody wrote it. No version is changed: a change is a new one.

    ``questions`` is a list of forms of the question. ``shorts`` has shorter texts by kind of place
    (``rules.PLACES``), ``variants`` the text in other languages (``rules.LANGUAGES``).
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    questions = models.JSONField()
    text = models.TextField()
    shorts = models.JSONField(default=dict)
    variants = models.JSONField(default=dict)
    labels = models.JSONField(default=list)
    reach = models.CharField(max_length=10, choices=Answer.Reach.choices)
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=500, blank=True)
    valid_until = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    #: The second person, once they said yes.
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)
    #: Why the second person said no.
    sent_back = models.CharField(max_length=500, blank=True)
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: The terms of each form of the question, since it holds: [[["ktp"], ["hilang"]], …].
    forms = models.JSONField(default=list)
    #: This one is given to the public now.
    holds = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="answer_version_once"),
            models.UniqueConstraint(
                fields=["answer"], condition=Q(holds=True), name="answer_holds_one"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("by")),
                name="answer_verified_by_another",
            ),
            models.CheckConstraint(
                condition=Q(holds=False) | Q(verified_by__isnull=False),
                name="answer_holds_when_verified",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questions[0]} ({self.number})"


class Term(models.Model):
    """A word of an answer that holds, for retrieval. ``indexing`` keeps these rows.

    ``place`` is 0 where the answer holds everywhere, else its office; ``weight`` says in
    thousandths how much the answer is about the word.
    """

    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="terms", db_index=False
    )
    term = models.CharField(max_length=40)
    place = models.BigIntegerField()
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["term", "place", "answer", "weight"], name="answer_of_term"),
            models.Index(fields=["answer", "term", "weight"], name="term_of_answer"),
        ]

    def __str__(self) -> str:
        return self.term


class Use(models.Model):
    """A version was given to somebody. Where the public can read it, a change is followed up."""

    class Correction(models.TextChoices):
        NONE = "", _("Nothing to do")
        LOOK = "look", _("To look at")
        CORRECTED = "corrected", _("Corrected")
        LEFT = "left", _("Left as it is")

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="uses")
    #: The office that answered.
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    #: What it was used in, as "message:12", and its page.
    origin = models.CharField(max_length=100)
    url = models.CharField(max_length=300)
    public = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    correction = models.CharField(max_length=9, choices=Correction.choices, blank=True)
    #: When its answer changed.
    since = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(
                fields=["unit", "since"], condition=Q(correction="look"), name="use_to_look_at"
            )
        ]
        constraints = [models.UniqueConstraint(fields=["version", "origin"], name="use_once")]

    def __str__(self) -> str:
        return self.origin


class Release(models.Model):
    """Somebody asks a second person to let them use an expired answer once, in ``origin``."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        USED = "used", _("Used")

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="releases")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=100)
    url = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["unit"], condition=Q(state="waiting"), name="release_waiting")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "origin"],
                condition=Q(state="waiting"),
                name="release_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="release_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.origin
