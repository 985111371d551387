from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Removal(models.Model):
    """That somebody had what the public wrote deleted on its network: why, and what became of it.

    What was deleted stays with its message, as long as messages are kept; ``fingerprint`` (SHA-256
    of its text, link and time) proves afterwards that it is what was there.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Being deleted")
        REMOVED = "removed", _("Deleted by us")
        FAILED = "failed", _("Not deleted")
        UNSURE = "unsure", _("Perhaps deleted")

    class Ground(models.TextChoices):
        """What a citizen is told."""

        SPAM = "spam", _("Advertising or fraud")
        PERSONAL = "personal", _("Personal data of somebody")
        HATE = "hate", _("Hatred of a people, faith, race or group")
        THREAT = "threat", _("A threat")
        OBSCENE = "obscene", _("Obscene")
        OTHER = "other", _("Something else the rules of the account forbid")

    message = models.OneToOneField(
        "inbox.Message", on_delete=models.CASCADE, related_name="removal"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    ground = models.CharField(max_length=8, choices=Ground.choices)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)
    #: How often the network was asked, and when it is asked again.
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    #: Why the network did not, as networks.rules.spoken stores it.
    problem = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(next_at__isnull=False), name="removal_goes_on"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="removed", removed_at__isnull=False)
                | (~Q(state="removed") & Q(removed_at=None)),
                name="removal_knows_when_it_was",
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(next_at=None), name="removal_goes_on_while_asked"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())
