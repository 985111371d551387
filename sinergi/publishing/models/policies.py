from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sinergi.publishing.models.posts import Post


class Policy(models.Model):
    """Who must approve what an office and all under it say; of one account, one kind of post, or
    of posts with a label.

    A ``label`` asks for more than holds without it, never for less: anybody who writes gives one.
    It says ``nobody`` or has steps. ``hours`` are working hours in which each step is decided.
    ``review_hours``: immediate information may go out at once, and is looked at within so many.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(
        "networks.Account", on_delete=models.CASCADE, null=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Post.Kind.choices, blank=True)
    label = models.CharField(max_length=40, blank=True, default="", db_default="")
    nobody = models.BooleanField(default=False)
    hours = models.PositiveSmallIntegerField(default=8)
    review_hours = models.PositiveSmallIntegerField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["unit__path", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "account", "kind", "label"],
                condition=Q(account__isnull=False),
                name="policy_once_for_an_account",
            ),
            models.UniqueConstraint(
                fields=["unit", "kind", "label"],
                condition=Q(account__isnull=True),
                name="policy_once_for_an_office",
            ),
            models.CheckConstraint(
                condition=Q(review_hours__isnull=True) | Q(kind="immediate", review_hours__gte=1),
                name="policy_review_only_of_immediate",
            ),
            models.CheckConstraint(condition=Q(hours__gte=1), name="policy_has_hours"),
            models.CheckConstraint(
                condition=Q(nobody=False) | ~Q(kind="immediate"),
                name="policy_immediate_is_seen_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(label="") | (Q(nobody=False) & ~Q(kind="immediate")),
                name="policy_label_asks_for_more",
            ),
        ]

    def __str__(self) -> str:
        about = [str(self.account) if self.account else "", str(self.get_kind_display() or "")]
        about.append(f"“{self.label}”" if self.label else "")
        return " · ".join([str(self.unit), *filter(None, about)])


class PolicyStep(models.Model):
    """One step of a policy: ``every`` one of its roles and people, or any one of them."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    every = models.BooleanField(default=False)
    roles = models.JSONField(default=list)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_step_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=3), name="policy_of_three_steps"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy} {self.number}"


class Absence(models.Model):
    """Somebody who approves is away from a first to a last day; the deputy signs for them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences"
    )
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    last = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("user")), name="absence_deputy_is_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
