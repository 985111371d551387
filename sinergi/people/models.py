from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person who works here. Roles are not here: they are appointments to an office (units)."""

    first_name = None  # type: ignore[assignment]  # one name field: many Indonesians have one name
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=5, blank=True, choices=settings.LANGUAGES)

    REQUIRED_FIELDS = ["email", "name"]

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name().split(" ")[0]

    def __str__(self) -> str:
        return self.get_full_name()


class Invitation(models.Model):
    """A link that lets one person join. Only its digest is stored; it works once."""

    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    name = models.CharField(max_length=150)
    #: Nobody: an operator at the console made it.
    invited_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="invited"
    )
    #: What the upper room wants to happen on acceptance, for example an appointment.
    purpose = models.JSONField(default=dict)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="invitations"
    )
    withdrawn = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.email


class ApiToken(models.Model):
    """Lets a script act as a person, within ``scopes``. Shown once; only its digest is stored."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField()
    last_used = models.DateTimeField(null=True)
    expires = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
