from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rating(models.TextChoices):
    """What a review says beside its words: stars, or whether its writer recommends us."""

    FIVE = "5", _("5 stars")
    FOUR = "4", _("4 stars")
    THREE = "3", _("3 stars")
    TWO = "2", _("2 stars")
    ONE = "1", _("1 star")
    YES = "yes", _("Recommends us")
    NO = "no", _("Does not recommend us")
