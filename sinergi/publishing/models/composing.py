from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinergi.publishing.models.posts import Post


class Unsaved(models.Model):
    """What somebody was writing and has not saved: kept by itself, seen by its writer alone.

    ``key`` is that of the form in which a new post was begun; words for a post that exists are
    found by it, so that a phone and a desk go on with the same. ``version`` grows with each time,
    ``base`` is the version of the post they began from, ``window`` the page that wrote last.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="unsaved"
    )
    key = models.UUIDField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="unsaved")
    version = models.PositiveIntegerField(default=1)
    base = models.PositiveIntegerField(default=0)
    window = models.CharField(max_length=40, blank=True)
    #: {name of a field: [what it holds]}, and the images and videos as revisions keep them.
    values = models.JSONField(default=dict)
    media = models.JSONField(default=list)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="unsaved_once"),
            models.UniqueConstraint(
                fields=["author", "post"], condition=Q(post__isnull=False), name="unsaved_of_post"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class Wording(models.Model):
    """Words that an office uses again: a whole post to begin with, or a piece to put in.

    ``{{names}}`` in it stand for what ``OfficeField`` and the tree know of the office that writes.
    """

    class Kind(models.TextChoices):
        TEMPLATE = "template", _("Template")
        SNIPPET = "snippet", _("Snippet")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="wordings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    text = models.TextField()
    #: Of a template: its first comment, and whether the parts of its thread say which they are.
    comment = models.TextField(blank=True, default="", db_default="")
    numbered = models.BooleanField(default=False, db_default=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed = models.DateTimeField()

    class Meta:
        ordering = ["kind", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "name"], name="wording_once"),
            models.CheckConstraint(
                condition=Q(kind="template") | Q(comment="", numbered=False),
                name="wording_snippet_is_words_alone",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OfficeField(models.Model):
    """What a ``{{name}}`` stands for in an office and all under it, unless they have their own."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="fields")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="office_field_once"),
            models.CheckConstraint(condition=~Q(value=""), name="office_field_says_something"),
        ]

    def __str__(self) -> str:
        return self.name


class Hashtag(models.Model):
    """A hashtag of an office and all under it: who is responsible, and from when to when it holds.

    ``tag`` is written as it is shown, without "#"; ``plain`` in small letters, as it is compared.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="hashtags")
    tag = models.CharField(max_length=80)
    plain = models.CharField(max_length=80)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["plain", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "plain"], name="hashtag_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True)
                | Q(since__isnull=True)
                | Q(until__gte=models.F("since")),
                name="hashtag_until_after_since",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.tag}"
