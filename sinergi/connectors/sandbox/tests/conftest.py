"""A practice network of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.connectors.sandbox.store import Store

OFFICE = ("kecamatan.cibinong", "Kecamatan Cibinong")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "sandbox.sqlite3", seed=1, durable=False)
