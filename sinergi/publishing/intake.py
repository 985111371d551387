"""Files on their way into a post: looked into, refused or stored, and a video's clean copy begun.

An image is cleaned at once: that takes a moment. A video is stored as it came, which nobody is
shown, and its copy without place and time is made by a job. Storing the same file twice is
harmless, and one that ends in no post is forgotten. All is stored before any transaction begins,
because the storage may be on another machine.
"""

from __future__ import annotations

from os import SEEK_END
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sinergi.lib.media import films, images, kinds
from sinergi.lib.text import No, say
from sinergi.publishing import storing, tasks, unusable
from sinergi.publishing.models import MediaFile
from sinergi.publishing.pictures import Picture, called

#: Photos of 200 million pixels weigh up to so much.
MOST_BYTES = 100_000_000


def store(content: IO[bytes], *, name: str, alt: str = "") -> Picture:
    """Check an uploaded file, strip what tells on the photographer, and store it.

    Raises No for what is neither an image nor a video we can read, or is too large.
    """
    content.seek(0)
    mime = kinds.video(content.read(kinds.HEAD))
    content.seek(0)
    try:
        found = _video(content, mime, name) if mime else _image(content, name)
    except kinds.Unusable as e:
        sentence, facts = unusable.told(e)
        raise No(sentence, name=name, **facts) from e
    return _pictured(found, name, alt)


def _pictured(row: MediaFile, name: str, alt: str) -> Picture:
    mime = "video/mp4" if row.video else row.mime
    shown = called(name, mime)
    size = row.size or row.origin_size
    known = (row.width, row.height, row.seconds, row.rate)
    return Picture(row.file, shown, mime, size, row.source, alt.strip(), *known)


def _image(content: IO[bytes], name: str) -> MediaFile:
    size = content.seek(0, SEEK_END)
    if size > MOST_BYTES:
        raise _too_large(name, MOST_BYTES)
    try:
        still = images.clean(content)
    except kinds.Unreadable as e:
        raise No(
            say(
                "{name} is not an image or a video we can read. Use JPEG, HEIC, PNG, WebP or GIF, "
                "or a video as MP4, MOV, WebM or 3GP."
            ),
            name=name,
        ) from e
    file, digest = storing.put(still.content, still.form.lower())
    known = {
        "state": MediaFile.State.READY,
        "progress": 100,
        "seen": timezone.now(),
        "file": file,
        "mime": images.TYPES[still.form],
        "size": len(still.content),
        "sha256": digest,
        "width": still.width,
        "height": still.height,
        "seconds": still.seconds,
        "poster": storing.put(still.small, "jpeg")[0],
        "origin_size": size,
    }
    return MediaFile.objects.update_or_create(source=digest, recipe="", defaults=known)[0]


def _video(content: IO[bytes], mime: str, name: str) -> MediaFile:
    digest, size = storing.measured(content)
    if size > settings.MOST_VIDEO_BYTES:
        raise _too_large(name, settings.MOST_VIDEO_BYTES)
    known = MediaFile.objects.filter(source=digest, recipe="").first()
    if known is not None and known.state != MediaFile.State.FAILED:
        MediaFile.objects.filter(pk=known.pk).update(seen=timezone.now())
        return known
    film = _looked(content, mime, name, size)
    facts = {
        "state": MediaFile.State.PREPARING,
        "progress": 0,
        "seen": timezone.now(),
        "problem": {},
        "origin": storing.put_upload(content, digest),
        "origin_mime": mime,
        "origin_size": size,
        "mime": "video/mp4",
        "width": film.width,
        "height": film.height,
        "seconds": film.seconds,
        "rate": film.rate,
        "poster": storing.put(film.poster, "jpeg")[0],
    }
    with transaction.atomic():
        row = MediaFile.objects.update_or_create(source=digest, recipe="", defaults=facts)[0]
        tasks.begin(row)
    return row


def _looked(content: IO[bytes], mime: str, name: str, size: int) -> films.Film:
    try:
        return films.look(content, mime, size=size)
    except kinds.Unreadable as e:
        raise No(
            say("{name} cannot be read as a video: it is damaged, or not all of it arrived."),
            name=name,
        ) from e


def _too_large(name: str, most: int) -> No:
    return No(
        say("{name} is larger than {most} MB. Make it smaller and add it again."),
        name=name,
        most=most // 1_000_000,
    )
