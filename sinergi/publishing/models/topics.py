from __future__ import annotations

from django.db import models

from sinergi.publishing.models.posts import Post


class Topic(models.Model):
    """Something others write about, heard from a feed an office reads: an idea for a post."""

    account = models.ForeignKey("networks.Account", on_delete=models.CASCADE, related_name="topics")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    remote_id = models.CharField(max_length=300)
    source = models.CharField(max_length=200)
    text = models.TextField()
    url = models.URLField(max_length=1000, blank=True)
    at = models.DateTimeField()
    #: What was written about it here, where somebody began.
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="topics")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["unit", "-at"], name="topic_newest_of_unit")]
        constraints = [
            models.UniqueConstraint(fields=["account", "remote_id"], name="topic_once"),
        ]

    def __str__(self) -> str:
        return self.text.partition("\n")[0][:80]
