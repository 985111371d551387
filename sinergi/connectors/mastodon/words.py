"""How Mastodon counts text, and how its HTML reads as plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LINK = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
MENTION = re.compile(r"(?<![\w/])@([a-z0-9_]+)@[a-z0-9.-]+[a-z0-9]", re.IGNORECASE)
HANDLE = re.compile(r"(?<![\w/@])@([a-z0-9_.-]+(?:@[a-z0-9.-]+)?)", re.IGNORECASE)


def length(text: str) -> int:
    """Count text as Mastodon does: a link is 23, ``@name@server`` counts without the server.

    https://docs.joinmastodon.org/user/posting/#text
    """
    return len(MENTION.sub(r"@\1", LINK.sub("x" * 23, text)))


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
    parser.feed(content)
    parser.close()
    return "".join(parser.parts).strip()


def names(text: str) -> set[str]:
    """Return the handles a text addresses, in small letters and without the first ``@``."""
    return {name.casefold().rstrip(".-") for name in HANDLE.findall(text)}


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
