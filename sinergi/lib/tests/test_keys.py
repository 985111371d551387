"""Keys are made once, kept from others, and can be rotated."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.lib import keys


def test_keys_are_made_once_with_safe_permissions(tmp_path: Path) -> None:
    assert sorted(keys.make(tmp_path)) == ["audit", "credentials", "secret"]
    before = keys.load(tmp_path)
    assert keys.make(tmp_path) == []
    assert keys.load(tmp_path) == before
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert {p.stat().st_mode & 0o777 for p in (tmp_path / "keys").iterdir()} == {0o600}


@pytest.mark.parametrize("lost", keys.LASTING)
def test_no_key_is_made_in_place_of_one_that_what_is_stored_needs(
    tmp_path: Path, lost: str
) -> None:
    keys.make(tmp_path)
    keys.note_log_mark(tmp_path, "1:abc")
    (tmp_path / "keys" / "secret").unlink()
    assert keys.make(tmp_path) == ["secret"]
    (tmp_path / "keys" / lost).unlink()
    with pytest.raises(keys.KeyProblem, match=f"{lost} is missing.*newest backup"):
        keys.make(tmp_path)
    assert not (tmp_path / "keys" / lost).exists()
    assert keys.make(tmp_path, given=[lost]) == [lost]


def test_two_installations_never_share_a_key(tmp_path: Path) -> None:
    keys.make(tmp_path / "one")
    keys.make(tmp_path / "two")
    assert keys.load(tmp_path / "one").secret != keys.load(tmp_path / "two").secret


def test_a_missing_key_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(keys.KeyProblem, match="Run: sinergi init"):
        keys.load(tmp_path)


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    keys.make(tmp_path)
    (tmp_path / "keys" / "secret").chmod(0o644)
    with pytest.raises(keys.KeyProblem, match="chmod 600"):
        keys.load(tmp_path)


def test_after_a_rotation_old_secrets_stay_readable_and_new_ones_use_the_new_key(
    tmp_path: Path,
) -> None:
    keys.make(tmp_path)
    old = keys.Vault(keys.load(tmp_path).credentials)
    cipher = old.lock("token")
    keys.rotate_credentials(tmp_path)
    new = keys.Vault(keys.load(tmp_path).credentials)
    assert new.unlock(cipher) == "token"
    with pytest.raises(keys.KeyProblem):
        old.unlock(new.renew(cipher))


def test_a_cipher_of_another_installation_is_explained(tmp_path: Path) -> None:
    keys.make(tmp_path / "one")
    keys.make(tmp_path / "two")
    cipher = keys.Vault(keys.load(tmp_path / "one").credentials).lock("token")
    with pytest.raises(keys.KeyProblem, match="reconnect the account"):
        keys.Vault(keys.load(tmp_path / "two").credentials).unlock(cipher)
