"""The one SQLite file the practice network lives in, shared by threads and processes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
CREATE TABLE IF NOT EXISTS liked (
  handle TEXT NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (handle, post));
CREATE TABLE IF NOT EXISTS review (
  post INTEGER PRIMARY KEY, account TEXT NOT NULL, stars INTEGER NOT NULL);
"""


class File:
    """Every call is its own connection and transaction.

    What was written survives a power cut, unless it is not ``durable``: tests lose no time on it.
    """

    def __init__(self, path: Path, seed: int, *, durable: bool = True) -> None:
        self.path, self.seed, self.durable = path, seed, durable
        with self.open() as db:
            db.executescript(TABLES)

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            if not self.durable:
                db.execute("PRAGMA synchronous=OFF")
            db.execute("BEGIN IMMEDIATE")
            yield db
            if db.in_transaction:
                db.execute("COMMIT")
        finally:
            db.close()
