"""The pretend network's memory: one SQLite file, shared by threads and processes."""

from __future__ import annotations

import re
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sinergi.connectors.sandbox import citizens

TABLES = """
CREATE TABLE IF NOT EXISTS account (
  handle TEXT PRIMARY KEY, name TEXT NOT NULL, token TEXT UNIQUE NOT NULL, since REAL NOT NULL);
CREATE TABLE IF NOT EXISTS code (
  code TEXT PRIMARY KEY, handle TEXT NOT NULL, redirect TEXT NOT NULL, challenge TEXT NOT NULL,
  at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS post (
  id INTEGER PRIMARY KEY AUTOINCREMENT, handle TEXT NOT NULL, name TEXT NOT NULL,
  text TEXT NOT NULL, parent INTEGER, at REAL NOT NULL, key TEXT, likes INTEGER NOT NULL DEFAULT 0,
  UNIQUE (handle, key));
CREATE INDEX IF NOT EXISTS post_parent ON post (parent);
CREATE TABLE IF NOT EXISTS media (
  id INTEGER PRIMARY KEY AUTOINCREMENT, post INTEGER, mime TEXT NOT NULL, alt TEXT NOT NULL,
  bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS news (
  id INTEGER PRIMARY KEY AUTOINCREMENT, handle TEXT NOT NULL, post INTEGER NOT NULL,
  kind TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS news_of ON news (handle, id);
CREATE TABLE IF NOT EXISTS plan (
  due REAL NOT NULL, post INTEGER NOT NULL, act TEXT NOT NULL, handle TEXT NOT NULL,
  name TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS plan_due ON plan (due);
"""

CODE_LASTS = 600.0


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


class Store:
    """Open on a file; every call is its own connection and transaction."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path, self.seed = path, seed
        with self._open() as db:
            db.executescript(TABLES)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("BEGIN IMMEDIATE")
            yield db
            if db.in_transaction:
                db.execute("COMMIT")
        finally:
            db.close()

    # -- accounts --------------------------------------------------------------------------------

    def join(self, handle: str, name: str, token: str = "") -> str:
        """Return the token of an account, made now if it is new."""
        with self._open() as db:
            db.execute(
                "INSERT OR IGNORE INTO account VALUES (?, ?, ?, ?)",
                (handle, name or handle, token or secrets.token_urlsafe(24), time.time()),
            )
            row = db.execute("SELECT token FROM account WHERE handle = ?", (handle,)).fetchone()
        return str(row[0])

    def account(self, token: str) -> tuple[str, str] | None:
        """Return handle and name of a token's account."""
        with self._open() as db:
            row = db.execute(
                "SELECT handle, name FROM account WHERE token = ?", (token,)
            ).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def renew(self, handle: str) -> None:
        """Take an account's token away: whoever used it is signed out."""
        with self._open() as db:
            db.execute(
                "UPDATE account SET token = ? WHERE handle = ?",
                (secrets.token_urlsafe(24), handle),
            )

    def give_code(self, handle: str, redirect: str, challenge: str) -> str:
        code = secrets.token_urlsafe(24)
        with self._open() as db:
            db.execute("DELETE FROM code WHERE at < ?", (time.time() - CODE_LASTS,))
            db.execute(
                "INSERT INTO code VALUES (?, ?, ?, ?, ?)",
                (code, handle, redirect, challenge, time.time()),
            )
        return code

    def take_code(self, code: str) -> tuple[str, str, str] | None:
        """Return handle, redirect and challenge of a code, which ends with that."""
        with self._open() as db:
            row = db.execute(
                "DELETE FROM code WHERE code = ? AND at > ? RETURNING handle, redirect, challenge",
                (code, time.time() - CODE_LASTS),
            ).fetchone()
        return (str(row[0]), str(row[1]), str(row[2])) if row else None

    # -- posts -----------------------------------------------------------------------------------

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
        with self._open() as db:
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
        with self._open() as db:
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
        with self._open() as db:
            return [Post(*row) for row in db.execute(ask, (*values, most))]

    def below(self, number: int) -> list[Post]:
        """Return everything said under a post, answers to answers too, oldest first."""
        ask = (
            "WITH RECURSIVE below(id) AS (SELECT id FROM post WHERE parent = ? UNION "  # noqa: S608
            "SELECT post.id FROM post JOIN below ON post.parent = below.id) "
            f"SELECT {COLUMNS} FROM post WHERE id IN below ORDER BY id LIMIT 500"
        )
        with self._open() as db:
            return [Post(*row) for row in db.execute(ask, (number,))]

    def delete(self, handle: str, number: int) -> bool:
        with self._open() as db:
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
        with self._open() as db:
            rows = db.execute(ask, (handle, after, most)).fetchall()
        return [(int(row[0]), str(row[1]), Post(*row[2:])) for row in rows]

    # -- media -----------------------------------------------------------------------------------

    def keep(self, mime: str, alt: str, content: bytes) -> int:
        with self._open() as db:
            made = db.execute(
                "INSERT INTO media (mime, alt, bytes) VALUES (?, ?, ?)", (mime, alt, content)
            )
            return int(made.lastrowid or 0)

    def media_of(self, number: int) -> list[tuple[int, str]]:
        """Return id and description of a post's pictures."""
        with self._open() as db:
            rows = db.execute("SELECT id, alt FROM media WHERE post = ? ORDER BY id", (number,))
            return [(int(row[0]), str(row[1])) for row in rows]

    def picture(self, number: int) -> tuple[str, bytes] | None:
        with self._open() as db:
            row = db.execute("SELECT mime, bytes FROM media WHERE id = ?", (number,)).fetchone()
        return (str(row[0]), bytes(row[1])) if row else None
