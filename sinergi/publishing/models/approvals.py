from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.publishing.models.posts import Post

#: What requests say that were made before a list was there.
NONE = models.Value([], models.JSONField())


class Approval(models.Model):
    """A request to publish one version, and what was decided.

    ``asked`` holds exactly what was asked for: [{"account", "text", "media", "options"}, …], and
    ``fingerprint`` its hash. ``wish`` is when the writer would like it to go out, ``due`` when it
    was approved for (or would be, as the last who signed proposed). Once approved, it can still be
    withdrawn: then nothing more goes out. ``decided_by`` is the last of those who signed it, or who
    sent it back; nobody, where a ``lane`` asks for nobody.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent_back", _("Sent back")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

    class Lane(models.TextChoices):
        NORMAL = "", _("By approval")
        NOBODY = "nobody", _("By a policy that asks for nobody")
        AFTER = "after", _("At once, looked at afterwards")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="approvals")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    wish = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    asked = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)
    lane = models.CharField(
        max_length=6, choices=Lane.choices, blank=True, default="", db_default=""
    )
    #: What the post was when it was asked for; empty: asked for before posts had kinds.
    kind = models.CharField(max_length=10, blank=True, default="", db_default="")
    leader = models.BooleanField(default=False, db_default=False)
    #: Its labels then: a policy for one of them holds, also when the post has lost it meanwhile.
    labels = models.JSONField(default=list, blank=True, db_default=NONE)
    #: When the step it stands at should be decided, and when people were reminded, and of what.
    deadline = models.DateTimeField(null=True)
    reminded = models.DateTimeField(null=True)
    escalated = models.DateTimeField(null=True)

    class Meta:
        ordering = ["requested_at", "id"]
        indexes = [
            models.Index(fields=["state", "requested_at", "id"], name="approval_waiting"),
            models.Index(
                fields=["deadline"],
                condition=models.Q(state="waiting"),
                name="approval_deadline",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(state="waiting"), name="approval_one_waiting"
            ),
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(state="approved"), name="approval_one_valid"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | ~models.Q(decided_by=models.F("requested_by")),
                name="approval_not_ones_own",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "sent_back"])
                | models.Q(decided_by__isnull=False, decided_at__isnull=False)
                | models.Q(state="approved", decided_at__isnull=False)
                & models.Q(lane__in=["nobody", "after"]),
                name="approval_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(due__isnull=False),
                name="approval_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.post)
