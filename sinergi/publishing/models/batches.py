from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.publishing.models.posts import Post


class Batch(models.Model):
    """Something done to many posts, or many posts written, in the background.

    ``running -> done -> undoing -> undone``. Its items are its memory: who goes on with it, after
    whatever happened, takes those that wait.
    """

    class Act(models.TextChoices):
        IMPORT = "import", _("A plan from a file")
        MOVE = "move", _("Move by days")
        LABEL = "label", _("Add a label")
        UNLABEL = "unlabel", _("Remove a label")
        ASSIGN = "assign", _("Give to somebody")
        CAMPAIGN = "campaign", _("Put into a campaign")
        CANCEL = "cancel", _("Cancel")

    class State(models.TextChoices):
        RUNNING = "running", _("Being done")
        DONE = "done", _("Done")
        UNDOING = "undoing", _("Being taken back")
        UNDONE = "undone", _("Taken back")

    act = models.CharField(max_length=8, choices=Act.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    #: What was asked for: {"days"}, {"label"}, {"to"}, {"campaign"}; of a file {"name", "unit"}.
    asked = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    #: When the work on it gave its last sign of life.
    seen = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["seen"],
                condition=models.Q(state__in=["running", "undoing"]),
                name="batch_of_posts_going_on",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["done", "undone"]) | models.Q(ended__isnull=False),
                name="batch_of_posts_ended_at",
            )
        ]

    def __str__(self) -> str:
        return self.get_act_display()


class BatchItem(models.Model):
    """One post of a batch, or one line of its file: what is to be done, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        UNDONE = "undone", _("Taken back")
        KEPT = "kept", _("Stays as it is")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    #: The line of a file; else its place.
    number = models.PositiveIntegerField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="+")
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    #: Why not: a message in English and its facts.
    problem = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["batch", "state", "number"], name="batch_item_to_do")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="batch_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.number}"
