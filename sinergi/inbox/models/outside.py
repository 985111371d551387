from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Government(models.TextChoices):
    """Whose it is, where it is not the regency's (domain.md §1: Kota Bogor is another one)."""

    CITY = "city", _("Kota Bogor")
    NEIGHBOUR = "neighbour", _("Another regency or city")
    PROVINCE = "province", _("Province of West Java")
    MINISTRY = "ministry", _("Ministry or national agency")
    COMPANY = "company", _("State company (power, trains, toll roads)")
    POLICE = "police", _("Police or military")
    COURT = "court", _("Court or prosecutor")
    OTHER = "other", _("Somebody else")


class OutsideText(models.Model):
    """What an office, and those under it, answer where somebody else is in charge."""

    unit = models.ForeignKey("units.Unit", on_delete=models.CASCADE, related_name="+")
    government = models.CharField(max_length=9, choices=Government.choices)
    #: The whole answer, with ``{place}`` for where one can turn to.
    text = models.TextField()
    #: Where one can turn to: an account, an address, a number.
    turn_to = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "government"], name="outside_text_once")
        ]

    def __str__(self) -> str:
        return self.government
