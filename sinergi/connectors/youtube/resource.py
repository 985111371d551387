"""What YouTube is told of a video: which files it is made of, its words, and who may watch it."""

from __future__ import annotations

from typing import Any

from sinergi.connectors.contract import Draft, Media
from sinergi.connectors.errors import Refused
from sinergi.connectors.youtube import words
from sinergi.lib.text import say


def parts(draft: Draft) -> tuple[Media, Media | None]:
    """Return the film and, where one goes with it, its picture."""
    films = [media for media in draft.media if media.video]
    pictures = [media for media in draft.media if not media.video]
    if len(films) != 1 or len(pictures) > 1:
        raise Refused(say("A post on YouTube is one video, and one picture for it if you want."))
    return films[0], pictures[0] if pictures else None


def resource(draft: Draft, key: str) -> dict[str, Any]:
    """Return what YouTube is told of a video when it is uploaded: private, whatever is wished."""
    return {
        "snippet": {
            "title": words.title(draft),
            "description": draft.text,
            "tags": words.tags(draft, key),
            "categoryId": draft.options.get("category") or "25",
            "defaultLanguage": "id",
        },
        "status": status(draft, "private"),
    }


def status(draft: Draft, privacy: str) -> dict[str, Any]:
    """Return all of a video's status: what is left out of a change falls back to its default."""
    return {
        "privacyStatus": privacy,
        "selfDeclaredMadeForKids": draft.options.get("made_for_kids") == "yes",
        "containsSyntheticMedia": draft.options.get("made_with_ai") == "yes",
        "embeddable": True,
        "license": "youtube",
        "publicStatsViewable": True,
    }
