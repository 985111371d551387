"""What figures are called and mean: the connector's own words first, ours for what files bring."""

from __future__ import annotations

from collections.abc import Mapping

from sinergi.connectors.contract import About, Metric
from sinergi.lib.text import say

#: Figures that files bring. Those of one day are told apart from those of all time.
OURS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric("views", say("Views"), say("How often the post was seen or played so far.")),
        Metric("reach", say("People reached"), say("People who saw the post at least once.")),
        Metric("impressions", say("Impressions"), say("How often the post was on a screen.")),
        Metric("likes", say("Likes"), say("Likes or reactions the post has.")),
        Metric("replies", say("Comments"), say("Comments on the post.")),
        Metric("shares", say("Shares"), say("How often the post was passed on.")),
        Metric("saves", say("Saves"), say("How many accounts keep the post.")),
        Metric("clicks", say("Clicks"), say("Clicks in the post.")),
        Metric("follows", say("New followers"), say("Accounts that followed because of the post.")),
        Metric("watch_seconds", say("Watch time"), say("How long it was watched, in seconds.")),
        Metric("followers", say("Followers"), say("Accounts that follow this one on that day.")),
        Metric("day_views", say("Views of the day"), say("How often posts were seen that day.")),
        Metric("day_reach", say("Reach of the day"), say("People who saw a post that day.")),
        Metric("day_profile_views", say("Profile views"), say("Views of the profile that day.")),
        Metric("day_likes", say("Likes of the day"), say("New likes on that day.")),
        Metric("day_replies", say("Comments of the day"), say("New comments on that day.")),
        Metric("day_shares", say("Shares of the day"), say("How often posts were passed on then.")),
        Metric("day_follows", say("Follows of the day"), say("Accounts that followed that day.")),
        Metric("day_clicks", say("Clicks of the day"), say("Clicks in posts on that day.")),
    )
}

#: The same thing by other names on some networks.
ALIKE = {"replies": ("comments",), "saves": ("bookmarks",), "shares": ("reposts",)}


def known(card: About | None) -> dict[str, Metric]:
    """Return every figure that may be told of an account: its network's, then ours."""
    theirs = {metric.name: metric for metric in card.metrics} if card else {}
    covered = {name for name in ALIKE if named(card, name) != name}
    return theirs | {n: m for n, m in OURS.items() if n not in theirs and n not in covered}


def named(card: About | None, name: str) -> str:
    """Return the name an account's network has for one of our figures."""
    theirs = {metric.name for metric in card.metrics} if card else set()
    if name in theirs:
        return name
    return next((other for other in ALIKE.get(name, ()) if other in theirs), name)


def of(card: About | None, name: str) -> Metric:
    """Return a figure by its name; one that nobody describes is shown by its name alone."""
    return known(card).get(name) or Metric(name, name, "")
