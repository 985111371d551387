"""Figures with their moment, where they come from, and when they are asked for next."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    """A file of figures somebody brought: who, when, what each column was taken for, what came.

    ``table`` holds the lines only until they are brought in or given up; columns that name people
    are never kept. ``mapping`` is {"columns": {name: role}, "order": "dmy", "decimal": "comma",
    "day": "2026-11-24"}; the next file of the same ``kind`` is proposed the same.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Being checked")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")
        FAILED = "failed", _("Not imported")

    account = models.ForeignKey(
        "networks.Account", on_delete=models.PROTECT, related_name="figure_imports"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    #: The format by its columns: one that is known, or a hash of the names of its columns.
    kind = models.CharField(max_length=40)
    table = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    #: {"rows", "new", "changed", "unchanged", "matched", "loose"}, once it is done.
    counts = models.JSONField(default=dict)
    #: Why a file in the background was not brought in: [[line, English words, facts], …].
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "state", "-id"], name="import_of_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def unit_id(self) -> int:
        """The office it belongs to: that of its account."""
        return self.account.unit_id


class Sample(models.Model):
    """A figure of an account (``remote_id`` empty) or of a post, that held from ``at`` to ``seen``.

    A reading that finds the same value moves ``seen``; another value is another row. So the history
    is whole, and as long as we live. What nobody told has no row: unknown is never 0.
    """

    class Source(models.TextChoices):
        NETWORK = "network", _("Told by the network")
        CSV = "csv", _("From a file")

    account = models.ForeignKey(
        "networks.Account", on_delete=models.PROTECT, related_name="samples"
    )
    delivery = models.ForeignKey(
        "networks.Delivery", on_delete=models.SET_NULL, null=True, related_name="samples"
    )
    remote_id = models.CharField(max_length=300, blank=True)
    metric = models.CharField(max_length=60)
    value = models.BigIntegerField()
    at = models.DateTimeField()
    seen = models.DateTimeField()
    source = models.CharField(max_length=8, choices=Source.choices)
    #: The latest one known of this figure, wherever it comes from.
    newest = models.BooleanField(default=False)
    imported = models.ForeignKey(
        Import, on_delete=models.SET_NULL, null=True, related_name="samples"
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "remote_id", "metric", "source", "at"], name="sample_once"
            ),
            models.UniqueConstraint(
                fields=["account", "remote_id", "metric"],
                condition=models.Q(newest=True),
                name="sample_one_newest",
            ),
            models.CheckConstraint(
                condition=models.Q(seen__gte=models.F("at")), name="sample_seen_after_at"
            ),
        ]
        indexes = [models.Index(fields=["delivery", "metric", "at"], name="sample_of_delivery")]

    def __str__(self) -> str:
        return f"{self.metric} {self.value} {self.at:%Y-%m-%d %H:%M}"


class Watch(models.Model):
    """When an account's figures are asked for next, and who is asking now."""

    account = models.OneToOneField(
        "networks.Account", on_delete=models.CASCADE, related_name="watch"
    )
    next_look = models.DateTimeField(db_index=True)
    holder = models.CharField(max_length=100, blank=True)
    lease = models.DateTimeField(null=True)
    #: When the account's own figures and those of its posts were last asked for, all of them.
    account_at = models.DateTimeField(null=True)
    posts_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    problem = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.account)
