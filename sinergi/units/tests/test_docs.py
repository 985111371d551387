"""The page of roles says what the table in the code says."""

from __future__ import annotations

from pathlib import Path

from sinergi.units import rules, table
from sinergi.units.models import Role

PAGE = Path(__file__).parents[3] / "docs" / "roles.md"


def test_the_page_of_roles_is_the_table_in_the_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == table.page()


def test_every_role_of_the_table_can_be_given_and_no_other() -> None:
    assert sorted(rules.VERBS) == sorted(Role.values)


def test_no_role_has_a_verb_without_a_meaning() -> None:
    assert frozenset().union(*rules.VERBS.values()) == frozenset(rules.VERB_MEANINGS)
