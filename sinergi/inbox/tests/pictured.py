"""What the form of an answer sends of pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sinergi.inbox.models import Conversation, Draft
from sinergi.inbox.tests.test_screens import as_
from sinergi.lib.media.tests.made import photo
from sinergi.networks import attaching
from sinergi.networks.attaching import Item
from sinergi.people.models import User


def upload(name: str = "jalan.png", form: str = "PNG", *, size: int = 64) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(form, size=(size, 48)))


def brought(name: str = "jalan.png", *, alt: str = "Jalan", size: int = 64) -> Item:
    """Return a picture as the form brings it."""
    taken = attaching.brought(io.BytesIO(photo("PNG", size=(size, 48))), name=name)
    return {**taken, "alt": alt}


def at(name: str, talk: Conversation, *more: object) -> str:
    return reverse(f"inbox:{name}", args=[talk.pk, *more])


def form_of(talk: Conversation, user: User, *, text: str = "Ini fotonya.", **more: Any) -> Any:
    """Return what the form of the answer sends, with the pictures its page shows.

    ``more``: "alt-0", "drop-0" are those of the first picture, as the page names them.
    """
    draft = Draft.objects.filter(conversation=talk, by=user).first()
    shown = [item["sha256"] for item in (draft.media if draft else ())]
    seen = talk.messages.latest("id").pk
    for number, source in enumerate(shown):
        for what in ("alt", "drop"):
            if f"{what}-{number}" in more:
                more[f"{what}-{source}"] = more.pop(f"{what}-{number}")
    return {"text": text, "seen": seen, "pictures": "1", "picture": shown, **more}


def chosen(talk: Conversation, user: User, *files: SimpleUploadedFile) -> None:
    """Choose pictures in the form, as a browser without scripts does."""
    answer = as_(user).post(at("attach", talk), form_of(talk, user, text="", chosen=list(files)))
    assert answer.status_code == 302


def names(items: Sequence[Item]) -> list[str]:
    return [str(item["name"]) for item in items]
