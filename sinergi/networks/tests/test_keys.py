"""Keys are rotated while everything runs, and nobody is signed out by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from sinergi.lib import keys
from sinergi.networks import gateway


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A home whose keys are those of this process."""
    keys.make(tmp_path)
    settings.HOME, settings.KEYS = tmp_path, keys.load(tmp_path)
    settings.ENV = {**settings.ENV, "SINERGI_CREDENTIAL_KEYS": ()}
    gateway.vault.cache_clear()
    yield tmp_path
    gateway.vault.cache_clear()


def rotated(home: Path, cipher: bytes) -> bytes:
    """Do as another process does: return the secret under a new key."""
    keys.rotate_credentials(home)
    return keys.Vault(keys.credentials(home)).renew(cipher)


def test_a_process_that_runs_reads_what_was_written_under_a_new_key(home: Path) -> None:
    before = gateway.lock({"token": "rahasia"})
    after = rotated(home, before)
    assert gateway.unlock(after) == {"token": "rahasia"}
    assert gateway.unlock(before) == {"token": "rahasia"}
    assert keys.Vault(keys.credentials(home)[:1]).unlock(gateway.lock({"token": "baru"}))


def test_where_the_keys_come_from_the_environment_no_file_is_asked(
    home: Path, settings: Settings
) -> None:
    settings.ENV = {**settings.ENV, "SINERGI_CREDENTIAL_KEYS": settings.KEYS.credentials}
    with pytest.raises(keys.KeyProblem):
        gateway.unlock(rotated(home, gateway.lock({"token": "rahasia"})))


def test_a_secret_of_another_installation_stays_unreadable(home: Path, tmp_path: Path) -> None:
    keys.make(tmp_path / "other")
    strange = keys.Vault(keys.credentials(tmp_path / "other"))
    with pytest.raises(keys.KeyProblem):
        gateway.unlock(strange.lock("{}"))
    with pytest.raises(keys.KeyProblem):
        strange.renew(gateway.lock({}))
