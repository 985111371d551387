from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinergi.lib.hazards import areas
from sinergi.lib.hazards.shapes import Shape
from sinergi.publishing.models.posts import Post


class Area(models.Model):
    """The borders of an office's territory, against which official warnings are held.

    ``rings`` are [[[longitude, latitude], …], …], even-odd; an import brings them in.
    """

    unit = models.OneToOneField("units.Unit", on_delete=models.CASCADE, related_name="area")
    rings = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.unit)

    @property
    def shape(self) -> Shape:
        return areas.unspelled(self.rings)


class AlertSource(models.Model):
    """An official address that an office reads again and again; off until a person turns it on.

    ``only`` are words, one of which the title must have: a list of the whole country is long.
    ``names_us``: what has these words concerns us wherever it lies (a gate upstream).
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=500)
    #: "{code}" in the address stands for each of these in turn: villages of a forecast.
    codes = models.JSONField(default=list, blank=True)
    only = models.JSONField(default=list, blank=True)
    names_us = models.BooleanField(default=False)
    #: Offices that get a draft of whatever concerns us, besides the districts: BPBD.
    always = models.ManyToManyField("units.Unit", related_name="+", blank=True)
    minutes = models.PositiveSmallIntegerField(default=5)
    enabled = models.BooleanField(default=False)
    enabled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    next_read = models.DateTimeField(null=True)
    last_read = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    #: Of the last failure: words that are translated when shown, with their facts.
    problem = models.JSONField(default=dict, blank=True)
    #: {address: {"etag", "modified"}}: what is the same as last time is not sent again.
    validators = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["next_read"], condition=Q(enabled=True), name="alert_source_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "address"], name="alert_source_once"),
            models.CheckConstraint(
                condition=Q(enabled=False) | Q(enabled_by__isnull=False, next_read__isnull=False),
                name="alert_source_on_by_somebody",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="alert_source_waits"),
        ]

    def __str__(self) -> str:
        return self.name


class Alert(models.Model):
    """One thing that an official source said, kept once; ``identifier`` is the source's own.

    ``replaced`` too when only its name is known: what replaces it came first.
    """

    class State(models.TextChoices):
        STANDING = "standing", _("In force")
        REPLACED = "replaced", _("Replaced by a newer one")
        CANCELLED = "cancelled", _("Cancelled by its source")

    class Kind(models.TextChoices):
        WARNING = "warning", _("Weather warning")
        FORECAST = "forecast", _("Forecast")
        QUAKE = "quake", _("Earthquake")
        WATER = "water", _("Level of water")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(
        AlertSource, on_delete=models.SET_NULL, null=True, related_name="alerts"
    )
    #: Who brought it in by hand; nobody where it was read.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    identifier = models.CharField(max_length=300)
    series = models.CharField(max_length=300, blank=True)
    gist = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STANDING)
    event = models.CharField(max_length=200, blank=True)
    severity = models.CharField(max_length=20, blank=True)
    headline = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    area = models.CharField(max_length=500, blank=True)
    #: Who must be named as its source, and where it can be looked up.
    attribution = models.CharField(max_length=100, blank=True)
    web = models.CharField(max_length=500, blank=True)
    said = models.DateTimeField()
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    heard = models.DateTimeField()
    #: What it took the place of.
    before = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="after")
    #: Districts of which only the edge is touched: ids of offices, for a person to judge.
    edge = models.JSONField(default=list, blank=True)
    #: Why districts could not be told apart, where they could not.
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-said", "-id"]
        indexes = [
            models.Index(fields=["unit", "series", "state"], name="alert_of_a_series"),
            models.Index(fields=["-said", "-id"], name="alert_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "identifier"], name="alert_once"),
            models.CheckConstraint(
                condition=Q(ends__gte=models.F("begins")), name="alert_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.event or self.headline or self.identifier


class AlertDraft(models.Model):
    """Words that one office may say of a warning: prepared by a machine, sent by nobody alone.

    Who takes it writes a post with it. It holds until ``ends``: the post of a warning that is over,
    replaced or cancelled does not go out any more. ``facts`` are the eight fields.
    """

    class Role(models.TextChoices):
        BEGIN = "begin", _("Warning")
        UPDATE = "update", _("Correction of what was said")
        END = "end", _("The warning is over")

    class State(models.TextChoices):
        READY = "ready", _("To be looked at")
        TAKEN = "taken", _("Taken")
        SET_ASIDE = "aside", _("Set aside")
        OVER = "over", _("Over")

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="drafts")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.BEGIN)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    text = models.TextField()
    #: The same for networks that take little.
    brief = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)
    made = models.DateTimeField()
    #: Empty: what says that something is over holds on.
    ends = models.DateTimeField(null=True)
    post = models.OneToOneField(
        Post, on_delete=models.SET_NULL, null=True, related_name="alert_draft"
    )
    #: The post, already out, that this one follows.
    follows = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-made", "-id"]
        indexes = [
            models.Index(fields=["unit", "state", "-made"], name="alert_draft_of_unit"),
            models.Index(
                fields=["ends"], condition=Q(state="ready"), name="alert_draft_ready_until"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["alert", "unit", "role"], name="alert_draft_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["taken", "aside"])
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="alert_draft_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alert} · {self.unit}"
