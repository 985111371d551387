"""What X keeps: posts and messages, and how it shows them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

ME = {"id": "1111111111", "username": "kec_cibinong", "name": "Kecamatan Cibinong"}
WARGA = {"id": "2222222222", "username": "warga_bogor", "name": "Warga Bogor"}
PEOPLE = {person["id"]: person for person in (ME, WARGA)}
LINK = re.compile(r"https?://[^\s<>\"]+|(?<![\w@.])(?:[\w-]+\.)+(?:id|com|org)(?:/\S*)?")


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


@dataclass(slots=True)
class Post:
    id: str
    author: str
    words: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    answers: str = ""
    answers_user: str = ""
    conversation: str = ""
    media: tuple[str, ...] = ()
    poll: tuple[str, ...] = ()
    hidden: bool = False

    def shown(self, fields: set[str], along: set[str]) -> dict[str, Any]:
        """Return what X tells of a post to one who asked for these fields and expansions."""
        text, entities = rendered(self)
        told: dict[str, Any] = {"id": self.id, "text": text, "edit_history_post_ids": [self.id]}
        attached: dict[str, list[str]] = {}
        if self.media and {"attachments", "attachments.media_keys"} & (fields | along):
            attached["media_keys"] = list(self.media)
        if self.poll and {"attachments", "attachments.poll_ids"} & (fields | along):
            attached["poll_ids"] = [f"9{self.id}"]
        wished: dict[str, tuple[bool, Any]] = {
            "created_at": ("created_at" in fields, stamp(self.at)),
            "conversation_id": ("conversation_id" in fields, self.conversation or self.id),
            "entities": ("entities" in fields and bool(entities), entities),
            "public_metrics": ("public_metrics" in fields, COUNTS),
            "attachments": (bool(attached), attached),
            "author_id": ("author_id" in along, self.author),
            "in_reply_to_user_id": (
                "in_reply_to_user_id" in along and bool(self.answers_user),
                self.answers_user,
            ),
            "referenced_posts": (
                "referenced_posts" in along and bool(self.answers),
                [{"type": "replied_to", "id": self.answers}],
            ),
        }
        return told | {name: value for name, (wanted, value) in wished.items() if wanted}


COUNTS = {
    "repost_count": 2,
    "reply_count": 1,
    "like_count": 7,
    "quote_count": 0,
    "bookmark_count": 3,
    "impression_count": 410,
}


def rendered(post: Post) -> tuple[str, dict[str, Any]]:
    """Return a text as X shows it, with its own links, and what it says about them."""
    links: list[dict[str, Any]] = []

    def short(found: re.Match[str]) -> str:
        whole = found[0] if "://" in found[0] else f"http://{found[0]}"
        links.append({"url": f"https://t.co/{post.id[-6:]}{len(links)}", "expanded_url": whole})
        return str(links[-1]["url"])

    text = LINK.sub(short, html.escape(post.words, quote=False))
    if post.media:
        links.append(
            {
                "url": f"https://t.co/{post.id[-6:]}m",
                "expanded_url": f"https://x.com/kec_cibinong/status/{post.id}/photo/1",
                "media_key": post.media[0],
            }
        )
        text = f"{text} {links[-1]['url']}".strip()
    for link in links:
        start = text.index(str(link["url"]))
        link |= {"start": start, "end": start + len(str(link["url"]))}
    return text, {"urls": links} if links else {}


@dataclass(slots=True)
class Message:
    id: str
    sender: str
    other: str
    words: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def shown(self) -> dict[str, Any]:
        pair = sorted((self.sender, self.other), key=int)
        return {
            "id": self.id,
            "event_type": "MessageCreate",
            "text": html.escape(self.words, quote=False),
            "sender_id": self.sender,
            "dm_conversation_id": "-".join(pair),
            "created_at": stamp(self.at),
        }


@dataclass(slots=True)
class Archive:
    posts: dict[str, Post] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    _number: int = 2080761390344937000

    def next(self) -> str:
        self._number += 1
        return str(self._number)

    def write(self, author: str, words: str, answers: str = "", **more: Any) -> Post:
        """Write a post. An answer to somebody else begins with their name."""
        above = self.posts.get(answers)
        if above is not None:
            name = PEOPLE[above.author]["username"]
            if above.author != author and f"@{name}" not in words:
                words = f"@{name} {words}"
            more |= {"conversation": above.conversation or above.id, "answers_user": above.author}
        post = Post(self.next(), author, words, answers=answers, **more)
        self.posts[post.id] = post
        return post

    def send(self, sender: str, other: str, words: str) -> Message:
        message = Message(self.next(), sender, other, words)
        self.messages[message.id] = message
        return message

    def by(self, author: str) -> list[Post]:
        return [post for post in self.posts.values() if post.author == author][::-1]

    def naming(self, person: dict[str, str]) -> list[Post]:
        """Return the posts that name or answer a person, newest first; also their own."""
        name = f"@{person['username']}"
        return [
            post
            for post in self.posts.values()
            if name in post.words or post.answers_user == person["id"]
        ][::-1]
