"""How Mastodon counts text, and how its HTML reads as plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from sinergi.connectors import graphemes

#: A link as Mastodon finds one: a scheme, a name with a dot, no sign of a sentence at its end.
LINK = re.compile(
    r"(?<![A-Za-z0-9@$#])https?://(?:[\w-]+\.)+[\w-]{2,}(?::\d+)?(?:[/?#][^\s<>\"]*)?",
    re.IGNORECASE,
)
SENTENCE_ENDS = ".,;:!?'*…"
NAME = r"[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*"
MENTION = re.compile(rf"(?<![\w/])@({NAME})@\w+(?:[.-]+\w+)*", re.IGNORECASE)
HANDLE = re.compile(rf"(?<![\w/@])@({NAME}(?:@\w+(?:[.-]+\w+)*)?)", re.IGNORECASE)

#: What any link counts, however long it is.
LINK_COUNTS = 23


def length(text: str) -> int:
    """Count text as Mastodon does, in characters as a reader sees them.

    A link is 23, ``@name@server`` counts without the server.
    https://docs.joinmastodon.org/user/posting/#text
    """
    return graphemes.count(MENTION.sub(r"@\1", LINK.sub(_counted, text)))


def _counted(found: re.Match[str]) -> str:
    link = found[0].rstrip(SENTENCE_ENDS)
    while link.endswith(")") and link.count(")") > link.count("("):
        link = link[:-1].rstrip(SENTENCE_ENDS)
    return "x" * LINK_COUNTS + found[0][len(link) :]


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" or (tag == "p" and self.parts):
            self.parts.append("\n" if tag == "br" else "\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(content: str) -> str:
    """Return the words of a status: tags gone, breaks kept."""
    parser = _Plain()
    parser.feed(content.replace("<![", "&lt;!["))  # the parser gives up on unknown sections
    parser.close()
    return "".join(parser.parts).strip()


def names(text: str) -> set[str]:
    """Return the handles a text addresses, in small letters and without the first ``@``."""
    return {name.casefold() for name in HANDLE.findall(text)}


def addressed(handle: str, text: str) -> str:
    """Return a text that begins with the name of the person it is for."""
    return f"@{handle} {text}"


def essence(text: str, *, answer: bool = False) -> str:
    """Return what stays of a text whatever a server makes of its links, marks and spaces.

    Handles lose their server, as pages show them. Of an ``answer`` the names it begins with are
    left out: we put one there. A text of signs only is compared as it stands.
    """
    short = MENTION.sub(r"@\1", text)
    if answer:
        short = re.sub(r"^(\s*@[\w.-]+)+\s+", "", short)
    return re.sub(r"[\W_]+", "", short).casefold() or "".join(short.split())
