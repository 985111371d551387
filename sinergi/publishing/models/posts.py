from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.lib.text import short

#: What rows say that were written before a field was there.
NOTHING = models.Value({}, models.JSONField())


class Post(models.Model):
    """Something an office wants to say, on one or more of its accounts.

    ``text`` is the base text; a target may have its own. ``version`` grows with every save and is
    what an editor must name to save over it. ``key`` is that of the form it was written in: the
    same form makes one post, however often it arrives.
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

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary")
        SERVICE = "service", _("Service")
        CAMPAIGN = "campaign", _("Campaign")
        CEREMONY = "ceremony", _("Ceremony")
        IMMEDIATE = "immediate", _("Immediate information")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts"
    )
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    kind = models.CharField(
        max_length=10, choices=Kind.choices, default=Kind.ORDINARY, db_default="ordinary"
    )
    #: Whether it is about a leader more than about a service: frozen before an election.
    leader = models.BooleanField(default=False, db_default=False)
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    #: When it goes out, or would: as planned, as asked for, as approved.
    planned_at = models.DateTimeField(null=True, blank=True)
    #: Who works on it, where that is somebody else than its author.
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    #: The series it is one of, and its day there.
    series = models.ForeignKey(
        "publishing.Series", on_delete=models.SET_NULL, null=True, related_name="posts"
    )
    series_day = models.DateField(null=True)
    #: The campaign it is part of: one of its office, or of an office above it.
    campaign = models.ForeignKey(
        "publishing.Occasion",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
    )
    #: As of which change (``changed``) clashes with others were looked for.
    weighed = models.DateTimeField(null=True, editable=False)
    key = models.UUIDField(null=True, editable=False)
    #: The language of ``text``, the same in others by their codes, and what the post rests on.
    language = models.CharField(max_length=2, default="id", db_default="id")
    translations = models.JSONField(default=dict, blank=True, db_default=NOTHING)
    facts = models.JSONField(default=dict, blank=True, db_default=NOTHING)

    class Meta:
        ordering = ["-changed", "-id"]
        indexes = [
            models.Index(fields=["-changed", "-id"], name="post_newest"),
            models.Index(fields=["unit", "-changed", "-id"], name="post_newest_of_unit"),
            models.Index(fields=["state", "-changed", "-id"], name="post_newest_in_state"),
            models.Index(fields=["unit", "state", "-changed", "-id"], name="post_newest_of_both"),
            models.Index(fields=["kind", "-changed", "-id"], name="post_newest_of_kind"),
            models.Index(fields=["planned_at", "unit", "state"], name="post_planned"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["series", "series_day"], name="post_of_a_series_once"),
            models.UniqueConstraint(fields=["author", "key"], name="post_of_a_form_once"),
        ]

    def __str__(self) -> str:
        return self.title or short(self.text, 60) or f"#{self.pk}"


class PostLabel(models.Model):
    """A word by which an office finds posts again: a campaign, a subject."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name", "post"], name="post_label_posts")]
        constraints = [models.UniqueConstraint(fields=["post", "name"], name="post_label_once")]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """One account a post goes to: its own text (empty: the base text) and its delivery."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="targets")
    account = models.ForeignKey(
        "networks.Account", on_delete=models.PROTECT, related_name="targets"
    )
    text = models.TextField(blank=True)
    #: Which language is wanted there; empty: that of the post. ``text`` is in it already.
    language = models.CharField(max_length=2, blank=True, db_default="")
    #: What is said under the post as its first comment, where the network has one, and whether the
    #: parts of a thread say which they are.
    comment = models.TextField(blank=True, default="", db_default="")
    numbered = models.BooleanField(default=False, db_default=False)
    #: Answers to what the network asks for each post (``About.options``).
    options = models.JSONField(default=dict, blank=True)
    delivery = models.OneToOneField(
        "networks.Delivery", on_delete=models.PROTECT, null=True, related_name="target"
    )

    #: Files made for this account, in place of those of the post with the same source.
    made = models.ManyToManyField("publishing.MediaFile", related_name="targets")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["post", "account"], name="target_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post} · {self.account}"


class PostMedia(models.Model):
    """An image or a video of a post. Sizes in bytes and pixels, ``seconds`` of what moves,
    ``rate`` of a video: pictures a second; 0: not known.

    ``sha256`` is the key of its ``MediaFile``. ``file`` is a name in the default storage; a video
    has one, and its ``size``, only when its copy is made: see there.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="media")
    order = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=300)
    name = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    alt = models.TextField(blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0.0)
    rate = models.FloatField(default=0.0, db_default=0.0)
    #: Which part of a thread it goes with; 0: the first.
    part = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["post", "order"], name="post_media_in_order"),
        ]
        indexes = [models.Index(fields=["sha256", "post"], name="post_media_of_a_file")]

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
    #: Its language, translations and facts, as the post had them.
    more = models.JSONField(default=dict, db_default=NOTHING)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["post", "version"], name="revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post} v{self.version}"
