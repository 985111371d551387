"""docs/deadlines.md says what is shipped."""

from __future__ import annotations

from pathlib import Path

from sinergi.inbox.deadlines import table, terms

PAGE = Path(__file__).parents[3] / "docs" / "deadlines.md"


def test_the_table_of_the_page_is_what_is_shipped() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if line.startswith("|")]
    assert found == list(table.rows())


def test_the_page_names_the_shares_of_the_ladder() -> None:
    told = ", ".join(str(share) for share in terms.SHARES)
    assert f"({told})" in PAGE.read_text(encoding="utf-8")
