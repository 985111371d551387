"""Messages of the public that no network brings: entered by hand, one at a time or from a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Incoming, IncomingKind
from sinergi.inbox import entries, hearing
from sinergi.inbox.models import Message
from sinergi.lib import csvs
from sinergi.lib.text import No, say
from sinergi.networks.models import Account
from sinergi.people.models import User

MOST_ROWS = 2000
MOST_BYTES = 2_000_000


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
    told = entries.Told(name, text, at or timezone.now(), url, kind, rating)
    with transaction.atomic():
        made = _take(account, [entries.incoming(told)])
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


def _items(rows: Iterator[tuple[int, Mapping[str, str]]], report: Report) -> Iterator[Incoming]:
    wordless = Counter[entries.Told]()
    for line, row in rows:
        try:
            told = entries.told(row)
            if not entries.text_of(told):
                wordless[told] += 1
                told = replace(told, number=wordless[told] - 1)
            yield entries.incoming(told)
        except No as e:
            report.problems.append((line, e))


def _rows(content: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    head, lines = csvs.table(content, most_bytes=MOST_BYTES, most_rows=MOST_ROWS)
    names = entries.named(head)
    for line, cells in lines:
        yield line, dict(zip(names, cells, strict=False))
