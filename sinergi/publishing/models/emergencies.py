from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinergi.publishing.models.approvals import Approval
from sinergi.publishing.models.posts import Post

#: What must be announced at once says these eight things (UU 14/2008 art. 10, PerKI).
EIGHT = (
    "hazard", "affected", "evacuation", "avoid", "help", "announcer", "channels", "efforts",
)  # fmt: skip


class Emergency(models.Model):
    """The eight fields of *informasi serta-merta*. What is not known is said to be unknown."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="emergency")
    hazard = models.TextField(blank=True)
    affected = models.TextField(blank=True)
    evacuation = models.TextField(blank=True)
    avoid = models.TextField(blank=True)
    help = models.TextField(blank=True)
    announcer = models.TextField(blank=True)
    channels = models.TextField(blank=True)
    efforts = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.post)

    @property
    def missing(self) -> list[str]:
        return [name for name in EIGHT if not getattr(self, name).strip()]


class Review(models.Model):
    """A look at what went out in an emergency before anybody had approved it.

    ``told`` counts who was told: 1 those who may look, 2 when it was late the coordinators, too.
    """

    class Finding(models.TextChoices):
        RIGHT = "right", _("It was right")
        MEND = "mend", _("It must be corrected")

    approval = models.OneToOneField(Approval, on_delete=models.CASCADE, related_name="review")
    due = models.DateTimeField()
    told = models.PositiveSmallIntegerField(default=1)
    finding = models.CharField(max_length=5, choices=Finding.choices, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due"]
        indexes = [models.Index(fields=["due"], condition=Q(at=None), name="review_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(at=None, by=None, finding="")
                | Q(at__isnull=False, by__isnull=False, finding__in=["right", "mend"]),
                name="review_is_open_or_done",
            ),
        ]

    def __str__(self) -> str:
        return str(self.approval)
