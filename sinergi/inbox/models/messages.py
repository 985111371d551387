from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.models.ratings import Rating


class Message(models.Model):
    """One thing said, by the public (``in``) or by us (``out``, with its delivery)."""

    class Direction(models.TextChoices):
        IN = "in", _("From the public")
        OUT = "out", _("From us")

    class Hiding(models.TextChoices):
        SHOWN = "", _("Shown")
        HIDING = "hiding", _("Being hidden")
        HIDDEN = "hidden", _("Hidden from the public")
        SHOWING = "showing", _("Being shown again")

    class Liking(models.TextChoices):
        NONE = "", _("Not liked")
        LIKING = "liking", _("Being liked")
        LIKED = "liked", _("Liked by us")
        UNLIKING = "unliking", _("Like being taken back")

    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    account = models.ForeignKey("networks.Account", on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    remote_id = models.CharField(max_length=300, blank=True)
    in_reply_to = models.CharField(max_length=300, blank=True)
    #: The network's own id of the member of the public, where an answer needs it.
    person = models.CharField(max_length=300, blank=True)
    #: Addresses of what was attached.
    attachments = models.JSONField(default=list)
    text = models.TextField()
    url = models.URLField(max_length=1000, blank=True)
    at = models.DateTimeField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    delivery = models.OneToOneField(
        "networks.Delivery", on_delete=models.PROTECT, null=True, related_name="message"
    )
    #: Its masked copy, where what was understood of it stands; ours have none.
    understood = models.OneToOneField(
        "understanding.Text", on_delete=models.SET_NULL, null=True, related_name="message"
    )
    #: Whether the network hides it from the public, at our wish.
    hiding = models.CharField(max_length=8, choices=Hiding.choices, blank=True)
    #: Whether our account likes it there, at the wish of somebody who answers.
    liking = models.CharField(
        max_length=8, choices=Liking.choices, blank=True, default="", db_default=""
    )
    #: Of a review.
    rating = models.CharField(
        max_length=3, choices=Rating.choices, blank=True, default="", db_default=""
    )
    #: Why the network did not hide or like it, as networks.rules.spoken stores it.
    problem = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["conversation", "id"], name="message_of_conversation")]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "remote_id"],
                condition=~Q(remote_id=""),
                name="message_once",
            ),
            models.CheckConstraint(
                condition=Q(direction="in", author=None, delivery=None)
                | Q(direction="out", author__isnull=False, delivery__isnull=False),
                name="message_ours_has_an_author",
            ),
            models.CheckConstraint(
                condition=Q(rating="") | Q(direction="in", rating__in=Rating.values),
                name="message_is_rated_by_the_public",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Note(models.Model):
    """Something colleagues tell each other about a conversation; never sent."""

    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="notes"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]
