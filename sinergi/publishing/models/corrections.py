from __future__ import annotations

from django.conf import settings
from django.db import models

from sinergi.publishing.models.posts import Post


class Correction(models.Model):
    """A post that puts right another one that is out: why, and how.

    ``in_place``: where the network lets us, the words of the old post are replaced; the correction
    then has no files. Else it is a post of its own that names the old one.
    """

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="corrects")
    of = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="corrections")
    reason = models.TextField()
    in_place = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="correction_has_a_reason"),
            models.CheckConstraint(
                condition=~models.Q(post=models.F("of")), name="correction_of_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.post)
