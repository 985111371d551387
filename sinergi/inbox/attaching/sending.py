"""What the form of an answer brings of pictures: those of the draft, described, and new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sinergi.inbox import answering, rules
from sinergi.inbox.attaching import carrying
from sinergi.inbox.models import Conversation, Draft
from sinergi.lib.text import No, say
from sinergi.networks import attaching
from sinergi.networks.attaching import Item
from sinergi.people.models import User

#: So long a description is kept; a network takes less.
LONGEST_ALT = 5000


@dataclass(frozen=True, slots=True)
class Brought:
    """The pictures of an answer as its form has them. ``listed``: those the page showed, by their
    ``sha256``, None: it had no place for them; ``new``: how many were chosen just now; ``problem``:
    why one of these was not taken.
    """

    media: Sequence[Item] = ()
    listed: Sequence[str] | None = None
    new: int = 0
    problem: No | None = None

    def keep(self, user: User, talk: Conversation, text: str) -> None:
        """Keep what was typed and chosen: it was not sent. Pictures of the draft that the page did
        not know of, because another one brought them meanwhile, stay there.
        """
        if self.listed is None:
            answering.keep(user, talk, text)
            return
        known = {*self.listed, *(item["sha256"] for item in self.media)}
        with transaction.atomic():
            there = Draft.objects.select_for_update(of=("self",)).filter(conversation=talk, by=user)
            rest = [item for row in there for item in row.media if item["sha256"] not in known]
            answering.keep(user, talk, text, [*self.media, *rest][: attaching.MOST])


def read(
    user: User,
    talk: Conversation,
    sent: QueryDict,
    files: MultiValueDict[str, Any],
    *,
    typing: bool = False,
) -> Brought:
    """Return what a form brings; new pictures are stored, and kept with the draft at once.

    ``typing``: no button was pressed, so what is ticked is not taken out yet.
    """
    if "pictures" not in sent and not files:
        return Brought()
    kept, listed = _described(user, talk, sent, typing=typing), sent.getlist("picture")
    uploads: list[UploadedFile[Any]] = files.getlist("chosen")
    entry = sent.get("take", "")
    if not uploads and not entry:
        return Brought(kept, listed)
    new, problem = _stored(talk, uploads, kept)
    if entry and problem is None and (picked := attaching.offered_one(talk.unit, entry)):
        new, problem = _with(picked, new, kept, talk)
    found = Brought([*kept, *new], listed, new=len(new), problem=problem)
    found.keep(user, talk, sent.get("text", "")[: rules.LONGEST])
    if new and problem is None:
        return replace(found, problem=carrying.fitted(talk, found.media).problem)
    return found


def _stored(
    talk: Conversation, uploads: Sequence[UploadedFile[Any]], kept: Sequence[Item]
) -> tuple[list[Item], No | None]:
    """Store uploads, those before the first that is not taken; return why that one is not."""
    new, problem = list[Item](), None
    for upload in uploads:
        try:
            item = attaching.brought(upload, name=upload.name or "")
        except No as e:
            return new, e
        new, problem = _with(item, new, kept, talk)
        if problem is not None:
            break
    return new, problem


def _with(
    item: Item, new: list[Item], kept: Sequence[Item], talk: Conversation
) -> tuple[list[Item], No | None]:
    """Return new pictures with one more, each once, and why not, where there is room for none."""
    most = carrying.taken(talk)
    if item["sha256"] in {one["sha256"] for one in (*kept, *new)}:
        return new, None
    if len(kept) + len(new) >= most:
        words = say("{account} takes at most {most} pictures in an answer.")
        return new, No(words, account=talk.account.handle, most=most)
    return [*new, item], None


def _described(user: User, talk: Conversation, sent: QueryDict, *, typing: bool) -> list[Item]:
    """Return the pictures the page showed with what was typed of them, without those taken out.

    Fields are named after their pictures, because a browser fills them in again by name. One that
    is in no draft any more (the answer went out) is known by its ``sha256`` alone.
    """
    draft = Draft.objects.filter(conversation=talk, by=user).first()
    known = {item["sha256"]: item for item in (draft.media if draft else ())}
    found: list[Item] = []
    for source in sent.getlist("picture")[: attaching.MOST]:
        if typing or f"drop-{source}" not in sent:
            words = sent.get(f"alt-{source}", "").replace("\0", "").replace("\r\n", "\n")
            item = known.get(source, {"sha256": source[:64]})
            found.append({**item, "alt": words.strip()[:LONGEST_ALT]})
    return found
