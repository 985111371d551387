"""Triggers that let the log grow and nothing else, in the database itself."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

PLACE = {
    "sqlite": (
        (
            "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        ),
        (
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        ),
        (
            "CREATE TRIGGER audit_no_beheading BEFORE DELETE ON audit_head "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        ),
    ),
    "postgresql": (
        (
            "CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
        ),
        (
            "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
        ),
        (
            "CREATE TRIGGER audit_no_beheading BEFORE DELETE OR TRUNCATE ON audit_head "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
        ),
    ),
}

LIFT = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS audit_no_update",
        "DROP TRIGGER IF EXISTS audit_no_delete",
        "DROP TRIGGER IF EXISTS audit_no_beheading",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS audit_no_change ON audit_entry",
        "DROP TRIGGER IF EXISTS audit_no_beheading ON audit_head",
        "DROP FUNCTION IF EXISTS audit_append_only()",
    ),
}


def place(connection: BaseDatabaseWrapper) -> None:
    _run(connection, PLACE[connection.vendor])


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: to drop the tables, or to copy a log that was verified before."""
    _run(connection, LIFT[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
