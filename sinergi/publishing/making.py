"""Making files: clean copies of videos, and files that fit an account. The work of a job.

The row tells how far it is; a job that is repeated begins its file anew and changes nothing that
is ready. What is made lies in the storage under a name made of what is in it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from sinergi.lib.media import films, images, kinds
from sinergi.networks import attaching
from sinergi.publishing import giving, recipes, storing, unusable
from sinergi.publishing.file_limits import File as Shown
from sinergi.publishing.models import MediaFile

Begin = Callable[[MediaFile], None]

#: A folder of unfinished work begins with this.
FOLDER = "sinergi-media-"
#: How often a video is made anew, lighter each time, when it turned out too heavy.
TRIES = 3
LIGHTER = 0.85


def make(pk: int, begin: Begin) -> str:
    """Make the file of a row. Return the state the row has then; "" when there is no such row.

    ``begin`` is called, inside the transaction that makes a clean copy known, for each file that
    waited for it.
    """
    row = MediaFile.objects.filter(pk=pk).first()
    if row is None or row.state == MediaFile.State.READY:
        return row.state if row else ""
    try:
        facts = _fitted(row, begin) if row.recipe else _copied(row)
    except kinds.Unusable as e:
        sentence, values = unusable.told(e)
        problem = {"message": sentence, "facts": values}
        failed = MediaFile.State.FAILED
        MediaFile.objects.filter(pk=pk).update(state=failed, problem=problem, seen=timezone.now())
        attaching.spoiled(row.source, row.recipe)
        return failed
    return _ready(row, facts, begin)


def _ready(row: MediaFile, facts: dict[str, Any], begin: Begin) -> str:
    ready = MediaFile.State.READY
    with transaction.atomic():
        # Locked: whoever saves a post at this moment either sees it ready, or is seen below.
        found = MediaFile.objects.select_for_update().get(pk=row.pk)
        facts |= {"state": ready, "progress": 100, "problem": {}, "seen": timezone.now()}
        MediaFile.objects.filter(pk=row.pk).update(**facts, origin="")
        if not row.recipe:
            waiting = MediaFile.objects.filter(
                source=row.source, state=MediaFile.State.PREPARING
            ).exclude(recipe="")
            for other in waiting:
                begin(other)
        else:
            giving.made(MediaFile.objects.get(pk=row.pk))
    storing.drop(found.origin)  # it tells where it was filmed
    return ready


def _copied(row: MediaFile) -> dict[str, Any]:
    """Make the clean copy of an upload: the same pictures where they are plain, else new ones."""
    with storing.opened(row.origin) as source, _workplace() as out:
        film = films.look(source, row.origin_mime, size=row.origin_size)
        if film.plain:
            films.copy(source, row.origin_mime, out, _progress(row))
        else:
            films.remake(source, row.origin_mime, out, films.Fit(), _progress(row))
        return _put_film(out)


def _fitted(row: MediaFile, begin: Begin) -> dict[str, Any]:
    clean = MediaFile.objects.filter(source=row.source, recipe="").first()
    if clean is None:
        raise kinds.Unreadable
    recipe = recipes.read(row.recipe)
    if not clean.video:
        return _fitted_image(clean, recipe)
    if clean.state != MediaFile.State.READY:
        make(clean.pk, begin)
        clean.refresh_from_db()
        if clean.state != MediaFile.State.READY:
            raise kinds.Unreadable
    shown = Shown("", clean.mime, clean.size, "", clean.width, clean.height)
    if recipes.fits(shown, recipe):
        same = ("file", "mime", "size", "sha256", "width", "height", "seconds", "rate")
        return {name: getattr(clean, name) for name in same}
    return _fitted_film(row, clean, recipe)


def _fitted_film(row: MediaFile, clean: MediaFile, recipe: recipes.Recipe) -> dict[str, Any]:
    with storing.opened(clean.file) as source, _workplace() as out:
        aim = recipe.size
        for _ in range(TRIES):
            fit = films.Fit(recipe.side, aim, recipe.cut)
            films.remake(source, clean.mime, out, fit, _progress(row))
            if not recipe.size or out.stat().st_size <= recipe.size:
                return _put_film(out)
            aim = int(aim * LIGHTER)
        raise kinds.CannotFit


def _fitted_image(clean: MediaFile, recipe: recipes.Recipe) -> dict[str, Any]:
    with storing.opened(clean.file) as source:
        form = recipe.form.upper()
        still = images.fit(source, form=form, side=recipe.side, size=recipe.size, cut=recipe.cut)
    file, digest = storing.put(still.content, still.form.lower())
    return {
        "file": file,
        "mime": images.TYPES[still.form],
        "size": len(still.content),
        "sha256": digest,
        "width": still.width,
        "height": still.height,
    }


def _put_film(out: Path) -> dict[str, Any]:
    with out.open("rb") as made:
        digest, size = storing.measured(made)
        film = films.look(made, "video/mp4", size=size)
        file = storing.put_file(made, digest, "mp4")
    return {
        "file": file,
        "mime": "video/mp4",
        "size": size,
        "sha256": digest,
        "width": film.width,
        "height": film.height,
        "seconds": film.seconds,
        "rate": film.rate,
    }


def _progress(row: MediaFile) -> films.Progress:
    mine = MediaFile.objects.filter(pk=row.pk, state=MediaFile.State.PREPARING)

    def tell(percent: int) -> None:
        mine.update(progress=percent, seen=timezone.now())

    return tell


@contextmanager
def _workplace() -> Iterator[Path]:
    """Give a place on this machine for a file that is being written."""
    with tempfile.TemporaryDirectory(prefix=FOLDER) as folder:
        yield Path(folder) / "made.mp4"
