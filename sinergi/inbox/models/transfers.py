from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Transfer(models.Model):
    """A conversation went from one office to another, with a reason. Rows are kept for good.

    The office that got it may refuse once; then the communications office decides, and what it
    decides (``final``) nobody refuses.
    """

    class State(models.TextChoices):
        GIVEN = "given", _("Given")
        TAKEN = "taken", _("Taken up")
        REFUSED = "refused", _("Refused")
        MOVED = "moved", _("Given on")

    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="transfers"
    )
    source = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: The rule that sent it, or proposed it to who did.
    rule = models.ForeignKey(
        "inbox.RoutingRule", on_delete=models.SET_NULL, null=True, related_name="transfers"
    )
    at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=7, choices=State.choices, default=State.GIVEN)
    final = models.BooleanField(default=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["source", "-at"], name="transfer_newest_of_source"),
            models.Index(fields=["conversation", "id"], name="transfer_of_conversation"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="transfer_goes_away"),
            models.CheckConstraint(
                condition=~Q(state="refused") | (~Q(refusal="") & Q(final=False)),
                name="transfer_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
