"""How far the files of a post are: which are made for whom, which are still being made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.template.defaultfilters import filesizeformat

from sinergi.lib.text import No, say
from sinergi.publishing import pictures
from sinergi.publishing.models import MediaFile, Post, PostMedia, Target
from sinergi.publishing.pictures import Picture

#: Work that gave no sign of life for so long may be begun anew.
SILENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Shown:
    """A file of a post on a page. ``rows``: its clean copy and those made for accounts of it."""

    picture: Picture
    rows: Sequence[MediaFile]
    media: int = 0

    @property
    def working(self) -> MediaFile | None:
        """The first of what is not ready."""
        return next((row for row in self.rows if row.state != MediaFile.State.READY), None)

    @property
    def copy(self) -> MediaFile | None:
        return next((row for row in self.rows if not row.recipe), None)

    @property
    def before(self) -> str:
        """How large the upload was; empty: as large as what was made of it."""
        size = self.copy.origin_size if self.copy else 0
        changed = size and self.picture.file and size != self.picture.size
        return filesizeformat(size) if changed else ""

    @property
    def after(self) -> str:
        return filesizeformat(self.picture.size)

    @property
    def length(self) -> str:
        """Minutes and seconds, as players show them."""
        return "{}:{:02d}".format(*divmod(round(self.picture.seconds), 60))


def shown(post: Post) -> list[Shown]:
    """Return the files of a post with how far each is, in order."""
    rows = of_post(post)
    ids = post.media.order_by("order").values_list("pk", flat=True)
    return [
        Shown(p, [row for row in rows if row.source == p.sha256], pk)
        for p, pk in zip(pictures.of_post(post), ids, strict=True)
    ]


def of_post(post: Post) -> list[MediaFile]:
    """Return the clean copies and all that is made for accounts of a post."""
    sources = PostMedia.objects.filter(post=post).values("sha256")
    own = MediaFile.objects.filter(source__in=sources, recipe="")
    there = MediaFile.objects.filter(targets__post=post)
    return sorted({*own, *there}, key=lambda row: (row.recipe, row.pk))


def may_begin_again(row: MediaFile, now: datetime) -> bool:
    silent = row.state == MediaFile.State.PREPARING and row.seen < now - SILENCE
    return silent or row.state == MediaFile.State.FAILED


def named(files: Iterable[str]) -> bool:
    """True when a post has one of these files under its own name."""
    return PostMedia.objects.filter(file__in=files).exists()


def made(post: Post) -> Mapping[int, Mapping[str, MediaFile]]:
    """Return the files made for single accounts: {account id: {source: file}}."""
    found: dict[int, dict[str, MediaFile]] = defaultdict(dict)
    links = Target.made.through.objects.filter(target__post=post)
    for link in links.select_related("mediafile", "target"):
        found[link.target.account_id][link.mediafile.source] = link.mediafile
    return found


def clean(shown: Sequence[Picture]) -> list[tuple[Picture, MediaFile | None]]:
    """Return pictures with the rows of their clean copies; images are clean as they are."""
    sources = [picture.sha256 for picture in shown if picture.video]
    if not sources:
        return [(picture, None) for picture in shown]
    rows = {r.source: r for r in MediaFile.objects.filter(source__in=sources, recipe="")}
    return [(picture, rows.get(picture.sha256)) for picture in shown]


def posters(names: Sequence[str]) -> dict[str, str]:
    """Return pictures that stand for videos, by the names of these: of one made for an account,
    that of the video it was made from.
    """
    there = [name for name in names if name]
    rows = list(MediaFile.objects.filter(file__in=there, mime__startswith="video/"))
    clean = MediaFile.objects.filter(source__in=[row.source for row in rows], recipe="")
    known = dict(clean.exclude(poster="").values_list("source", "poster"))
    found = {row.file: row.poster or known.get(row.source, "") for row in rows}
    return {name: poster for name, poster in found.items() if poster}


def fitted(names: Sequence[str]) -> set[str]:
    """Return those of some files that were made to fit an account."""
    made = MediaFile.objects.filter(file__in=names).exclude(recipe="")
    return set(made.values_list("file", flat=True))


def problems(shown: Sequence[Picture], rows: Iterable[MediaFile]) -> list[No]:
    """Return why a post must wait for its files, once for each file."""
    names = {picture.sha256: picture.name for picture in shown}
    waiting: dict[str, MediaFile] = {}
    for row in rows:
        if row.state == MediaFile.State.READY or row.source not in names:
            continue
        if row.source not in waiting or row.state == MediaFile.State.FAILED:
            waiting[row.source] = row
    return [_said(names[source], row) for source, row in waiting.items()]


def _said(name: str, row: MediaFile) -> No:
    if row.state == MediaFile.State.FAILED:
        return No(row.problem["message"], name=name, **row.problem["facts"])
    return No(
        say("{name} is still being prepared ({percent} %). Ask for approval when it is ready."),
        name=name,
        percent=row.progress,
    )
