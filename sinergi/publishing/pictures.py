"""Images and videos of posts, as posts, forms and deliveries carry them. How they come: ``intake``.

A ``Picture`` stands for a file that lies in the default storage already, named by its content.
A video has a ``file`` only when its clean copy is made; what is known of it before that is how it
will be shown, and how large the upload was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath
from typing import Any

from django.core import signing

from sinergi.publishing.models import MediaFile, Post, PostMedia

MOST_PICTURES = 10
#: More parts than any thread has.
MOST_PARTS = 100
SALT = "sinergi.publishing.picture"

#: How a file of a kind is called at its end.
ENDS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "video/mp4": ".mp4",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored image or video. ``size`` in bytes, ``file`` a name in the default storage.

    ``sha256`` is that of what came: the key of its ``MediaFile``. ``seconds`` of what moves,
    ``rate`` of a video: pictures a second.
    """

    file: str
    name: str
    mime: str
    size: int
    sha256: str
    alt: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    rate: float = 0.0
    #: Which part of a thread it goes with; 0: the first. An account whose thread is shorter shows
    #: it with its last.
    part: int = 0

    @property
    def video(self) -> bool:
        return self.mime.startswith("video/")


def described(picture: Picture, alt: str, part: int | None = None) -> Picture:
    """Return a picture with another description, and where said, in another part of a thread."""
    words = alt.replace("\r\n", "\n").replace("\0", "").strip()[:5000]
    at = picture.part if part is None else max(0, min(part, MOST_PARTS - 1))
    return replace(picture, alt=words, part=at)


def of_post(post: Post) -> list[Picture]:
    """Return the images and videos of a post, in order, the videos as far as they are made."""
    return resolved([_written(m) for m in post.media.all().order_by("order")])


def of(media: PostMedia) -> Picture:
    """Return one of them."""
    return resolved([_written(media)])[0]


def resolved(pictures: Sequence[Picture]) -> list[Picture]:
    """Return pictures with the files of those whose copy was made since they were written down."""
    waiting = [p.sha256 for p in pictures if not p.file]
    if not waiting:
        return list(pictures)
    rows = MediaFile.objects.filter(source__in=waiting, recipe="", state=MediaFile.State.READY)
    ready = {row.source: row for row in rows}
    return [_made(p, ready[p.sha256]) if p.sha256 in ready else p for p in pictures]


def item(picture: Picture, row: MediaFile | None = None) -> dict[str, Any]:
    """Return a picture as a delivery takes it; ``row`` is the file that goes in its place."""
    found = asdict(picture)
    if row is not None:
        found = asdict(_made(picture, row)) | {"sha256": row.sha256}
    # What is not known is left out: posts approved before sizes were known keep their fingerprint.
    # Its part is that of the delivery it goes with.
    return {
        k: v
        for k, v in found.items()
        if k != "part" and (v or k not in {"width", "height", "seconds", "rate"})
    }


def as_items(pictures: Iterable[Picture]) -> list[dict[str, Any]]:
    """Return pictures as ``PostMedia`` and revisions keep them."""
    return [_kept(picture) for picture in pictures]


def called(name: str, mime: str) -> str:
    """Return the name of a file with the end of its kind: "IMG_1.HEIC" becomes "IMG_1.jpg"."""
    plain = PurePath(name.replace("\\", "/").replace("\0", "")).name
    kept = plain.lower().endswith((ENDS[mime], ".jpeg" if mime == "image/jpeg" else ENDS[mime]))
    return plain[-200:] if kept else f"{PurePath(plain).stem[:190]}{ENDS[mime]}"


def token(picture: Picture, user_id: int) -> str:
    """Return a signed note of a stored picture: a form carries it until the post is saved."""
    known: str = signing.dumps({**_kept(picture), "by": user_id}, salt=SALT, compress=True)
    return known


def from_token(spelled: str, user_id: int) -> Picture | None:
    """Return the picture of a token this person was given within two days, or nothing."""
    try:
        known = signing.loads(spelled, salt=SALT, max_age=2 * 24 * 3600)
    except signing.BadSignature:
        return None
    if known.pop("by") != user_id:
        return None
    return resolved([Picture(**known)])[0]


def _kept(picture: Picture) -> dict[str, Any]:
    """Return what is written down of a picture; that it goes with the first part goes unsaid."""
    found = asdict(picture)
    return found if picture.part else {k: v for k, v in found.items() if k != "part"}


def _written(m: PostMedia) -> Picture:
    known = (m.width, m.height, m.seconds, m.rate, m.part)
    return Picture(m.file, m.name, m.mime, m.size, m.sha256, m.alt, *known)


def _made(picture: Picture, row: MediaFile) -> Picture:
    return replace(
        picture,
        file=row.file,
        name=called(picture.name, row.mime),
        mime=row.mime,
        size=row.size,
        width=row.width,
        height=row.height,
        seconds=row.seconds,
        rate=row.rate,
    )
