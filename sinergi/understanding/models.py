from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Text(models.Model):
    """Something the public wrote: masked, and without who wrote it.

    ``decisions`` has for each head what was decided: label, probabilities, abstained, words.
    ``read_by`` names what decided: rules, shipped weights, models of the office.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    #: What it was copied from, as "message:45".
    origin = models.CharField(max_length=100, unique=True)
    text = models.TextField()
    at = models.DateTimeField()
    decisions = models.JSONField(default=dict)
    #: A danger to life, as the newest decision or a person says.
    danger = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=200, blank=True)
    #: Who reads it now, until when, and how often it was begun.
    holder = models.CharField(max_length=100, blank=True)
    lease = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], condition=Q(read_at=None), name="text_to_read"),
            models.Index(fields=["unit", "-id"], name="text_newest_of_unit"),
            models.Index(fields=["id"], condition=Q(danger=True), name="text_of_danger"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Label(models.Model):
    """What a person says a text is. The newest of a text and head holds.

    ``frozen``: set apart for the test that a new model must pass; never learned from.
    """

    class Source(models.TextChoices):
        KEY = "key", _("One key")
        ROUND = "round", _("Round")
        IMPORT = "import", _("Import")

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="labels")
    head = models.CharField(max_length=12)
    label = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    source = models.CharField(max_length=6, choices=Source.choices)
    frozen = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["text", "head", "by"], name="label_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.head}: {self.label}"


class Round(models.Model):
    """Texts chosen to be labelled one after the other.

    ``chosen`` holds pairs of a text's id and whether it was chosen at random; ``skipped`` ids.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    head = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    chosen = models.JSONField(default=list)
    skipped = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.head} {self.pk}"


class RuleSet(models.Model):
    """The topics of an office and their words, as an editor writes them; holds in its subtree."""

    unit = models.OneToOneField("units.Unit", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.unit} {self.version}"


class PlaceName(models.Model):
    """What people of an office call a place, beside the names that are known; holds in its
    subtree. ``key`` is the name as it is looked up, ``code`` the place."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="place_name_once"),
            models.CheckConstraint(condition=~Q(key=""), name="place_name_has_letters"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.code}"


class OfficeModel(models.Model):
    """What was learned from an office's own labels for one head; reads for its subtree."""

    class State(models.TextChoices):
        TRAINING = "training", _("Being trained")
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Worse than before")
        ACTIVE = "active", _("Reads now")
        RETIRED = "retired", _("Retired")
        FAILED = "failed", _("Failed")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    head = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.TRAINING)
    #: What it was compared with: the model that read when it was trained; none: what is shipped.
    before = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    weights = models.BinaryField(default=bytes)
    #: Figures of cross-validation and of the frozen test: ``fitting.py`` says their shape.
    figures = models.JSONField(default=dict)
    done = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=0)
    #: Why it failed, in English with ``{facts}``: [words, facts].
    problem = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    #: The last sign of life of its training.
    touched = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "head", "version"], name="model_version_once"),
            models.UniqueConstraint(
                fields=["unit", "head"], condition=Q(state="active"), name="model_active_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "head"], condition=Q(state="training"), name="model_training_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.head} {self.version}"
