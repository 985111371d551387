"""Keep what shows that a claim was made: link, screenshot, words; with time, person, SHA-256.

A screenshot is stored as it came, byte by byte: what proves something is not made prettier. It is
handed out only as long as its SHA-256 is the one that was written down.
"""

from __future__ import annotations

import hashlib
import mimetypes
from datetime import datetime
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.validators import URLValidator
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox import files
from sinergi.inbox.models import Conversation, Evidence, Hoax, Message
from sinergi.language.writing.personal.masking import mask
from sinergi.lib import again, days
from sinergi.lib.media import images, kinds
from sinergi.lib.media.reading import opened
from sinergi.lib.text import No, say
from sinergi.people.models import User

#: A screenshot weighs less, and so does a photo of a screen.
MOST_BYTES = 15_000_000

LONGEST_NOTE, LONGEST_URL = 500, 1000


def add(
    actor: User,
    hoax: Hoax,
    *,
    url: str = "",
    file: IO[bytes] | None = None,
    note: str = "",
    seen_at: datetime | None = None,
) -> Evidence:
    """Keep where a claim was seen; the same form sent twice keeps it once. Raises No for nothing,
    no address, no image, and the future."""
    now, url = timezone.now(), url.strip()
    if not url and file is None:
        raise No(say("Add a link or a screenshot."))
    if url:
        check_address(url)
    days.check_year(seen_at)
    if seen_at and seen_at > now:
        raise No(say("It cannot have been seen in the future."))
    kept = _kept(file) if file is not None else {}
    values: dict[str, Any] = {"url": url, "note": note.strip()[:LONGEST_NOTE], **kept}
    with transaction.atomic():
        Hoax.objects.select_for_update(of=("self",)).get(pk=hoax.pk)
        same = hoax.evidence.filter(by=actor, **values, **({"seen_at": seen_at} if seen_at else {}))
        if (before := again.made("at", now, same)) is not None:
            return before
        values["seen_at"] = seen_at or now
        made = Evidence.objects.create(hoax=hoax, by=actor, at=now, **values)
        audit.record(
            actor, "hoax.evidence", on=hoax, unit_id=hoax.unit_id,
            data={"evidence": made.pk, "url": url, "sha256": made.sha256},
        )  # fmt: skip
    return made


def of_conversation(actor: User, hoax: Hoax, conversation: Conversation) -> Evidence | None:
    """Keep what somebody told us of a claim: their words without personal data, and the link."""
    told = conversation.messages.filter(direction=Message.Direction.IN).order_by("-id").first()
    if told is None:
        return None
    words = mask(told.text).strip()
    url = "" if conversation.kind == Conversation.Kind.DIRECT else told.url
    if not words and not url:
        return None
    return Evidence.objects.create(
        hoax=hoax,
        url=url,
        words=words,
        sha256=hashlib.sha256(words.encode()).hexdigest() if words else "",
        seen_at=told.at,
        by=actor,
        at=timezone.now(),
    )


def hand_out(actor: User, evidence: Evidence) -> HttpResponse:
    """Return the file of a screenshot, and write into the log who had it. Raises No as ``read``."""
    content, hoax = read(evidence), evidence.hoax
    with transaction.atomic():
        audit.record(
            actor, "hoax.evidence_read", on=hoax, unit_id=hoax.unit_id,
            data={"evidence": evidence.pk, "sha256": evidence.sha256},
        )  # fmt: skip
    name = f"evidence-{evidence.pk}{mimetypes.guess_extension(evidence.mime) or ''}"
    shown = evidence.mime.startswith("image/")
    return files.handed_out(content, evidence.mime, shown=shown, name=name)


def read(evidence: Evidence) -> bytes:
    """Return a screenshot as it came. Raises No where the file is gone or is another one now."""
    if not default_storage.exists(evidence.file):
        raise No(say("The file is gone from the storage. Its fingerprint stays here."))
    with default_storage.open(evidence.file) as found:
        content: bytes = found.read()
    if hashlib.sha256(content).hexdigest() != evidence.sha256:
        raise No(say("The stored file is not the one that was kept: its fingerprint differs."))
    return content


def check_address(url: str) -> None:
    """Raise No for what is no address of a page."""
    try:
        URLValidator(schemes=["https", "http"])(url)
    except ValidationError as e:
        raise No(say("Paste the address of the post, beginning with https://.")) from e
    if len(url) > LONGEST_URL:
        raise No(say("The address has more than {most} characters."), most=LONGEST_URL)


def _kept(file: IO[bytes]) -> dict[str, str | int]:
    """Store a screenshot under its SHA-256; the same file is stored once."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise No(say("The screenshot is larger than {most} MB."), most=MOST_BYTES // 1_000_000)
    form = _form(ContentFile(content))
    digest = hashlib.sha256(content).hexdigest()
    name = f"evidence/{digest[:2]}/{digest}"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(content))
    return {"file": name, "mime": form, "size": len(content), "sha256": digest}


def _form(file: IO[bytes]) -> str:
    try:
        with opened(file) as image:
            image.load()
            return images.TYPES.get(image.format or "", "application/octet-stream")
    except kinds.Unusable as e:
        raise No(say("This is no image we can read. Take a screenshot, as PNG or JPEG.")) from e
