"""Messages of the public that no network brings: entered by hand, one at a time or from a file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Incoming, IncomingKind
from sinergi.inbox import hearing, rules
from sinergi.inbox.models import Message
from sinergi.lib import csvs
from sinergi.lib.text import No, say
from sinergi.networks.models import Account
from sinergi.people.models import User

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
    "direct": "direct",
    "ulasan": "review",
    "review": "review",
}
DATES = ("%d-%m-%Y %H:%M", "%d/%m/%Y %H:%M", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")

MOST_ROWS = 2000
MOST_BYTES = 2_000_000
LONGEST = 20_000


@dataclass(slots=True)
class Report:
    """What an import did, or would do. With problems, nothing was written."""

    new: int = 0
    known: int = 0
    #: Line number and what is wrong there.
    problems: list[tuple[int, No]] = field(default_factory=list)


def enter(
    actor: User,
    account: Account,
    *,
    name: str,
    text: str,
    at: datetime | None = None,
    url: str = "",
    kind: IncomingKind = "comment",
    rating: str = "",
) -> Message:
    """Put one message into the inbox as if it had been heard. Raises No for one without words
    (unless it rates us), or one that is there already.
    """
    told = Told(name, text, at or timezone.now(), url, kind, rating)
    with transaction.atomic():
        made = _take(account, [_incoming(told)])
        if not made:
            raise No(say("This message is in the inbox already."))
        audit.record(
            actor, "message.entered", on=made[0].conversation, unit_id=account.unit_id,
            data={"message": made[0].pk},
        )  # fmt: skip
    return made[0]


def import_file(actor: User, account: Account, content: bytes, *, dry_run: bool) -> Report:
    """Put the messages of a CSV file into the inbox: all of it or nothing.

    Raises No when it is no such file at all. What is there already is counted, not doubled.
    """
    report = Report()
    items = list(_items(_rows(content), report))
    with transaction.atomic():
        locked = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        there = set(
            Message.objects.filter(account=locked, remote_id__in=[i.remote_id for i in items])
            .values_list("remote_id", flat=True)
        )  # fmt: skip
        fresh = {item.remote_id: item for item in items if item.remote_id not in there}
        report.new, report.known = len(fresh), len(items) - len(fresh)
        if report.problems or dry_run or not fresh:
            return report
        hearing.take(locked, sorted(fresh.values(), key=lambda item: item.at))
        audit.record(
            actor, "message.imported", on=account, unit_id=account.unit_id,
            data={"messages": len(fresh)},
        )  # fmt: skip
    return report


def _take(account: Account, items: Sequence[Incoming]) -> list[Message]:
    locked = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    return hearing.take(locked, items)


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


def _incoming(told: Told) -> Incoming:
    """Return a message with a remote id of its own: the same words at one time are the same."""
    name, text, at = " ".join(told.name.split())[:200], _text(told), told.at
    if not name or not (text or told.rating):
        raise No(say("Write who said what."))
    if told.rating and told.kind != "review":
        raise No(say("Only a review has stars or a recommendation: choose review as its kind."))
    if len(text) > LONGEST:
        raise No(say("The text is longer than {most} characters."), most=LONGEST)
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


def _text(told: Told) -> str:
    return told.text.replace("\0", "").strip()


def _items(rows: Iterator[tuple[int, Mapping[str, str]]], report: Report) -> Iterator[Incoming]:
    wordless = Counter[Told]()
    for line, row in rows:
        try:
            told = _told(row)
            if not _text(told):
                wordless[told] += 1
                told = replace(told, number=wordless[told] - 1)
            yield _incoming(told)
        except No as e:
            report.problems.append((line, e))


def _told(row: Mapping[str, str]) -> Told:
    rating, named = rules.rating_of(row.get("rating", "")), row.get("kind", "").strip().casefold()
    usual: IncomingKind = "review" if rating and not named else "comment"
    kind, url = KINDS.get(named, usual), row.get("url", "").strip()
    at = _moment(row.get("at", ""))
    return Told(row.get("name", ""), row.get("text", ""), at, url, kind, rating)


def _moment(spelled: str) -> datetime:
    spelled = spelled.strip()
    if not spelled:
        return timezone.now()
    found: datetime | None
    try:
        found = parse_datetime(spelled)
    except ValueError:
        found = None
    for form in DATES:
        if found is None:
            try:
                found = datetime.strptime(spelled, form)  # noqa: DTZ007  # made aware below
            except ValueError:
                continue
    if found is None:
        raise No(
            say("The time {time} cannot be read: write it like 24-11-2026 08:30."), time=spelled
        )
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _rows(content: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    head, lines = csvs.table(content, most_bytes=MOST_BYTES, most_rows=MOST_ROWS)
    names = _named(head)
    for line, cells in lines:
        yield line, dict(zip(names, cells, strict=False))


def _named(head: Sequence[str]) -> list[str]:
    known = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
    names = [known.get(cell.strip().casefold(), "") for cell in head]
    for needed in ("name", "text"):
        if needed not in names:
            raise No(say("The file needs the columns nama and teks."))
    return names
