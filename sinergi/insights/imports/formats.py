"""The exports people bring, known by their columns; every other file is mapped by hand.

None of these exports is specified by its network. The names below are those found in exports that
people use publicly in tests and tools (2026), in English. A column that is not here, another
language, or a new name goes through the mapping step, and is proposed again for the next file.

Meta Business Suite, content (CSV, days as 09/16/2026 14:05 or ISO, "Lifetime" in the column Date):
  Post ID, Page ID, Page name, Title, Description, Duration (sec), Publish time, Permalink, Post
  type, Data comment, Date, Views, Reach, Reactions, Comments, Shares, Total clicks - and of
  Instagram: Account ID, Account username, Account name, Likes, Shares, Follows, Comments, Saves.
Meta Business Suite, results (a figure by day; UTF-16, "sep=,", its name alone above): Date,
  Primary.
TikTok Studio, content: Video title, Video link, Post time, Total likes, Total comments, Total
  shares, Total views, Total play time, Average watch time, Watched full video, Add to favorites.
TikTok Studio, overview and followers: Date, Video Views, Profile Views, Likes, Comments, Shares;
  Date, Followers, Difference in followers from previous day. Days without a year ("August 31").
YouTube Studio, advanced mode, content ("Table data"): Content (the video's id, and a line "Total"),
  Video title, Video publish time, Duration, Views, Watch time (hours), Subscribers, Likes,
  Comments added, Shares, Impressions or Thumbnail impressions, and their rates in per cent.
YouTube Studio, totals by day: Date, Views.

Rates and averages are never proposed: without what they were made of, nothing can be said of them
(domain: numerator, denominator and definition are kept, or nothing).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sinergi.connectors.contract import About
from sinergi.insights import metrics
from sinergi.insights.imports.table import Table
from sinergi.lib.text import say

#: What a column may be besides a figure. "" is left out.
DAY, LINK, ID, NOTHING = "day", "link", "id", ""
#: A figure is "metric:NAME"; one that is written in hours and kept in seconds "hours:NAME".
METRIC, HOURS = "metric:", "hours:"


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. ``signs``: the columns by which it is known, in small letters.

    ``account_lines``: a line without a link or id is a figure of the account itself.
    """

    slug: str
    name: str
    signs: frozenset[str]
    roles: Mapping[str, str]
    order: str = "dmy"
    hint: str = ""
    account_lines: bool = False
    by_title: Mapping[str, str] = field(default_factory=dict)


_POST = {
    "views": "metric:views",
    "reach": "metric:reach",
    "impressions": "metric:impressions",
    "likes": "metric:likes",
    "reactions": "metric:likes",
    "comments": "metric:replies",
    "shares": "metric:shares",
    "saves": "metric:saves",
    "follows": "metric:follows",
    "total clicks": "metric:clicks",
}
_DAYS = {
    "views": "metric:day_views",
    "reach": "metric:day_reach",
    "likes": "metric:day_likes",
    "comments": "metric:day_replies",
    "shares": "metric:day_shares",
    "followers": "metric:followers",
}

FORMATS = (
    Format(
        "template", say("Our template"), frozenset({"tanggal", "tautan"}),
        {"tanggal": DAY, "tautan": LINK, "tayangan": "metric:views", "jangkauan": "metric:reach",
         "suka": "metric:likes", "komentar": "metric:replies", "bagikan": "metric:shares",
         "simpan": "metric:saves", "pengikut": "metric:followers"},
        account_lines=True,
        hint=say("A line without a link is a figure of the account itself."),
    ),
    Format(
        "meta-content", say("Meta Business Suite: content"),
        frozenset({"post id", "permalink", "publish time"}),
        _POST | {"post id": ID, "permalink": LINK, "date": DAY}, order="mdy",
    ),
    Format(
        "meta-results", say("Meta Business Suite: results by day"), frozenset({"date", "primary"}),
        {"date": DAY}, order="mdy",
        by_title={"reach": "metric:day_reach", "views": "metric:day_views",
                  "visits": "metric:day_profile_views", "follows": "metric:day_follows",
                  "link clicks": "metric:day_clicks"},
    ),
    Format(
        "tiktok-content", say("TikTok Studio: content"), frozenset({"video link", "post time"}),
        _POST | {"video link": LINK} | {
            f"total {name}": role
            for name, role in _POST.items() if not name.startswith("total")
        } | {"add to favorites": "metric:saves", "total bookmarks": "metric:saves"},
    ),
    Format(
        "tiktok-days", say("TikTok Studio: overview by day"),
        frozenset({"date", "video views", "profile views"}),
        _DAYS | {"date": DAY, "video views": "metric:day_views",
                 "profile views": "metric:day_profile_views"},
    ),
    Format(
        "youtube-content", say("YouTube Studio: content"), frozenset({"content", "video title"}),
        _POST | {"content": ID, "subscribers": "metric:follows", "comments added": "metric:replies",
                 "thumbnail impressions": "metric:impressions",
                 "watch time (hours)": "hours:watch_seconds"},
        hint=say("Choose “Lifetime” as the period before you export: figures of posts are kept "
                 "as those of all time."),
    ),
    Format(
        "followers-days", say("Followers by day"), frozenset({"date", "followers"}),
        {"date": DAY, "followers": "metric:followers"},
    ),
    Format(
        "days", say("Figures by day"), frozenset({"date", "views"}), _DAYS | {"date": DAY},
    ),
)  # fmt: skip
BY_SLUG = {found.slug: found for found in FORMATS}

#: The columns of the template that people download.
TEMPLATE = tuple(BY_SLUG["template"].roles)


def recognised(table: Table) -> Format | None:
    """Return the format whose signs are all there; the first in line where several are."""
    there = {name.casefold() for name in table.columns}
    return next((found for found in FORMATS if found.signs <= there), None)


def kind_of(table: Table) -> str:
    """Return the name under which mappings of such files are remembered."""
    found = recognised(table)
    if found and not found.by_title:  # there, the same columns hold another figure each time
        return found.slug
    spelled = "\n".join([table.title, *sorted(name.casefold() for name in table.columns)])
    return f"columns-{hashlib.sha256(spelled.encode()).hexdigest()[:24]}"


def proposed(table: Table, card: About | None) -> dict[str, str]:
    """Return a role for each column as its format has it; "" where nothing is known."""
    found = recognised(table)
    if found is None:
        return dict.fromkeys(table.columns, NOTHING)
    titled = next((r for word, r in found.by_title.items() if word in table.title.casefold()), "")
    roles = {**found.roles, **({"primary": titled} if titled else {})}
    return {name: renamed(roles.get(name.casefold(), NOTHING), card) for name in table.columns}


def renamed(role: str, card: About | None) -> str:
    """Return a role with the name the account's own network has for the figure."""
    kind, found, name = role.partition(":")
    return f"{kind}:{metrics.named(card, name)}" if found else role


def order_of(table: Table) -> str:
    found = recognised(table)
    return found.order if found else "dmy"


def decimal_of(table: Table) -> str:
    """Return "comma" where the file seems to write 1.234,5; else "dot"."""
    return "comma" if table.delimiter == ";" else "dot"


def figure(role: str) -> tuple[str, int]:
    """Return the name of the figure a role stands for, and by what its values are multiplied."""
    if role.startswith(HOURS):
        return role.removeprefix(HOURS), 3600
    return role.removeprefix(METRIC), 1


def is_figure(role: str) -> bool:
    return role.startswith((METRIC, HOURS))
