from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinergi.publishing.models.files import MediaFile
from sinergi.publishing.models.library import LibraryFile


class LibraryVersion(models.Model):
    """A file that an entry had before it was replaced: posts that carry it stay as they are."""

    entry = models.ForeignKey(LibraryFile, on_delete=models.CASCADE, related_name="versions")
    file = models.ForeignKey(MediaFile, on_delete=models.PROTECT, related_name="former_entries")
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "file"], name="library_version_once")
        ]

    def __str__(self) -> str:
        return self.name


class LibraryCrop(models.Model):
    """How a person cuts an entry to a shape: where the middle lies, and how much of the largest
    piece of that shape is taken; all in percent.
    """

    class Shape(models.TextChoices):
        SQUARE = "square", _("Square, 1:1")
        PORTRAIT = "portrait", _("Upright, 4:5")
        TALL = "tall", _("Full screen, 9:16")
        WIDE = "wide", _("Link card, 1.91:1")

    entry = models.ForeignKey(LibraryFile, on_delete=models.CASCADE, related_name="crops")
    shape = models.CharField(max_length=10, choices=Shape.choices)
    x = models.PositiveSmallIntegerField()
    y = models.PositiveSmallIntegerField()
    size = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "shape"], name="library_crop_once"),
            models.CheckConstraint(
                condition=Q(x__lte=100, y__lte=100, size__gte=20, size__lte=100),
                name="library_crop_in_the_picture",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.shape}"
