"""The public list of official accounts, and whether a given one is on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Literal
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import gettext

from sinergi.networks import gateway
from sinergi.networks.models import Account

#: How long the list is kept; an account that is new or gone shows within this time.
SECONDS = 60
KEY = "networks.directory"

#: From how much likeness on a handle is said to look like an official one, from 0 to 1.
ALIKE = 0.84

#: Letters and signs that look alike, as they are folded into one.
CONFUSED = str.maketrans({"0": "o", "1": "l", "i": "l", "3": "e", "5": "s", "4": "a", "8": "b"})

#: Letters of other alphabets that look like ours.
FOREIGN = str.maketrans("авеѕіјкмнорсԁгтухһӏɡαβεικνορτυχω", "abesijkmhopcdrtyxhlgabeiknoptuxw")

#: Words put beside a name so that it seems the real one, once letters are folded.
BOASTING = re.compile(
    r"^(?:akun|admln|layanan|halo|cs)|(?:offlclal|ofc|resml|asll|real|admln|layanan|pusat|lnfo|cs|ld)$"
)

#: Addresses that lead to the same place: what stands before a name, and names that were changed.
BEFORE = re.compile(r"^(?:www|m|mobile|web|mbasic)\.")
RENAMED = {
    "fb.com": "facebook.com",
    "telegram.me": "t.me",
    "threads.net": "threads.com",
    "twitter.com": "x.com",
}


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
    """What is known of a handle or link: it is official, it looks like ``entries``, or neither.

    ``untold``: the link of a post that does not name its account.
    """

    kind: Literal["official", "alike", "unknown", "untold", "empty"]
    asked: str
    entries: Sequence[Entry] = ()


def entries() -> list[Entry]:
    """Return the official accounts, by office; kept for ``SECONDS``, named for the reader."""
    kept: list[dict[str, Any]] | None = cache.get(KEY)
    if kept is None:
        kept = [asdict(entry) for entry in _read()]
        cache.set(KEY, kept, SECONDS)
    return [Entry(**told | {"network": gettext(told["network"])}) for told in kept]


def checked(asked: str) -> Verdict:
    """Return whether a handle, or the link of an account or of one of its posts, is official."""
    words = " ".join(asked.split())[:300]
    if not words:
        return Verdict("empty", words)
    official = [e for e in entries() if _is(e, words)]
    if official:
        return Verdict("official", words, official)
    handles = _handles(words)
    alike = [e for e in entries() if any(_alike(e.handle, handle) for handle in handles)]
    if alike:
        return Verdict("alike", words, alike[:5])
    return Verdict("untold" if _untold(words) else "unknown", words)


def _read() -> list[Entry]:
    rows = (
        Account.objects.exclude(state=Account.State.CLOSED)
        .filter(Q(record__isnull=True) | Q(record__public=True))
        .select_related("unit")
        .order_by("unit__name", "network", "handle")
    )
    cards = {
        slug: c.about
        for slug, c in gateway.enabled().items()
        if not (c.about.pretend or gateway.only_read(slug))
    }
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


def _is(entry: Entry, asked: str) -> bool:
    """True when what was asked names this account: its handle, its link, or what lies below that.

    In a link the handle counts only where an account stands: below another account anybody may
    write anything.
    """
    if "/" not in asked:
        return _same(entry.handle, asked)
    if not entry.url or _host(asked) != _host(entry.url):
        return False
    theirs, own = _parts(asked), _parts(entry.url)
    if own and theirs[: len(own)] == own and _number(entry.url) in {"", _number(asked)}:
        return True
    return bool(theirs) and _bare(theirs[0]) == _bare(entry.handle)


def _untold(asked: str) -> bool:
    """True for the link of a post, on a network we know, that does not name an account."""
    link = asked if "://" in asked else f"https://{asked}"
    patterns = (c.about.link for c in gateway.enabled().values() if c.about.link)
    found = [fits.groupdict() for pattern in patterns if (fits := re.fullmatch(pattern, link))]
    # An id with a slash in it holds that of the account.
    return any(not told.get("handle") and "/" not in told["id"] for told in found)


def _handles(asked: str) -> list[str]:
    """Return the handles that stand in what was asked: itself, or the parts of a link."""
    if "/" not in asked:
        return [asked]
    return [p for p in _parts(asked) if re.fullmatch(r"@?[\w.@-]{2,60}", p)]


def _parts(link: str) -> list[str]:
    return [part for part in _split(link).path.casefold().split("/") if part]


def _number(link: str) -> str:
    """Return the number of an account whose link has it in its query, as some of Facebook's."""
    return next(iter(parse_qs(_split(link).query).get("id", ())), "")


def _host(link: str) -> str:
    host = BEFORE.sub("", (_split(link).hostname or "").casefold())
    return RENAMED.get(host, host)


def _split(link: str) -> SplitResult:
    try:
        return urlsplit(link if "://" in link else f"https://{link}")
    except ValueError:  # what somebody typed need not be an address at all
        return urlsplit("")


def _same(official: str, asked: str) -> bool:
    return _bare(official) == _bare(asked) or (_phone(official) or "-") == _phone(asked)


def _phone(words: str) -> str:
    """Return a telephone number as networks have it, "" where it is none: 0812 is +62 812."""
    number = re.sub(r"[\s().+-]", "", words)
    if not re.fullmatch(r"[0-9]{8,15}", number):
        return ""
    return f"62{number[1:]}" if number.startswith("0") else number


def _bare(handle: str) -> str:
    return handle.strip().lstrip("@").casefold()


def _alike(official: str, other: str) -> bool:
    """True when a handle could be taken for an official one, and is not it."""
    ours, theirs = _skeleton(official), _skeleton(other)
    if min(len(ours), len(theirs)) < 4:
        return False
    if ours == theirs or _plain(ours) == _plain(theirs):
        return True
    return SequenceMatcher(None, ours, theirs).ratio() >= ALIKE


def _plain(skeleton: str) -> str:
    """Return a skeleton without words that boast, unless nothing else is left of it."""
    plain = BOASTING.sub("", skeleton)
    return plain if len(plain) >= 4 else skeleton


def _skeleton(handle: str) -> str:
    """Return what the eye sees of a handle: no server, no signs, look-alike letters folded."""
    name = _phone(handle) or _bare(handle).split("@")[0]
    plain = unicodedata.normalize("NFKD", name).translate(FOREIGN)
    return re.sub(r"[^a-z0-9]", "", plain).replace("rn", "m").translate(CONFUSED)
