from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Handing(models.Model):
    """A conversation went on to a service that has its own register: we keep its number and clock.

    ``due_at`` is what the law gives that service, counted in working days of the office; ``told``
    is what was said to whom where nothing is written there (112).
    """

    class Service(models.TextChoices):
        LAPOR = "lapor", "SP4N-LAPOR!"
        PPID = "ppid", _("PPID, request for information")
        EMERGENCY = "112", _("112, emergency")

    class State(models.TextChoices):
        PREPARED = "prepared", _("To be entered there")
        FILED = "filed", _("Entered there")
        WORKING = "working", _("In work there")
        DONE = "done", _("Done there")
        REFUSED = "refused", _("Refused there")

    #: Nothing is awaited from these any more.
    OVER = (State.DONE, State.REFUSED)

    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.CASCADE, related_name="handings"
    )
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=5, choices=Service.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PREPARED)
    number = models.CharField(max_length=80, blank=True)
    told = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    #: Extended once, with the written reason the law asks for.
    extension = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["unit", "due_at"],
                condition=~Q(state__in=["done", "refused"]),
                name="handing_awaited",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "service"],
                condition=~Q(state__in=["done", "refused"]),
                name="handing_one_awaited",
            ),
            models.CheckConstraint(
                condition=Q(state="prepared") | Q(filed_at__isnull=False),
                name="handing_filed_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()} {self.number}".strip()
