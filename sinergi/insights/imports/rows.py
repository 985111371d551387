"""A table and what its columns are: figures, and what is wrong with its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.utils import timezone

from sinergi.insights.imports import formats, values
from sinergi.insights.imports.table import Table
from sinergi.insights.storing import Figure
from sinergi.lib.text import No, say
from sinergi.networks import by_hand, gateway
from sinergi.networks.models import Account, Delivery

LONGEST_REMOTE = 300

#: Parts of an address that say which post it is; all others say who shared it.
NAMING = {"v", "id", "story_fbid", "fbid"}


@dataclass(frozen=True, slots=True)
class Said:
    """What people said of a file: each column's role, how days and numbers are read, and the day
    of figures that bring none.
    """

    columns: Mapping[str, str]
    order: str
    decimal: str
    day: date


@dataclass(slots=True)
class Found:
    """The figures of a file. ``matched`` of its lines are posts of ours, ``loose`` of others."""

    figures: list[Figure] = field(default_factory=list)
    problems: list[tuple[int, No]] = field(default_factory=list)
    rows: int = 0
    matched: int = 0
    loose: int = 0
    empty: int = 0


class Posts:
    """The posts of an account, by the network's id and by their link."""

    def __init__(self, account: Account) -> None:
        self.account, self.card = account, gateway.about(account.network)
        rows = Delivery.objects.filter(account=account, kind=Delivery.Kind.POST)
        known = list(rows.exclude(remote_id="", url="").values_list("pk", "remote_id", "url"))
        self.by_link = {_plain(url): (remote, pk) for pk, remote, url in known if url}
        # Exports leave out the id of the account that some networks put before that of the post.
        self.by_id = {
            part: (remote, pk)
            for pk, remote, _ in known
            if remote
            for part in (remote.rpartition("_")[2], remote)
        }

    def named(self, link: str, remote_id: str) -> tuple[str, int | None]:
        """Return the remote id to keep figures under, and our delivery where it is one of ours.

        Raises No when the link belongs to another account, or is no link at all.
        """
        told = self._id_in(link) if link else ""
        for name in (remote_id, told):
            if name and name in self.by_id:
                return self.by_id[name]
        if link and _plain(link) in self.by_link:
            remote, pk = self.by_link[_plain(link)]
            return remote or _plain(link), pk
        name = told or remote_id or _plain(link)
        if len(name) > LONGEST_REMOTE:
            raise No(say("the link or id is too long"))
        return name, None

    def _id_in(self, link: str) -> str:
        if not re.match(r"https?://[^\s/]+\.[^\s/]+", link):
            raise No(say("“{cell}” is not a link"), cell=link[:40])
        if self.card is None or not self.card.link:
            return ""
        for spelled in (link, link.partition("?")[0]):
            if re.fullmatch(self.card.link, spelled):
                return by_hand.checked(self.account, spelled)
        return ""


def read(table: Table, mapping: Said, account: Account, *, now: datetime) -> Found:
    """Return the figures of a file as its columns were mapped, and every problem with its line."""
    found = Found(rows=len(table.rows))
    reader = _Reader(table, mapping, account, now)
    for line, cells in table.rows:
        try:
            for figure in reader.line(cells, found):
                found.figures.append(figure)
        except No as e:
            found.problems.append((line, e))
    return found


class _Reader:
    def __init__(self, table: Table, mapping: Said, account: Account, now: datetime) -> None:
        roles = [mapping.columns.get(name, "") for name in table.columns]
        self.mapping, self.posts = mapping, Posts(account)
        self.place = {role: i for i, role in enumerate(roles) if not formats.is_figure(role)}
        self.figures = [
            (i, *formats.figure(role)) for i, role in enumerate(roles) if formats.is_figure(role)
        ]
        known = formats.recognised(table)
        self.account_lines = known is not None and known.account_lines
        self.of_posts = formats.LINK in self.place or formats.ID in self.place
        self.tomorrow = timezone.localdate(now) + timedelta(days=1)

    def line(self, cells: tuple[str, ...], found: Found) -> Iterator[Figure]:
        link, remote = self._cell(cells, formats.LINK), self._cell(cells, formats.ID)
        if {link.casefold(), remote.casefold()} & values.ALL_TIME:
            found.empty += 1  # the line of totals
            return
        told = [
            (name, value)
            for i, name, factor in self.figures
            if (value := values.whole(cells[i], self.mapping.decimal, factor)) is not None
        ]
        if not told:
            found.empty += 1
            return
        at = self._day(cells)
        name, delivery = self._post(link, remote)
        found.matched += delivery is not None
        found.loose += bool(name) and delivery is None
        for metric, value in told:
            yield Figure(name, metric, value, at, delivery)

    def _post(self, link: str, remote: str) -> tuple[str, int | None]:
        if link or remote:
            return self.posts.named(link, remote)
        if self.of_posts and not self.account_lines:
            raise No(say("there is neither a link nor an id of a post"))
        return "", None

    def _day(self, cells: tuple[str, ...]) -> datetime:
        cell = self._cell(cells, formats.DAY)
        on = values.day(cell, self.mapping.order, self.mapping.day)
        if on >= self.tomorrow:
            raise No(say("“{cell}” lies in the future"), cell=cell[:40])
        if on.year < 2004:
            raise No(say("“{cell}” is not a date"), cell=cell[:40])
        return values.midnight(on)

    def _cell(self, cells: tuple[str, ...], role: str) -> str:
        place = self.place.get(role)
        return cells[place] if place is not None else ""


def _plain(link: str) -> str:
    """Return a link without what differs between two links of one post."""
    parts = urlsplit(link.strip())
    host = re.sub(r"^(www|m|web)\.", "", parts.netloc.casefold())
    kept = sorted((name, value) for name, value in parse_qsl(parts.query) if name in NAMING)
    return f"{host}{parts.path.rstrip('/')}{'?' + urlencode(kept) if kept else ''}"
