from __future__ import annotations

from django.conf import settings
from django.db import models

from sinergi.inbox.models.conversations import Conversation


class DeskRule(models.Model):
    """A rule of an office and of all under it: which conversations it is about.

    What is empty does not matter; what is not must all hold (``fitting.fits``): the topic, the
    matter, the place (a code: those inside it too), one of the ``words``.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    topic = models.CharField(max_length=60, blank=True)
    matter = models.CharField(max_length=12, choices=Conversation.Matter.choices, blank=True)
    place = models.CharField(max_length=13, blank=True)
    #: Separated by commas.
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title
