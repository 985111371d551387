from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinergi.publishing.models.posts import Post


class Idea(models.Model):
    """Something an office might write about, from where it came to what came of it.

    ``origin`` is the address of where it came from, ``mark`` what it is there: of one origin an
    office has one idea, also when it was parked. ``sheet`` is a plan of five parts (OASIS).
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("From a colleague")
        PUBLIC = "public", _("From questions of the public")
        FEED = "feed", _("From a feed")
        ALERT = "alert", _("From a warning")
        YEAR = "year", _("From last year's calendar")
        WORKED = "worked", _("From what worked")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        PICKED = "picked", _("Picked up")
        PARKED = "parked", _("Parked")
        USED = "used", _("Used")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="ideas")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERSON)
    origin = models.CharField(max_length=1000, blank=True)
    mark = models.CharField(max_length=200, blank=True)
    pillar = models.CharField(max_length=60, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    goal = models.CharField(max_length=200, blank=True)
    sheet = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    #: Nobody: a machine found it.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created = models.DateTimeField()
    changed = models.DateTimeField()
    #: What was written of it, and when that was out.
    post = models.OneToOneField(Post, on_delete=models.SET_NULL, null=True, related_name="idea")
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-changed", "-id"]
        indexes = [models.Index(fields=["unit", "state", "-changed", "-id"], name="idea_board")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "mark"], condition=~Q(mark=""), name="idea_of_origin_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="picked") | Q(holder__isnull=False), name="idea_picked_by_one"
            ),
            models.CheckConstraint(
                condition=~Q(state="used") | Q(used_at__isnull=False), name="idea_used_some_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title
