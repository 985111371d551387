"""A plan of a month from a file: each line a draft with its day, time, texts and accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing import leaders, rules
from sinergi.publishing.bulk import cells, labels, sheets
from sinergi.publishing.bulk.places import Places
from sinergi.publishing.calendars import campaigns
from sinergi.units.models import Unit

#: Columns, by the names people give them; day and text are needed.
COLUMNS = {
    "day": ("tanggal", "date", "hari"),
    "time": ("jam", "waktu", "time"),
    "title": ("judul", "title"),
    "text": ("teks", "text", "isi", "caption", "takarir"),
    "comment": ("komentar pertama", "komentar", "first comment"),
    "accounts": ("akun", "account", "accounts", "kanal"),
    "leader": ("pimpinan", "leader"),
    "labels": ("label", "labels", "tagar"),
    "campaign": ("kampanye", "campaign"),
}
#: What the file that people may begin with has in its first line.
TEMPLATE = (
    "tanggal",
    "jam",
    "judul",
    "teks",
    "akun",
    "label",
    "pimpinan",
    "komentar pertama",
    "kampanye",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is right: what will be written. ``accounts`` are ids."""

    number: int
    at: datetime
    title: str
    text: str
    accounts: Sequence[int]
    labels: Sequence[str]
    #: Marked as about a leader.
    leader: bool = False
    #: The first comment, on those of its accounts that have one.
    comment: str = ""
    #: The id of the campaign it is part of; 0: of none.
    campaign: int = 0

    def values(self) -> dict[str, Any]:
        """Return what a batch keeps of it."""
        return {
            "at": self.at.isoformat(),
            "title": self.title,
            "text": self.text,
            "accounts": list(self.accounts),
            "labels": list(self.labels),
            "leader": self.leader,
            "comment": self.comment,
            "campaign": self.campaign,
        }


@dataclass(slots=True)
class Report:
    """What a file would write. ``problems``: line numbers and what is wrong there; ``leaders``:
    what is not wrong, but to be looked at.
    """

    lines: list[Line] = field(default_factory=list)
    problems: list[tuple[int, No]] = field(default_factory=list)
    leaders: list[tuple[int, No]] = field(default_factory=list)
    without_time: int = 0


def read(user: User, unit: Unit, content: bytes, *, now: datetime) -> Report:
    """Return what a file would write for an office. Raises No when it is no plan at all."""
    report, places, named = Report(), Places(user), campaigns.Named(user, unit)
    for number, row in _rows(content):
        try:
            line = _line(number, row, places, now)
            line = replace(line, campaign=named.pk(row.get("campaign", "")))
        except No as e:
            report.problems.append((number, e))
            continue
        report.lines.append(line)
        report.without_time += not row.get("time", "").strip()
    if not report.lines and not report.problems:
        raise No(say("The file has no line below its first."))
    unmarked = [line for line in report.lines if not line.leader]
    report.leaders = leaders.in_a_plan(unit, [_planned(line) for line in unmarked])
    return report


def _planned(line: Line) -> leaders.Planned:
    return leaders.Planned(line.number, timezone.localdate(line.at), line.text, line.accounts)


def _line(number: int, row: Mapping[str, str], places: Places, now: datetime) -> Line:
    text, title = rules.tidy(row.get("text", "")), rules.tidy_title(row.get("title", ""))
    if not text and not title:
        raise No(say("There is neither a text nor a title."))
    at = timezone.make_aware(
        datetime.combine(
            cells.day(row.get("day", "")), cells.clock(row.get("time", ""), row.get("day", ""))
        )
    )
    return Line(
        number,
        rules.moment(at, now=now),
        title,
        text,
        places.named(row.get("accounts", "")),
        labels.tidy_all(row.get("labels", "")),
        cells.yes(row.get("leader", "")),
        rules.tidy(row.get("comment", "")),
    )


def _rows(content: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    head, lines = sheets.table(content)
    names = _named(head)
    for number, values in lines:
        yield number, dict(zip(names, values, strict=False))


def _named(head: Sequence[str]) -> list[str]:
    known = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
    names = [known.get(cell.strip().casefold(), "") for cell in head]
    if "day" not in names or not {"text", "title"} & set(names):
        raise No(say("The file needs the columns tanggal and teks in its first line."))
    return names
