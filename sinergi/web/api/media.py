"""Images and videos: brought first, named by their token when a post is written."""

from __future__ import annotations

from typing import Annotated

from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import Field

from sinergi.lib.text import say
from sinergi.people.models import User
from sinergi.publishing import files, intake, pictures
from sinergi.publishing.models import MediaFile, Post
from sinergi.publishing.pictures import Picture
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.idempotency import outside
from sinergi.web.api.problems import Refused
from sinergi.web.api.shapes import Said, one_of, words, writing

router = Router(tags=["posts"])

MOST_ALT = 5000
Alt = Annotated[str, words(MOST_ALT)]


class MediaIn(Said):
    """A file that was brought by `POST /media` within two days, by the same person. `part` says
    with which part of a thread it goes: 0 is the post itself. Where a thread is shorter, it goes
    with the last; where a network has none, with the post.
    """

    token: Annotated[str, words(4000, 1)]
    alt: Alt = ""
    part: Annotated[int, Field(ge=0, lt=pictures.MOST_PARTS)] = 0


Given = Annotated[list[MediaIn], Field(max_length=pictures.MOST_PICTURES)]


class MediaOut(Schema):
    """A file that was taken. A video is being prepared: posts tell how far it is.

    `rate`: its pictures a second; 0: not known.
    """

    token: str
    name: str
    mime: str
    size: int
    width: int
    height: int
    seconds: float
    rate: float


class ImageOut(Schema):
    """An image or a video of a post. ``progress`` of what is being prepared, in percent; ``part``
    is that of a thread with which it goes, 0 the post itself.
    """

    name: str
    mime: str
    size: int
    alt: str
    width: int
    height: int
    seconds: float
    rate: float
    state: Annotated[str, one_of(MediaFile.State)]
    progress: int
    part: int


@router.post("/media", **needs("posts:write"), response=writing(MediaOut, 201))
@outside
def add_media(request: Asked, file: File[UploadedFile], alt: Form[Alt] = "") -> Status[MediaOut]:
    """Bring an image or a video, as phones make them. Where it was taken is removed.

    It belongs to no post yet; a post names its `token`. Without a post it is forgotten after some
    days.
    """
    user = person(request)
    taken = intake.store(file, name=file.name or "", alt=alt)
    return Status(201, _taken(taken, user))


def given(user: User, media: list[MediaIn]) -> list[Picture]:
    """Return the files of these tokens. Raises Refused for one that is not this person's."""
    found = []
    for number, item in enumerate(media):
        picture = pictures.from_token(item.token, user.pk)
        if picture is None:
            told = say("media/{number}: bring the file again, its token is not valid.")
            raise Refused("invalid", told, number=number)
        found.append(pictures.described(picture, item.alt or picture.alt, item.part))
    return found


def images_of(post: Post) -> list[ImageOut]:
    return [_image(shown) for shown in files.shown(post)]


def _image(shown: files.Shown) -> ImageOut:
    p, waiting = shown.picture, shown.working
    return ImageOut(
        name=p.name,
        mime=p.mime,
        size=p.size,
        alt=p.alt,
        width=p.width,
        height=p.height,
        seconds=p.seconds,
        rate=p.rate,
        state=waiting.state if waiting else MediaFile.State.READY,
        progress=waiting.progress if waiting else 100,
        part=p.part,
    )


def _taken(p: Picture, user: User) -> MediaOut:
    return MediaOut(
        token=pictures.token(p, user.pk),
        name=p.name,
        mime=p.mime,
        size=p.size,
        width=p.width,
        height=p.height,
        seconds=p.seconds,
        rate=p.rate,
    )
