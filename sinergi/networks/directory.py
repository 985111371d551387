"""The public list of official accounts, and whether a given one is on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

from django.core.cache import cache
from django.db.models import Q

from sinergi.networks import gateway
from sinergi.networks.models import Account

#: How long the list is kept; an account that is new or gone shows within this time.
SECONDS = 60
KEY = "networks.directory"

#: From how much likeness on a handle is said to look like an official one, from 0 to 1.
ALIKE = 0.84

#: Letters and signs that look alike, as they are folded into one.
CONFUSED = str.maketrans({"0": "o", "1": "l", "i": "l", "3": "e", "5": "s", "4": "a", "8": "b"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One official account as the public sees it."""

    unit: str
    unit_code: str
    network: str
    chip: str
    handle: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a handle or link: it is official, it looks like ``entries``, or neither."""

    kind: Literal["official", "alike", "unknown", "empty"]
    asked: str
    entries: Sequence[Entry] = ()


def entries() -> list[Entry]:
    """Return the official accounts, by office; kept for ``SECONDS``."""
    kept: list[dict[str, Any]] | None = cache.get(KEY)
    if kept is None:
        kept = [asdict(entry) for entry in _read()]
        cache.set(KEY, kept, SECONDS)
    return [Entry(**told) for told in kept]


def checked(asked: str) -> Verdict:
    """Return whether a handle, or the link of an account or of one of its posts, is official."""
    words = " ".join(asked.split())[:300]
    if not words:
        return Verdict("empty", words)
    handles = _handles(words)
    official = [e for e in entries() if _is(e, words, handles)]
    if official:
        return Verdict("official", words, official)
    alike = [e for e in entries() if any(_alike(e.handle, handle) for handle in handles)]
    return Verdict("alike" if alike else "unknown", words, alike[:5])


def _read() -> list[Entry]:
    rows = (
        Account.objects.exclude(state=Account.State.CLOSED)
        .filter(Q(record__isnull=True) | Q(record__public=True))
        .select_related("unit")
        .order_by("unit__name", "network", "handle")
    )
    cards = {slug: c.about for slug, c in gateway.enabled().items() if not c.about.pretend}
    return [
        Entry(
            unit=row.unit.name,
            unit_code=row.unit.code,
            network=cards[row.network].name,
            chip=cards[row.network].chip,
            handle=row.handle,
            name=row.name,
            url=row.url,
        )
        for row in rows
        if row.network in cards
    ]


def _is(entry: Entry, asked: str, handles: Sequence[str]) -> bool:
    """True when what was asked names this account: its link, or its handle where no link did."""
    if "/" not in asked:
        return _bare(entry.handle) in {_bare(h) for h in handles}
    if entry.url and _place(asked) == _place(entry.url):
        return True
    return (
        bool(entry.url)
        and _host(asked) == _host(entry.url)
        and any(_bare(entry.handle) == _bare(h) for h in handles)
    )


def _handles(asked: str) -> list[str]:
    """Return the handles that stand in what was asked: itself, or the parts of a link."""
    if "/" not in asked:
        return [asked]
    parts = [p for p in _place(asked)[1].split("/") if p]
    return [p for p in parts if re.fullmatch(r"@?[\w.@-]{2,60}", p)]


def _place(link: str) -> tuple[str, str]:
    return _host(link), _split(link).path.rstrip("/").casefold()


def _host(link: str) -> str:
    return (_split(link).hostname or "").removeprefix("www.").removeprefix("m.").casefold()


def _split(link: str) -> SplitResult:
    try:
        return urlsplit(link if "://" in link else f"https://{link}")
    except ValueError:  # what somebody typed need not be an address at all
        return urlsplit("")


def _bare(handle: str) -> str:
    return handle.strip().lstrip("@").casefold()


def _alike(official: str, other: str) -> bool:
    """True when a handle could be taken for an official one, and is not it."""
    ours, theirs = _skeleton(official), _skeleton(other)
    if min(len(ours), len(theirs)) < 4:
        return False
    return ours == theirs or SequenceMatcher(None, ours, theirs).ratio() >= ALIKE


def _skeleton(handle: str) -> str:
    """Return what the eye sees of a handle: no server, no signs, look-alike letters folded."""
    name = _bare(handle).split("@")[0]
    plain = unicodedata.normalize("NFKD", name)
    return re.sub(r"[^a-z0-9]", "", plain).replace("rn", "m").translate(CONFUSED)
