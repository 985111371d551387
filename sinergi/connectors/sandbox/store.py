"""The practice network's memory: what was said, what is news to whom, what citizens plan."""

from __future__ import annotations

import re
import sqlite3
import time
from dataclasses import dataclass

from sinergi.connectors.sandbox import citizens
from sinergi.connectors.sandbox.accounts import Accounts
from sinergi.connectors.sandbox.deeds import Deeds
from sinergi.connectors.sandbox.media import Pictures


@dataclass(frozen=True, slots=True)
class Post:
    """``parent`` is the post it answers; ``at`` is seconds since 1970."""

    id: int
    handle: str
    name: str
    text: str
    parent: int | None
    at: float
    likes: int


COLUMNS = "id, handle, name, text, parent, at, likes"


class Store(Accounts, Deeds, Pictures):
    """Open on a file, with the seed its citizens follow."""

    def publish(
        self,
        handle: str,
        name: str,
        text: str,
        *,
        parent: int | None = None,
        key: str | None = None,
        media: tuple[int, ...] = (),
        at: float | None = None,
        plan: bool = True,
    ) -> tuple[Post, bool]:
        """Write a post and say whether it is new: a repeated key gives the first one back."""
        with self.open() as db:
            if key:
                again = f"SELECT {COLUMNS} FROM post WHERE handle = ? AND key = ?"  # noqa: S608
                row = db.execute(again, (handle, key)).fetchone()
                if row:
                    return Post(*row), False
            now = time.time() if at is None else at
            post = self._write(db, (handle, name, text, parent, now, key))
            for number in media:
                db.execute("UPDATE media SET post = ? WHERE id = ?", (post.id, number))
            if plan:
                self._plan(db, post)
        return post, True

    def _write(self, db: sqlite3.Connection, values: tuple[object, ...]) -> Post:
        insert = (  # the columns are our own words
            "INSERT INTO post (handle, name, text, parent, at, key) VALUES (?, ?, ?, ?, ?, ?) "  # noqa: S608
            f"RETURNING {COLUMNS}"
        )
        post = Post(*db.execute(insert, values).fetchone())
        self._tell(db, post)
        return post

    def _tell(self, db: sqlite3.Connection, post: Post) -> None:
        """Put a post into the news of the accounts it answers or names."""
        told: dict[str, str] = {
            handle: "mention"
            for (handle,) in db.execute("SELECT handle FROM account")
            if re.search(rf"@{re.escape(handle)}(?![\w.]*\w)", post.text)
        }
        if post.parent is not None:
            row = db.execute("SELECT handle FROM post WHERE id = ?", (post.parent,)).fetchone()
            if row:
                told[str(row[0])] = "comment"
        told.pop(post.handle, None)
        db.executemany(
            "INSERT INTO news (handle, post, kind) VALUES (?, ?, ?)",
            [(handle, post.id, kind) for handle, kind in told.items()],
        )

    def _plan(self, db: sqlite3.Connection, post: Post) -> None:
        ask = "SELECT handle FROM post WHERE id = ?"
        row = db.execute(ask, (post.parent,)).fetchone() if post.parent else None
        coming = (
            citizens.second_thoughts(self.seed, post.id, str(row[0]))
            if row
            else citizens.plans(self.seed, post.id)
        )
        db.executemany(
            "INSERT INTO plan VALUES (?, ?, ?, ?, ?, ?)",
            [(post.at + p.after, post.id, p.act, p.handle, p.name, p.text) for p in coming],
        )

    def live(self, now: float) -> None:
        """Let the citizens do what they had planned until ``now``."""
        with self.open() as db:
            due = db.execute(
                "DELETE FROM plan WHERE due <= ? RETURNING due, post, act, handle, name, text",
                (now,),
            ).fetchall()
            for at, post, act, handle, name, text in sorted(due):
                if act == "like":
                    db.execute("UPDATE post SET likes = likes + 1 WHERE id = ?", (post,))
                else:
                    self._write(db, (handle, name, text, post, at, None))

    def posts(
        self, where: str = "1", values: tuple[object, ...] = (), most: int = 50
    ) -> list[Post]:
        """Return posts, newest first. ``where`` is one of this module's own conditions."""
        ask = f"SELECT {COLUMNS} FROM post WHERE {where} ORDER BY id DESC LIMIT ?"  # noqa: S608
        with self.open() as db:
            return [Post(*row) for row in db.execute(ask, (*values, most))]

    def below(self, number: int) -> list[Post]:
        """Return everything said under a post, answers to answers too, oldest first."""
        ask = (
            "WITH RECURSIVE below(id) AS (SELECT id FROM post WHERE parent = ? UNION "  # noqa: S608
            "SELECT post.id FROM post JOIN below ON post.parent = below.id) "
            f"SELECT {COLUMNS} FROM post WHERE id IN below ORDER BY id LIMIT 500"
        )
        with self.open() as db:
            return [Post(*row) for row in db.execute(ask, (number,))]

    def delete(self, handle: str, number: int) -> bool:
        with self.open() as db:
            return (
                db.execute(
                    "DELETE FROM post WHERE id = ? AND handle = ?", (number, handle)
                ).rowcount
                > 0
            )

    def news(self, handle: str, after: int, most: int) -> list[tuple[int, str, Post]]:
        """Return news of an account, oldest first: its number, its kind, the post."""
        ask = (
            f"SELECT news.id, news.kind, {', '.join('post.' + c for c in COLUMNS.split(', '))} "  # noqa: S608
            "FROM news JOIN post ON post.id = news.post "
            "WHERE news.handle = ? AND news.id > ? ORDER BY news.id LIMIT ?"
        )
        with self.open() as db:
            rows = db.execute(ask, (handle, after, most)).fetchall()
        return [(int(row[0]), str(row[1]), Post(*row[2:])) for row in rows]
