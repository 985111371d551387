"""One message as a person tells it, typed or in a line of a file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from sinergi.connectors.contract import Incoming, IncomingKind
from sinergi.inbox import rules
from sinergi.lib import days
from sinergi.lib.text import No, plain, say, short

#: Columns of a file, by the names people give them; the first two are needed.
COLUMNS = {
    "name": ("nama", "name", "akun", "author", "pengguna"),
    "text": ("teks", "text", "pesan", "message", "komentar", "comment"),
    "at": ("waktu", "time", "tanggal", "date"),
    "url": ("tautan", "link", "url"),
    "kind": ("jenis", "kind"),
    "rating": ("nilai", "bintang", "rating", "stars", "rekomendasi", "recommendation"),
}
KINDS: Mapping[str, IncomingKind] = {
    "komentar": "comment",
    "comment": "comment",
    "sebutan": "mention",
    "mention": "mention",
    "pesan": "direct",
    "pesan langsung": "direct",
    "direct": "direct",
    "direct message": "direct",
    "ulasan": "review",
    "review": "review",
}

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Told:
    """One message as a person tells it; ``rating`` as ``models.Rating`` has it. ``number``: which
    of those without words that are the same in one file: a box at the counter has many.
    """

    name: str
    text: str
    at: datetime
    url: str
    kind: IncomingKind
    rating: str = ""
    number: int = 0


def incoming(told: Told) -> Incoming:
    """Return a message with a remote id of its own: the same words at one time are the same."""
    name, text, at = plain(told.name)[:200], text_of(told), told.at
    if not name or not (text or told.rating):
        raise No(say("Write who said what."))
    if told.rating and told.kind != "review":
        raise No(say("Only a review has stars or a recommendation: choose review as its kind."))
    if len(text) > LONGEST:
        raise No(say("The text is longer than {most} characters."), most=LONGEST)
    days.check_year(at)
    if at > timezone.now() + timedelta(minutes=5):
        raise No(say("The time lies in the future."))
    at = at.astimezone(UTC).replace(second=0, microsecond=0)
    more = [told.rating, str(told.number)] if told.rating else []
    spelled = "\n".join([name.casefold(), text, at.isoformat(), told.url, *more])
    mark = hashlib.sha256(spelled.encode()).hexdigest()[:24]
    shown = told.url if told.url.startswith(("https://", "http://")) else ""
    stars = int(told.rating) if told.rating.isdigit() else None
    says = {"yes": True, "no": False}.get(told.rating)
    return Incoming(
        f"hand:{mark}", told.kind, name, name, text, at, url=shown, stars=stars, recommends=says
    )


def text_of(told: Told) -> str:
    return told.text.replace("\0", "").strip()


def told(row: Mapping[str, str]) -> Told:
    rating, named = rules.rating_of(row.get("rating", "")), row.get("kind", "").strip().casefold()
    usual: IncomingKind = "review" if rating and not named else "comment"
    if named and named not in KINDS:
        raise No(
            say("“{kind}” is no kind: write komentar, sebutan, pesan or ulasan."),
            kind=short(named, 40),
        )
    kind, url = KINDS.get(named, usual), row.get("url", "").strip()
    at = _moment(row.get("at", ""))
    return Told(row.get("name", ""), row.get("text", ""), at, url, kind, rating)


def _moment(spelled: str) -> datetime:
    spelled = spelled.strip()
    if not spelled:
        return timezone.now()
    try:
        found = parse_datetime(spelled) or days.moment(spelled)
    except ValueError:
        found = None
    if found is None:
        raise No(
            say("The time {time} cannot be read: write it like 24-11-2026 08:30."), time=spelled
        )
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def named(head: Sequence[str]) -> list[str]:
    known = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
    names = [known.get(cell.strip().casefold(), "") for cell in head]
    for needed in ("name", "text"):
        if needed not in names:
            raise No(say("The file needs the columns nama and teks."))
    return names
