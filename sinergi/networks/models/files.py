from __future__ import annotations

from django.db import models

from sinergi.networks.models.deliveries import Delivery


class DeliveryFile(models.Model):
    """A file that an answer shows, by its ``source``: it is kept as long as the answer has words.

    Files of posts are kept by the posts.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    #: The SHA-256 of what came, as the room that keeps files has it.
    source = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "source"], name="delivery_file_once")
        ]

    def __str__(self) -> str:
        return self.source[:12]
