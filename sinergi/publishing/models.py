from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.lib.text import short


class Post(models.Model):
    """Something an office wants to say, on one or more of its accounts.

    ``text`` is the base text; a target may have its own. ``version`` grows with every save and is
    what an editor must name to save over it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        SENT_BACK = "sent_back", _("Sent back")
        SCHEDULED = "scheduled", _("Scheduled")
        SENDING = "sending", _("Going out")
        PUBLISHED = "published", _("Published")
        PARTLY = "partly", _("Partly published")
        UNSURE = "unsure", _("To be checked")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts"
    )
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField()
    changed = models.DateTimeField()

    class Meta:
        ordering = ["-changed", "-id"]
        indexes = [
            models.Index(fields=["-changed", "-id"], name="post_newest"),
            models.Index(fields=["unit", "-changed", "-id"], name="post_newest_of_unit"),
            models.Index(fields=["state", "-changed", "-id"], name="post_newest_in_state"),
            models.Index(fields=["unit", "state", "-changed", "-id"], name="post_newest_of_both"),
        ]

    def __str__(self) -> str:
        return self.title or short(self.text, 60) or f"#{self.pk}"


class Target(models.Model):
    """One account a post goes to: its own text (empty: the base text) and its delivery."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="targets")
    account = models.ForeignKey(
        "networks.Account", on_delete=models.PROTECT, related_name="targets"
    )
    text = models.TextField(blank=True)
    #: Answers to what the network asks for each post (``About.options``).
    options = models.JSONField(default=dict, blank=True)
    delivery = models.OneToOneField(
        "networks.Delivery", on_delete=models.PROTECT, null=True, related_name="target"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["post", "account"], name="target_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post} · {self.account}"


class PostMedia(models.Model):
    """An image of a post. ``file`` is a name in the default storage; sizes in bytes and pixels."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="media")
    order = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=300)
    name = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    alt = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["post", "order"], name="post_media_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class Revision(models.Model):
    """A saved version: who wrote it, when, and everything it said."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    #: [{"account": id, "text": own text or "", "options"}, …] and the images as they were.
    targets = models.JSONField(default=list)
    media = models.JSONField(default=list)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["post", "version"], name="revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post} v{self.version}"


class Approval(models.Model):
    """A request to publish one version, and what was decided.

    ``asked`` holds exactly what was asked for: [{"account", "text", "media", "options"}, …], and
    ``fingerprint`` its hash. ``wish`` is when the writer would like it to go out, ``due`` when it
    was approved for. Once approved, it can still be withdrawn: then nothing more goes out.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent_back", _("Sent back")
        WITHDRAWN = "withdrawn", _("Withdrawn")

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

    class Meta:
        ordering = ["requested_at", "id"]
        indexes = [
            models.Index(fields=["state", "requested_at", "id"], name="approval_waiting"),
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
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="approval_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(due__isnull=False),
                name="approval_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.post)
