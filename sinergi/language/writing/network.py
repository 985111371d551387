"""What a network makes of a text: its length, hashtags, links and mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.findings import Severity
from sinergi.language.writing.lists import words_of
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit, Rule
from sinergi.lib.text import say

SHORTENERS = frozenset(words_of("shorteners"))
HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/\s?#]+)", re.IGNORECASE)
#: More than this reads like advertising, wherever it is.
MANY_TAGS = 5


def length(reading: Reading) -> Iterator[Hit]:
    there = reading.network
    if there is not None and there.length > there.most:
        what = say("{over} characters too many for {network} (at most {most}).")
        over = there.length - there.most
        facts: dict[str, str | int] = {"over": over, "network": there.name, "most": there.most}
        yield Hit(0, 0, what, facts=facts, severity=Severity.DANGER)


def hashtags(reading: Reading) -> Iterator[Hit]:
    count, there = len(reading.hashtags), reading.network
    if there is not None and there.hashtags and count > there.hashtags:
        what = say("{count} hashtags; {network} takes at most {most}.")
        facts: dict[str, str | int] = {
            "count": count,
            "network": there.name,
            "most": there.hashtags,
        }
        place = reading.hashtags[there.hashtags]
        yield Hit(place.start, place.end, what, facts=facts, severity=Severity.DANGER)
    elif count > MANY_TAGS:
        place = reading.hashtags[MANY_TAGS]
        what = say("{count} hashtags: keep the few that people search for.")
        yield Hit(place.start, place.end, what, facts={"count": count}, severity=Severity.HINT)


def links(reading: Reading) -> Iterator[Hit]:
    there = reading.network
    for link in reading.links:
        host = HOST.match(link.text)
        if there is not None and not there.links_open:
            what = say("{network} does not open links in a text: say where it is found instead.")
            yield Hit(link.start, link.end, what, facts={"network": there.name})
        elif host and host[1].lower() in SHORTENERS:
            what = say("“{host}” hides where the link leads: give the full address.")
            yield Hit(link.start, link.end, what, facts={"host": host[1]}, severity=Severity.HINT)
        elif link.text.lower().startswith("http://"):
            what = say("The link is not encrypted.")
            yield Hit(link.start, link.end, what, "https" + link.text[4:], severity=Severity.HINT)


def mentions(reading: Reading) -> Iterator[Hit]:
    known, there = reading.register.handles, reading.network
    if there is not None and there.mentions and len(reading.mentions) > there.mentions:
        what = say("{count} mentions; {network} takes at most {most}.")
        count: dict[str, str | int] = {
            "count": len(reading.mentions),
            "network": there.name,
            "most": there.mentions,
        }
        yield Hit(0, 0, what, facts=count, severity=Severity.DANGER)
    if known is None:
        return
    lowered = {handle.lower().lstrip("@") for handle in known}
    for mention in reading.mentions:
        if mention.text[1:].lower() not in lowered:
            what = say("“{handle}” is not in the registry of official accounts.")
            yield Hit(mention.start, mention.end, what, facts={"handle": mention.text})


RULES = (
    Rule(
        "network-length",
        Severity.DANGER,
        say("The network refuses what is too long."),
        length,
    ),
    Rule(
        "network-hashtags",
        Severity.WARNING,
        say("Many hashtags make a post look like advertising, and networks show it less."),
        hashtags,
    ),
    Rule(
        "network-links",
        Severity.WARNING,
        say("Nobody types a link by hand, and people are told not to open what they cannot read."),
        links,
    ),
    Rule(
        "network-mentions",
        Severity.WARNING,
        say("A wrong letter names a stranger, or an account that pretends to be an office."),
        mentions,
    ),
)
