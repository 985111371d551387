from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.networks.models.accounts import Account


class Delivery(models.Model):
    """One thing that must appear on one network, once: the row is the memory of it.

    ``waiting -> sending -> sent | failed | unsure``, and ``by_hand`` where a person does it;
    ``held`` where the rooms above say "not now": it stands still until they release it.
    ``committed_at`` is written before the one visible call; without it, nothing was sent. The
    words in ``text``, ``media`` and ``options`` are frozen from the start, and ``fingerprint``
    holds their hash: what is sent is what was approved. Only a picture of an answer may still be in
    the making: how is frozen, and it waits (`networks/attaching.py`).

    A thread is a chain of these: each but the first (``head``) names the one ``before`` it, and is
    due when that is out. What a part answers is read from there at that moment.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        UNSURE = "unsure", _("Unsure")
        BY_HAND = "by_hand", _("By hand")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    class Kind(models.TextChoices):
        POST = "post", _("Post")
        REPLY = "reply", _("Reply")
        PART = "part", _("Part of a thread")
        COMMENT = "comment", _("First comment")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField()
    media = models.JSONField(default=list)
    options = models.JSONField(default=dict)
    reply_to = models.CharField(max_length=300, blank=True)
    #: Whom an answer is for, as the network names them, and whether nobody else may see it.
    to = models.CharField(max_length=300, blank=True)
    direct = models.BooleanField(default=False)
    #: The remote id of a post of ours whose words these replace; it keeps that id and its address.
    edits = models.CharField(max_length=300, blank=True, default="", db_default="")
    #: Of what goes on with a post: its first delivery, the one that must be out before this one,
    #: and which it is (the post itself is 0).
    head = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    before = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="then")
    part = models.PositiveSmallIntegerField(default=0, db_default=0)
    fingerprint = models.CharField(max_length=64)

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    #: When it should go out, and when the worker looks at it next (later after a failure), or,
    #: of what is done by hand, when people are reminded next.
    due = models.DateTimeField()
    next_try = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Looks since the last unconfirmed request, and how often it was sent anew after looking.
    looks = models.PositiveSmallIntegerField(default=0)
    renewals = models.PositiveSmallIntegerField(default=0)
    holder = models.CharField(max_length=100, blank=True)
    lease = models.DateTimeField(null=True)
    progress = models.JSONField(default=dict)
    committed_at = models.DateTimeField(null=True)
    problem = models.JSONField(default=dict)
    remote_id = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    sent_at = models.DateTimeField(null=True)
    #: What the network said of it after it was sent ("delivered", "read"), with its moment (ISO).
    receipts = models.JSONField(default=dict)
    created = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-due", "-id"]
        indexes = [
            models.Index(
                fields=["next_try", "id"],
                condition=models.Q(state__in=["waiting", "sending"]),
                name="delivery_open",
            ),
            models.Index(fields=["account", "state", "next_try"], name="delivery_of_account"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "remote_id"],
                condition=~models.Q(remote_id=""),
                name="delivery_remote_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
                name="delivery_sent_has_time",
            ),
            models.UniqueConstraint(fields=["head", "part"], name="delivery_part_once"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["part", "comment"],
                    part__gte=1,
                    head__isnull=False,
                    before__isnull=False,
                )
                | models.Q(kind__in=["post", "reply"], part=0, head=None, before=None),
                name="delivery_part_has_a_head",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.due:%Y-%m-%d %H:%M}"


class Attempt(models.Model):
    """One try of a delivery, kept for the people who look at it later."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tries")
    number = models.PositiveSmallIntegerField()
    started = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    problem = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.number} {self.outcome}"
