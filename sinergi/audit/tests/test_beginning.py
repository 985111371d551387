"""A log that was emptied, exchanged or made unreadable is not taken for one that is whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from sinergi.audit import actions, queries, rules
from sinergi.audit.models import Entry, Head
from sinergi.lib import keys

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def act() -> None:
    with transaction.atomic():
        actions.record(None, "post.written")


@pytest.fixture
def begun() -> None:
    """An installation as `init` leaves it, and one act after that."""
    actions.begin()
    act()


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def emptied() -> None:
    Entry.objects.all().delete()
    Head.objects.all().delete()


def test_an_installation_begins_its_log_once(tmp_path: Path) -> None:
    actions.begin()
    noted = keys.log_mark(tmp_path)
    act()
    actions.begin()
    assert keys.log_mark(tmp_path) == noted
    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True)) == [
        "installation.made",
        "post.written",
    ]
    assert queries.verify().broken == ""


def test_a_log_older_than_the_note_goes_on(tmp_path: Path) -> None:
    for _ in range(3):
        act()
    actions.begin()
    assert keys.log_mark(tmp_path).startswith("3:")
    assert (queries.verify().broken, Entry.objects.count()) == ("", 3)


@pytest.mark.usefixtures("begun")
def test_a_log_of_another_key_is_not_gone_on_with(settings: Settings) -> None:
    actions.must_be_ours()
    settings.KEYS = replace(settings.KEYS, audit="another key " * 5)
    with pytest.raises(actions.Foreign):
        actions.begin()
    assert Entry.objects.count() == 2


@pytest.mark.usefixtures("begun")
def test_an_emptied_log_is_found_and_not_begun_anew() -> None:
    emptied()
    assert queries.verify().broken == "The end of the log is missing."
    with pytest.raises(actions.Headless):
        act()
    with pytest.raises(actions.Headless):
        actions.begin()


@pytest.mark.usefixtures("begun")
def test_an_emptied_log_with_the_sealed_end_of_its_first_moment_is_found(
    settings: Settings,
) -> None:
    emptied()
    seal = rules.seal(settings.KEYS.audit, 0, rules.BEGINNING)
    Head.objects.create(id=1, seq=0, hash=rules.BEGINNING, seal=seal)
    assert "not the log that began here" in queries.verify().broken
    act()
    assert "not the log that began here" in queries.verify().broken


def test_without_any_beginning_nothing_is_proven() -> None:
    assert queries.verify().broken == "The end of the log is missing."


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE audit_entry SET at = 'bla' WHERE seq = 2", "cannot be read."),
        ("UPDATE audit_entry SET at = '2026-13-99 25:00' WHERE seq = 2", "cannot be read."),
        ("UPDATE audit_entry SET verb = x'ff00' WHERE seq = 2", "cannot be read."),
        ("UPDATE audit_entry SET seq = 'dua' WHERE seq = 2", "Entries after 1 are missing."),
        ("UPDATE audit_head SET seq = 'dua'", "The end of the log is missing."),
    ],
)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses such values itself")
def test_values_that_cannot_be_read_are_found(change: str, says: str) -> None:
    run(change)
    assert queries.verify().broken.endswith(says)


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("DROP TABLE audit_entry", "The table audit_entry is missing."),
        ("DROP TABLE audit_head", "The table audit_head is missing."),
        ("ALTER TABLE audit_entry DROP COLUMN door", "The column door of audit_entry is missing."),
    ],
)
def test_tables_and_columns_that_are_gone_are_found(change: str, says: str) -> None:
    run(change)
    assert queries.verify().broken == says
