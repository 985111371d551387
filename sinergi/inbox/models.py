from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Conversation(models.Model):
    """What one member of the public and one of our accounts say to each other about one thing.

    ``root`` is the remote id of what it hangs on (our post, or the first message); direct messages
    of a person are one conversation. ``waiting_since`` is when the oldest message came that
    nobody has answered, empty when all is answered.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Comment")
        MENTION = "mention", _("Mention")
        DIRECT = "direct", _("Direct message")
        REVIEW = "review", _("Review")

    account = models.ForeignKey(
        "networks.Account", on_delete=models.PROTECT, related_name="conversations"
    )
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="conversations")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    root = models.CharField(max_length=300)
    handle = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    #: What of ours it answers, where it does.
    about = models.ForeignKey(
        "networks.Delivery", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=4, choices=State.choices, default=State.OPEN)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    last_at = models.DateTimeField()
    last_text = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-last_at", "-id"]
        indexes = [
            models.Index(fields=["-last_at", "-id"], name="conversation_newest"),
            models.Index(fields=["unit", "-last_at", "-id"], name="conversation_newest_of_unit"),
            models.Index(fields=["state", "-last_at", "-id"], name="conversation_newest_in_state"),
            models.Index(fields=["assigned_to", "-last_at", "-id"], name="conversation_of_person"),
            models.Index(
                fields=["unit", "waiting_since"],
                condition=Q(state="open", waiting_since__isnull=False),
                name="conversation_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account", "handle", "root"], name="conversation_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.handle


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

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
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
    #: Why the network did not, as networks.rules.spoken stores it.
    problem = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
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
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Note(models.Model):
    """Something colleagues tell each other about a conversation; never sent."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]
