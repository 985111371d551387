from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Weighed(models.Model):
    """As of when the posts of an account were weighed for good hours, and how many they were.

    ``needed``: below so many nothing is said. ``by`` names what was compared: "reach", "views" or
    "interactions"; empty where there was nothing to compare.
    """

    account = models.OneToOneField(
        "networks.Account", on_delete=models.CASCADE, related_name="weighed"
    )
    at = models.DateTimeField(db_index=True)
    posts = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    by = models.CharField(max_length=20, blank=True)
    #: What the public wrote to its office, where that was counted.
    messages = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(needed__gte=1), name="weighed_needs_some"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.at:%Y-%m-%d}"

    @property
    def enough(self) -> bool:
        return self.posts >= self.needed


class GoodHour(models.Model):
    """Hours of a week, on the office's wall clock, in which posts did better than usual, or in
    which the public wrote: from ``first`` to ``end``, which is not in it.

    Of posts: ``n`` went out then, ``above`` of them got more than is usual there, ``low`` to
    ``high`` times what is usual the middle half of them, ``ratio`` the median. ``chance``: how
    likely so many, or more, would be if hours made no difference, all hours together.
    Of the public: ``n`` of its ``Weighed.messages`` came then.
    """

    class Of(models.TextChoices):
        POSTS = "posts", _("Posts did better")
        PUBLIC = "public", _("The public wrote")

    class Days(models.TextChoices):
        WORK = "work", _("Monday to Friday")
        REST = "rest", _("Saturday and Sunday")

    weighed = models.ForeignKey(Weighed, on_delete=models.CASCADE, related_name="hours")
    of = models.CharField(max_length=6, choices=Of.choices)
    days = models.CharField(max_length=4, choices=Days.choices)
    first = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField()
    above = models.PositiveIntegerField(default=0)
    ratio = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    chance = models.FloatField()

    class Meta:
        ordering = ["chance", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["weighed", "of", "days", "first"], name="good_hour_once"
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("first"), end__lte=24), name="good_hour_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(n__gte=1, above__lte=F("n")), name="good_hour_of_some"
            ),
            models.CheckConstraint(
                condition=Q(chance__gte=0.0, chance__lte=1.0), name="good_hour_chance"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} {self.first:02}–{self.end:02}"
