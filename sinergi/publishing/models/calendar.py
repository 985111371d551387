from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.publishing.models.posts import Post


class Slot(models.Model):
    """A time of a weekday at which an account usually publishes, on the office's wall clock."""

    account = models.ForeignKey("networks.Account", on_delete=models.CASCADE, related_name="slots")
    #: Monday is 0.
    weekday = models.PositiveSmallIntegerField()
    time = models.TimeField()

    class Meta:
        ordering = ["account", "weekday", "time"]
        constraints = [
            models.UniqueConstraint(fields=["account", "weekday", "time"], name="slot_once"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="slot_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.weekday} {self.time:%H:%M}"

    @property
    def unit_id(self) -> int:
        """The office whose it is, as ``units.obtain`` asks for it."""
        return self.account.unit_id


class Occasion(models.Model):
    """Something an office plans around: a campaign, a day of its own, an event."""

    class Kind(models.TextChoices):
        CAMPAIGN = "campaign", _("Campaign")
        DAY = "day", _("Day of the office's own")
        EVENT = "event", _("Event")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    first = models.DateField()
    last = models.DateField()
    basis = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: When offices without a post of a campaign were last reminded of it.
    reminded = models.DateTimeField(null=True)

    class Meta:
        ordering = ["first", "id"]
        indexes = [models.Index(fields=["last", "first"], name="occasion_days")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")),
                name="occasion_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class NationalDay(models.Model):
    """What a tree of offices says of a day that comes each year, beside the list that is shipped.

    One of the same day and name stands in its place; ``dropped``: it is not marked here.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.CASCADE, related_name="+")
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    #: The decree or law it rests on; empty: none is known here.
    basis = models.CharField(max_length=200, blank=True)
    dropped = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["month", "day", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month", "day", "name"], name="national_day_once"
            ),
            models.CheckConstraint(
                condition=models.Q(month__range=(1, 12), day__range=(1, 31)),
                name="national_day_of_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Clash(models.Model):
    """Two posts that stand in each other's way. Worked out again whenever one of them changes."""

    class Kind(models.TextChoices):
        NEAR = "near", _("Close together on one account")
        ALIKE = "alike", _("Nearly the same in one district on one day")

    first = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    #: When the one that was looked at would go out: a month is found by it.
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="clash_when")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second", "kind"], name="clash_once"),
            models.CheckConstraint(
                condition=models.Q(second__gt=models.F("first")), name="clash_of_two_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} · {self.second_id}"


class CalendarFeed(models.Model):
    """A person's calendar for other programs, by a secret address kept as its digest."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(revoked=None), name="calendar_feed_one_alive"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.made:%Y-%m-%d}"
