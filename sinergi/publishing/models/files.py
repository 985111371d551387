from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MediaFile(models.Model):
    """A file posts share, by what it was made from and how: it is made once, whoever asks.

    ``source`` is the SHA-256 of what came (of an image: of what was left of it after cleaning).
    ``recipe`` is "" for the clean copy itself, else how it was made to fit (``recipes``). Of a
    video, ``origin`` holds the upload until its clean copy is made; nobody is ever shown it.

    ``preparing -> ready | failed``; ``progress`` in percent; ``seen`` is when the work on it gave
    its last sign of life, or somebody last brought it. What is not ``kept``, in no post and in no
    library is forgotten some days after that.
    """

    class State(models.TextChoices):
        PREPARING = "preparing", _("Being prepared")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    source = models.CharField(max_length=64)
    recipe = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    progress = models.PositiveSmallIntegerField(default=0)
    seen = models.DateTimeField()
    #: Of an error: words that are translated when shown, with their facts.
    problem = models.JSONField(default=dict)
    #: The upload: its name in the default storage, what it is, how large it was (bytes).
    origin = models.CharField(max_length=300, blank=True)
    origin_mime = models.CharField(max_length=60, blank=True)
    origin_size = models.PositiveBigIntegerField(default=0)
    #: The copy, when it is ready: as an item of a delivery names it.
    file = models.CharField(max_length=300, blank=True)
    mime = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0.0)
    rate = models.FloatField(default=0.0, db_default=0.0)
    #: A small picture that stands for it: of a video, how it begins.
    poster = models.CharField(max_length=300, blank=True)
    kept = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "recipe"], name="media_file_once"),
            models.CheckConstraint(
                condition=~models.Q(state="ready") | ~models.Q(file="") & ~models.Q(sha256=""),
                name="media_file_ready_has_a_file",
            ),
        ]
        indexes = [models.Index(fields=["kept", "seen"], name="media_file_unkept")]

    def __str__(self) -> str:
        return self.recipe or self.file or self.source[:12]

    @property
    def video(self) -> bool:
        return self.mime.startswith("video/")
