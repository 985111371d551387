from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.networks.models.deliveries import Delivery


class Withdrawal(models.Model):
    """What went out is taken off its network: who wants it, why, and what became of it.

    ``asked -> gone | failed | unsure``; ``by_hand`` where a person does it and then says so. What
    it said stays with us.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Being taken down")
        BY_HAND = "by_hand", _("To be taken down by hand")
        GONE = "gone", _("Taken down")
        FAILED = "failed", _("Not taken down")
        UNSURE = "unsure", _("Not known whether it was taken down")

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="withdrawal")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    problem = models.JSONField(default=dict)
    #: How often the network was asked without an answer, and when it is asked again.
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="withdrawal_has_a_reason"),
            models.CheckConstraint(
                condition=~models.Q(state="gone") | models.Q(gone_at__isnull=False),
                name="withdrawal_gone_has_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="withdrawal_due",
            ),
        ]

    def __str__(self) -> str:
        return str(self.delivery)
