"""Images on their way into a post: checked, stripped of what tells on the photographer, stored.

A ``Picture`` is a file that lies in the default storage already, named by its content: storing it
twice is harmless, and one that ends in no post does no harm. It is stored before any transaction
begins, because the storage may be on another machine.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath
from typing import IO, Any

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from sinergi.lib.text import No, say
from sinergi.publishing.models import Post

#: What we take at all; what each account takes is on its card.
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
MOST_BYTES = 20_000_000
MOST_PIXELS = 50_000_000
MOST_FRAMES = 300
MOST_PICTURES = 10
SALT = "sinergi.publishing.picture"


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored image. ``size`` in bytes, ``file`` a name in the default storage."""

    file: str
    name: str
    mime: str
    size: int
    sha256: str
    alt: str = ""


def store(content: IO[bytes], *, name: str, alt: str = "") -> Picture:
    """Check an uploaded image, strip its location and other notes, and store it.

    Raises No for what is not an image we can read, or is too large.
    """
    raw = content.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise No(
            say("{name} is larger than {most} MB. Make it smaller and add it again."),
            name=name,
            most=MOST_BYTES // 1_000_000,
        )
    form, clean = _cleaned(raw, name)
    digest = hashlib.sha256(clean).hexdigest()
    file = f"posts/{digest[:2]}/{digest}.{form.lower()}"
    if not default_storage.exists(file):
        file = default_storage.save(file, ContentFile(clean))
    shown = PurePath(name.replace("\\", "/")).name[:200] or f"{digest[:8]}.{form.lower()}"
    return Picture(file, shown, TYPES[form], len(clean), digest, alt.strip())


def described(picture: Picture, alt: str) -> Picture:
    """Return a picture with another description."""
    return replace(picture, alt=alt.replace("\r\n", "\n").replace("\0", "").strip()[:5000])


def of_post(post: Post) -> list[Picture]:
    """Return the images of a post, in order."""
    return [
        Picture(m.file, m.name, m.mime, m.size, m.sha256, m.alt)
        for m in post.media.all().order_by("order")
    ]


def as_items(pictures: Iterable[Picture]) -> list[dict[str, Any]]:
    """Return pictures as networks.actions.queue takes them."""
    return [asdict(picture) for picture in pictures]


def token(picture: Picture, user_id: int) -> str:
    """Return a signed note of a stored picture: a form carries it until the post is saved."""
    known: str = signing.dumps({**asdict(picture), "by": user_id}, salt=SALT, compress=True)
    return known


def from_token(spelled: str, user_id: int) -> Picture | None:
    """Return the picture of a token this person was given within two days, or nothing."""
    try:
        known = signing.loads(spelled, salt=SALT, max_age=2 * 24 * 3600)
    except signing.BadSignature:
        return None
    if known.pop("by") != user_id:
        return None
    return Picture(**known)


def _cleaned(raw: bytes, name: str) -> tuple[str, bytes]:
    """Return the format and the image written anew, with nothing but its pixels and colours."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw)) as image:
                return _written(image, name)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as e:
        raise No(say("{name} is not an image we can read. Use JPEG, PNG, WebP or GIF."),
                 name=name) from e  # fmt: skip
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as e:
        raise _too_many_pixels(name) from e


def _written(image: Image.Image, name: str) -> tuple[str, bytes]:
    form = "JPEG" if image.format == "MPO" else image.format  # MPO: what some phones make
    frames = 1 if form == "JPEG" else int(getattr(image, "n_frames", 1))
    if form not in TYPES:
        raise ValueError(form)
    if image.width * image.height * frames > MOST_PIXELS * 2 or frames > MOST_FRAMES:
        raise _too_many_pixels(name)
    out = io.BytesIO()
    if frames > 1:
        _write_moving(image, form, out)
    else:
        _write_still(image, form, out)
    return form, out.getvalue()


def _write_still(image: Image.Image, form: str, out: IO[bytes]) -> None:
    kept: dict[Any, Any] = {
        k: image.info[k] for k in ("icc_profile", "transparency") if k in image.info
    }
    upright = ImageOps.exif_transpose(image)
    upright.info = dict(kept)
    extra: dict[str, Any] = {"quality": 90} if form in {"JPEG", "WEBP"} else {}
    profile = kept.get("icc_profile")
    upright.save(out, form, icc_profile=profile, **extra)


def _write_moving(image: Image.Image, form: str, out: IO[bytes]) -> None:
    shown, waits = [], []
    for frame in ImageSequence.Iterator(image):
        waits.append(int(frame.info.get("duration") or 100))
        still = frame.convert("RGBA")
        still.info = {}
        shown.append(still)
    extra: dict[str, Any] = {"disposal": 2} if form == "GIF" else {}
    shown[0].save(
        out, form, save_all=True, append_images=shown[1:], duration=waits, loop=0, **extra
    )


def _too_many_pixels(name: str) -> No:
    return No(say("{name} has too many pixels. Make it smaller and add it again."), name=name)
