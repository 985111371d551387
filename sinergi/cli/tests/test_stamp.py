"""What ``serve`` remembers of the last time, to begin quickly the next."""

from __future__ import annotations

from pathlib import Path

from sinergi.cli import serve
from sinergi.lib import env


def test_another_database_is_made_ready_also_where_a_file_names_it(tmp_path: Path) -> None:
    named = tmp_path / "url"

    def noted() -> str:
        return serve.program(env.read({"DATABASE_URL_FILE": str(named)})["DATABASE_URL"])

    named.write_text("postgres://db/lama")
    before = noted()
    assert noted() == before
    named.write_text("postgres://db/baru")
    assert noted() != before
