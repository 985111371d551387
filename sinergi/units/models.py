from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_PATH = 200


class Unit(models.Model):
    """An office, now or in the past. The tree carries every permission.

    ``path`` holds the ids from the root down, each followed by a dot ("1.7.61."): a subtree is a
    prefix. Only ``actions`` writes it.
    """

    class Kind(models.TextChoices):
        REGENCY = "regency", _("Regency")
        COMMUNICATIONS = "communications", _("Communications office")
        SECRETARIAT = "secretariat", _("Secretariat")
        AGENCY = "agency", _("Agency")
        BOARD = "board", _("Board")
        INSPECTORATE = "inspectorate", _("Inspectorate")
        HOSPITAL = "hospital", _("Hospital")
        DISTRICT = "district", _("District")
        URBAN_VILLAGE = "urban_village", _("Urban village")
        VILLAGE = "village", _("Village")
        OTHER = "other", _("Other office")

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=LONGEST_PATH, db_index=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    #: Working hours: {"mon": [["07:30", "16:00"]], …}; empty means those of the parent office.
    hours = models.JSONField(default=dict, blank=True)
    always_open = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="unit_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """What an office was called until ``until``; names change by decree."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=200)
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another spelling people use: "Gunung Putri" for Gunungputri."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="alias_once")]

    def __str__(self) -> str:
        return self.name


class SpecialDay(models.Model):
    """A day on which an office and those under it work, or do not, whatever else holds.

    What the nearest office settled stands above those higher up, and above national holidays.
    """

    class Kind(models.TextChoices):
        OFF = "off", _("Closed on this day")
        WORKING = "working", _("Working day")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="special_days")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    basis = models.CharField(max_length=200, blank=True)
    #: [["08:00", "12:00"], …]; empty on a working day means the hours its weekday has.
    hours = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="special_day_once")]

    def __str__(self) -> str:
        return self.name


class SpecialHours(models.Model):
    """Other working hours from a first to a last day, both included: Ramadan, for example."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="special_hours")
    first = models.DateField()
    last = models.DateField()
    name = models.CharField(max_length=120)
    basis = models.CharField(max_length=200, blank=True)
    #: As ``Unit.hours``; a day that is not named is closed.
    hours = models.JSONField()

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")),
                name="special_hours_end_after_they_begin",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ElectionPhase(models.Model):
    """A phase of an election, from a first to a last day, for an office and those under it.

    Other rooms ask `phases` what holds; a phase that is ended before its last day stays written.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="election_phases")
    name = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField()
    basis = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    #: Set when it was ended at once, before its last day.
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "name", "id"]
        indexes = [models.Index(fields=["unit", "until"], name="phase_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="phase_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CalendarStamp(models.Model):
    """One row, written anew with every change of any office's hours: `calendars` asks it."""

    stamp = models.UUIDField()


class Role(models.TextChoices):
    ADMIN = "admin", _("Admin")
    APPROVER = "approver", _("Approver")
    COORDINATOR = "coordinator", _("Coordinator")
    LEADER = "leader", _("Leader")
    AUDITOR = "auditor", _("Auditor")
    OPERATOR = "operator", _("Operator")


class Appointment(models.Model):
    """A person's role in an office and everything under it, with the decree it rests on."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices)
    decree = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    #: Set when the role was ended at once, before its last day.
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ["unit__code", "role"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="appointment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role", "valid_from"], name="appointment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.unit}"
