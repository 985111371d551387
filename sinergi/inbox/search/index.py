"""The index of words: a table beside the messages that triggers keep in the same transaction.

SQLite: FTS5, the office and all above it as words in a column of their own. PostgreSQL: a
``tsvector`` with GIN, that also holds these offices ("@12") and which block of messages it is in
("#7"): GIN knows no order, but finds what is in the newest blocks alone. Beside it stands the
conversation: what filters are asked of.

Triggers are put up after migrations and taken down before: SQLite changes a table by making
another, which a trigger that names it would stop.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

TABLE = "inbox_words"

#: So many messages by their numbers are a block: two to the power of ``_BITS``.
BLOCK = 1 << (_BITS := 12)

MAKE = {
    "sqlite": (f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, office, tokenize='unicode61')",),
    "postgresql": (
        (
            f"CREATE TABLE {TABLE} (id bigint PRIMARY KEY, conversation_id bigint NOT NULL, "
            "words tsvector NOT NULL)"
        ),
        (
            f"CREATE INDEX inbox_words_found ON {TABLE} USING gin (words) "
            "WITH (gin_pending_list_limit = 512)"
        ),
    ),
}

#: What puts the messages that a condition names into the index.
TAKE = {
    "sqlite": (
        f"INSERT INTO {TABLE} (rowid, words, office) "  # noqa: S608  # names of ours
        "SELECT m.id, substr(m.text, 1, 100000), "
        "'u' || replace(rtrim(u.path, '.'), '.', ' u') FROM inbox_message m "
        "JOIN inbox_conversation c ON c.id = m.conversation_id "
        "JOIN units_unit u ON u.id = c.unit_id WHERE {which}"
    ),
    "postgresql": (
        f"INSERT INTO {TABLE} (id, conversation_id, words) "  # noqa: S608  # names of ours
        "SELECT m.id, m.conversation_id, "
        "strip(to_tsvector('simple', translate(left(m.text, 100000), "
        f"'-_./@#:''&+<>', '            '))) || ('@' || replace(rtrim(u.path, '.'), '.', ' @') "
        f"|| ' #' || (m.id >> {_BITS}))::tsvector FROM inbox_message m "
        "JOIN inbox_conversation c ON c.id = m.conversation_id "
        "JOIN units_unit u ON u.id = c.unit_id WHERE {which} "
        "ON CONFLICT (id) DO UPDATE "
        "SET conversation_id = EXCLUDED.conversation_id, words = EXCLUDED.words"
    ),
}

#: Names of the triggers, on which table they stand, when they fire, and what they do.
_EVENTS = (
    ("inbox_words_said", "inbox_message", "INSERT", "", ("take",)),
    (
        "inbox_words_changed", "inbox_message", "UPDATE OF text, conversation_id",
        "OLD.text <> NEW.text OR OLD.conversation_id <> NEW.conversation_id", ("drop", "take"),
    ),
    ("inbox_words_gone", "inbox_message", "DELETE", "", ("drop",)),
    (
        "inbox_words_moved", "inbox_conversation", "UPDATE OF unit_id",
        "OLD.unit_id <> NEW.unit_id", ("drop_all", "take_all"),
    ),
    (
        "inbox_words_tree", "units_unit", "UPDATE OF path",
        "OLD.path <> NEW.path", ("drop_tree", "take_tree"),
    ),
)  # fmt: skip

_KEY = {"sqlite": "rowid", "postgresql": "id"}


def place() -> None:
    """Put the triggers up where they are not, and take in what was said without them."""
    with connection.cursor() as cursor:
        if _standing(cursor):
            return
        lift()
        for statement in _triggers(connection.vendor):
            cursor.execute(statement)
        key = _KEY[connection.vendor]
        newest = f"(SELECT coalesce(max({key}), 0) FROM {TABLE})"  # noqa: S608  # names of ours
        cursor.execute(TAKE[connection.vendor].format(which=f"m.id > {newest}"))


def lift() -> None:
    """Take the triggers down."""
    with connection.cursor() as cursor:
        for name, table, *_ in _EVENTS:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            if not on or table in connection.introspection.table_names(cursor):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def empty() -> None:
    """Take all messages out: ``place`` takes them in again as they are taken in now."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608  # names of ours


def rebuild() -> None:
    """Make the index anew from all messages."""
    empty()
    with connection.cursor() as cursor:
        cursor.execute(TAKE[connection.vendor].format(which="true"))


def _standing(cursor: Any) -> bool:
    """True when the triggers are up, or there is no table for them yet."""
    if connection.vendor == "sqlite":
        asked = (
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'inbox_words%%'"
        )
    else:
        asked = "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'inbox_words%%'"
    cursor.execute(asked, [])
    if len(cursor.fetchall()) == len(_EVENTS):
        return True
    return TABLE not in connection.introspection.table_names(cursor)


def _triggers(vendor: str) -> list[str]:
    made = []
    for name, table, event, when, acts in _EVENTS:
        steps = "; ".join(_step(vendor, act) for act in acts)
        fires = f"{name} AFTER {event} ON {table} FOR EACH ROW{f' WHEN ({when})' if when else ''}"
        if vendor == "sqlite":
            made.append(f"CREATE TRIGGER {fires} BEGIN {steps}; END")
            continue
        made += [
            (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$BEGIN {steps}; RETURN NULL; END$$"
            ),
            f"CREATE OR REPLACE TRIGGER {fires} EXECUTE FUNCTION {name}()",
        ]
    return made


def _step(vendor: str, act: str) -> str:
    """Return what a trigger does with a message, all of a conversation, or all of an office."""
    key, take = _KEY[vendor], TAKE[vendor]
    theirs = "(SELECT id FROM inbox_message WHERE conversation_id = NEW.id)"
    match act:
        case "take":
            return take.format(which="m.id = NEW.id")
        case "take_all":
            return take.format(which="c.id = NEW.id")
        case "take_tree":
            return take.format(which="u.id = NEW.id")
        case "drop_tree":
            ours = (
                "(SELECT m.id FROM inbox_message m JOIN inbox_conversation c "
                "ON c.id = m.conversation_id WHERE c.unit_id = NEW.id)"
            )
            return f"DELETE FROM {TABLE} WHERE {key} IN {ours}"  # noqa: S608  # names of ours
        case "drop_all":
            return f"DELETE FROM {TABLE} WHERE {key} IN {theirs}"  # noqa: S608  # names of ours
        case _:
            return f"DELETE FROM {TABLE} WHERE {key} = OLD.id"  # noqa: S608  # names of ours
