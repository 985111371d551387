from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.networks.models.accounts import Account


class AccountRecord(models.Model):
    """What the registry of official accounts keeps of an account: on what it rests, who can get it
    back, and when somebody last looked whether all of it is still so.

    Neither a recovery number nor a password is kept: only of what kind it is.
    """

    class Keeper(models.TextChoices):
        UNKNOWN = "", _("Not known")
        OFFICE = "office", _("The office's")
        PRIVATE = "private", _("Somebody's own")
        NONE = "none", _("None")

    class Factor(models.TextChoices):
        UNKNOWN = "", _("Not known")
        APP = "app", _("Authenticator app")
        KEY = "key", _("Passkey or security key")
        SMS = "sms", _("Text message")
        NONE = "none", _("None")

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="record")
    #: The decree the account rests on.
    decree = models.CharField(max_length=120, blank=True)
    decree_date = models.DateField(null=True, blank=True)
    recovery_email = models.CharField(max_length=8, choices=Keeper.choices, blank=True)
    recovery_phone = models.CharField(max_length=8, choices=Keeper.choices, blank=True)
    second_factor = models.CharField(max_length=4, choices=Factor.choices, blank=True)
    #: The device it is signed in on, in words.
    device = models.CharField(max_length=120, blank=True)
    device_owner = models.CharField(max_length=8, choices=Keeper.choices, blank=True)
    verified = models.BooleanField(default=False)
    #: Shown in the public list of official accounts.
    public = models.BooleanField(default=True)
    note = models.TextField(blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.account)
