"""Messages of the public that no network brings: entered by hand, one at a time or from a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Incoming, IncomingKind
from sinergi.inbox import hearing
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
) -> Message:
    """Put one message into the inbox as if it had been heard. Raises No for one without words, or
    one that is there already.
    """
    with transaction.atomic():
        made = _take(account, [_incoming(account, name, text, at or timezone.now(), url, kind)])
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
    items = list(_items(account, _rows(content), report))
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


def _incoming(
    account: Account, name: str, text: str, at: datetime, url: str, kind: IncomingKind
) -> Incoming:
    """Return a message with a remote id of its own: the same words at one time are the same."""
    name, text = " ".join(name.split())[:200], text.replace("\0", "").strip()
    if not name or not text:
        raise No(say("Write who said what."))
    if len(text) > LONGEST:
        raise No(say("The text is longer than {most} characters."), most=LONGEST)
    if at > timezone.now() + timedelta(minutes=5):
        raise No(say("The time lies in the future."))
    at = at.astimezone(UTC).replace(second=0, microsecond=0)
    spelled = "\n".join([name.casefold(), text, at.isoformat(), url])
    mark = hashlib.sha256(spelled.encode()).hexdigest()[:24]
    shown = url if url.startswith(("https://", "http://")) else ""
    return Incoming(f"hand:{mark}", kind, name, name, text, at, url=shown)


def _items(
    account: Account, rows: Iterator[tuple[int, Mapping[str, str]]], report: Report
) -> Iterator[Incoming]:
    for line, row in rows:
        try:
            kind = KINDS.get(row.get("kind", "").strip().casefold(), "comment")
            at = _moment(row.get("at", ""))
            told = row.get("name", ""), row.get("text", ""), at, row.get("url", "").strip()
            yield _incoming(account, *told, kind)
        except No as e:
            report.problems.append((line, e))


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
