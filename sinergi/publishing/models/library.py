from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sinergi.publishing.models.files import MediaFile


class LibraryFile(models.Model):
    """A file in the library of an office: what it shows, whose it is, how long it may be used.

    Of one file (``MediaFile``: the same bytes) an office has one entry. ``shared``: all offices
    under it may use it. ``ends`` is the last day it may be used, the earlier of its two ends.
    ``poster``: people read words in it; None: nobody said. ``words`` is what a search reads.
    """

    class Licence(models.TextChoices):
        UNSAID = "unsaid", _("Not said yet")
        OWN = "own", _("Our own work")
        LICENSED = "licensed", _("Licensed until a day")
        PUBLIC = "public", _("Public domain")
        CC = "cc", _("Creative Commons, with attribution")
        LETTER = "letter", _("Permission by letter")

    class Consent(models.TextChoices):
        UNSAID = "unsaid", _("Not said yet")
        NOBODY = "nobody", _("Nobody can be recognised")
        CROWD = "crowd", _("People in public, none stands out")
        GIVEN = "given", _("People can be recognised, and agreed")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="library")
    file = models.ForeignKey(MediaFile, on_delete=models.PROTECT, related_name="entries")
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    #: The description in other languages, by their codes.
    descriptions = models.JSONField(default=dict, blank=True)
    tags = models.JSONField(default=list, blank=True)
    maker = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=10, choices=Licence.choices, default=Licence.UNSAID)
    licence_until = models.DateField(null=True, blank=True)
    attribution = models.CharField(max_length=300, blank=True)
    letter = models.CharField(max_length=300, blank=True)
    consent = models.CharField(max_length=10, choices=Consent.choices, default=Consent.UNSAID)
    #: Where the consent is kept; of a minor, whose it is.
    consent_note = models.CharField(max_length=300, blank=True)
    minor = models.BooleanField(default=False)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    shared = models.BooleanField(default=False)
    poster = models.BooleanField(null=True, blank=True)
    #: What must stay to be seen, in percent of its width and height; None: nobody said.
    focus_x = models.PositiveSmallIntegerField(null=True, blank=True)
    focus_y = models.PositiveSmallIntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added = models.DateTimeField()
    changed = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    #: Of which end its owner was told.
    told = models.DateField(null=True, editable=False)
    words = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["-added", "-id"]
        indexes = [
            models.Index(fields=["unit", "-added", "-id"], name="library_newest_of_unit"),
            models.Index(fields=["-added", "-id"], name="library_newest"),
            models.Index(fields=["ends"], name="library_ends"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "file"], name="library_file_once"),
            models.CheckConstraint(
                condition=~Q(licence="licensed") | Q(licence_until__isnull=False),
                name="library_licensed_until_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(licence="cc") | ~Q(attribution=""), name="library_cc_names_its_maker"
            ),
            models.CheckConstraint(
                condition=~Q(licence="letter") | ~Q(letter=""), name="library_letter_is_named"
            ),
            models.CheckConstraint(
                condition=~Q(consent="given") | ~Q(consent_note=""), name="library_consent_is_kept"
            ),
            models.CheckConstraint(
                condition=Q(minor=False) | Q(consent="given"), name="library_minor_has_consent"
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")),
                name="library_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=(Q(until=None) | Q(ends__isnull=False, ends__lte=F("until")))
                & (Q(licence_until=None) | Q(ends__isnull=False, ends__lte=F("licence_until"))),
                name="library_ends_with_the_first",
            ),
            models.CheckConstraint(
                condition=Q(focus_x=None, focus_y=None)
                | Q(focus_x__isnull=False, focus_x__lte=100)
                & Q(focus_y__isnull=False, focus_y__lte=100),
                name="library_focus_in_the_picture",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""),
                name="library_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.name
