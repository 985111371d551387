"""The keys of an installation: made by ``sinergi init``, readable by their owner only.

``secret`` signs sessions, ``credentials`` encrypt the secrets of accounts (newest first, so that
they can be rotated), ``audit`` seals the audit log. Beside them stands ``log``: where the audit log
was when it began here, so that one that was emptied is not taken for a new one.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

FOLDER = "keys"
LOG = "log"
#: A new ``secret`` signs everybody out, and that is all; one of these in place of an old one loses
#: the accounts, or the proof of the log.
LASTING = ("credentials", "audit")


class KeyProblem(Exception):
    """A key is missing, unsafe or wrong. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Keys:
    secret: str
    credentials: tuple[str, ...]
    audit: str


def make(home: Path, given: Container[str] = ()) -> list[str]:
    """Make the keys that are not there yet; return the names of those made.

    Raises KeyProblem where the log began here and a key is gone without which what is stored cannot
    be read or proven (and which is not ``given`` by a setting): one made anew would hide that.
    """
    folder = home / FOLDER
    if (folder / LOG).exists():
        for name in LASTING:
            if name not in given and not (folder / name).exists():
                raise KeyProblem(
                    f"The key {folder / name} is missing, and what is stored was made with it. Put "
                    "the keys of the newest backup back; to begin anew, choose another "
                    "SINERGI_HOME. Nothing was changed."
                )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    fresh = {
        "secret": secrets.token_urlsafe(48),
        "credentials": Fernet.generate_key().decode(),
        "audit": secrets.token_urlsafe(48),
    }
    return [name for name, value in fresh.items() if _write_new(folder / name, value)]


def load(home: Path) -> Keys:
    """Return the keys in ``home``. Raises KeyProblem when one is missing or others can read it."""
    return Keys(
        secret=_read(home, "secret"),
        credentials=credentials(home),
        audit=_read(home, "audit"),
    )


def credentials(home: Path) -> tuple[str, ...]:
    """Return the keys of credentials in ``home``, newest first. Raises KeyProblem as ``load``."""
    return tuple(_read(home, "credentials").split())


def rotate_credentials(home: Path) -> None:
    """Put a new key before the old ones: new secrets use it, old ones stay readable."""
    path = home / FOLDER / "credentials"
    old = _read(home, "credentials")
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    _write_new(beside, f"{Fernet.generate_key().decode()}\n{old}")
    beside.replace(path)


def log_mark(home: Path) -> str:
    """Return where the audit log began here as "seq:hash"; empty before ``init`` has noted it."""
    if not (home / FOLDER / LOG).exists():
        return ""
    return _read(home, LOG)


def note_log_mark(home: Path, mark: str) -> None:
    """Note where the audit log begins here; what was noted before stays."""
    (home / FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_new(home / FOLDER / LOG, mark)


class Vault:
    """Encrypts small secrets with the first key and reads those of all keys."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError as e:
            raise KeyProblem("A key for credentials is not a Fernet key.") from e

    def lock(self, words: str) -> bytes:
        return self._fernet.encrypt(words.encode())

    def unlock(self, cipher: bytes) -> str:
        try:
            return self._fernet.decrypt(cipher).decode()
        except InvalidToken as e:
            raise KeyProblem(
                "Stored credentials cannot be read with the keys of this installation. "
                "Restore the keys folder that belongs to this database, or reconnect the account."
            ) from e

    def renew(self, cipher: bytes) -> bytes:
        """Return the same secret under the newest key. Raises KeyProblem as ``unlock``."""
        return self.lock(self.unlock(cipher))


def _write_new(path: Path, value: str) -> bool:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as f:
        f.write(value + "\n")
        f.flush()
        os.fsync(f.fileno())  # what is written under a key is on the disk before anybody asks
    return True


def _read(home: Path, name: str) -> str:
    path = home / FOLDER / name
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise KeyProblem(f"Others can read the key {path}. Run: chmod 600 {path}")
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError as e:
        raise KeyProblem(f"The key {path} is missing. Run: sinergi init") from e
    except PermissionError as e:
        raise KeyProblem(f"The key {path} cannot be read by this user.") from e
