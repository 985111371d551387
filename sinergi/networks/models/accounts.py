from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Account(models.Model):
    """An official account of an office on a network.

    ``credentials`` is encrypted and read by the gateway alone. ``cursor`` is how far we have
    listened; it moves in the same transaction that stores what was heard. An account that is kept
    ``by_hand`` has no credentials: people do there what a connector does elsewhere.
    """

    class State(models.TextChoices):
        CONNECTED = "connected", _("Connected")
        SIGNED_OUT = "signed_out", _("Signed out")
        CLOSED = "closed", _("Disconnected")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="accounts")
    network = models.SlugField(max_length=40)
    handle = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="owned_accounts"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.CONNECTED)
    credentials = models.BinaryField()
    by_hand = models.BooleanField(default=False)
    #: The network's own id of the account, by which its calls name it.
    remote_id = models.CharField(max_length=200, blank=True)
    #: When the credentials we have were given, and when they end, where that is known.
    issued = models.DateTimeField(null=True)
    token_expires = models.DateTimeField(null=True, blank=True)
    #: From when on no renewal helps and a person signs in again, where the network has such a day.
    sign_in_ends = models.DateTimeField(null=True)
    #: How many days before the end people were last told of it; empty: not yet.
    told_days = models.PositiveSmallIntegerField(null=True)
    scopes = models.JSONField(default=list)
    #: What this server allows and asks for each post, and what it still lacks, where it tells;
    #: empty means the connector's own card.
    limits = models.JSONField(default=dict)
    options = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    connected_at = models.DateTimeField()

    #: When to look after the account next (renew its access, ask what it allows), and who does.
    next_care = models.DateTimeField(null=True, db_index=True)
    renew_at = models.DateTimeField(null=True)
    care_holder = models.CharField(max_length=100, blank=True)
    care_lease = models.DateTimeField(null=True)

    cursor = models.CharField(max_length=500, blank=True)
    next_listen = models.DateTimeField(null=True, db_index=True)
    listen_holder = models.CharField(max_length=100, blank=True)
    listen_lease = models.DateTimeField(null=True)
    last_read = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    problem = models.JSONField(default=dict)
    #: No delivery of this account starts before this moment: the network asked us to slow down.
    quiet_until = models.DateTimeField(null=True)
    #: What may be spent there in a month, in millionths of a US dollar; empty: as much as it costs.
    budget = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["unit__code", "network", "handle"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "handle"],
                condition=~models.Q(state="closed"),
                name="account_connected_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["network", "remote_id"],
                condition=~models.Q(remote_id=""),
                name="account_named_by_network",
            )
        ]

    def __str__(self) -> str:
        return self.handle


class SignInAttempt(models.Model):
    """An OAuth sign-in on its way: what we must remember until the person comes back.

    ``offered``: the person is back, and chooses among the accounts the sign-in opened.
    """

    state = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.CASCADE, related_name="+")
    network = models.SlugField(max_length=40)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    secret = models.BinaryField()
    offered = models.BooleanField(default=False)
    created = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.network
