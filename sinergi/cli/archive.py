"""A backup on disk: files, each with its length and SHA-256 in the manifest. No Django here."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from sinergi.cli.problems import Problem

FORMAT = 1
MANIFEST = "manifest.json"
PRACTICE = "sandbox.sqlite3"
SIGN_INS = "demo-sign-ins.txt"


class Book:
    """Writes files into a folder, readable by their owner only, and remembers what they hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, dict[str, Any]] = {}

    def add(self, name: str, pieces: Iterable[bytes]) -> int:
        """Write one file, safe on disk; return of how many pieces."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        count, size, found = 0, 0, hashlib.sha256()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            for piece in pieces:
                out.write(piece)
                found.update(piece)
                count, size = count + 1, size + len(piece)
            out.flush()
            os.fsync(out.fileno())
        self.files[name] = {"size": size, "sha256": found.hexdigest()}
        return count

    def note(self, name: str) -> None:
        """Remember a file that somebody else has written."""
        path = self.folder / name
        flush(path)
        self.files[name] = {"size": path.stat().st_size, "sha256": digest(path)}


def digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Have the kernel put a file or a folder on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest last: a folder without it is no backup."""
    spelled = json.dumps(manifest, indent=1, sort_keys=True)
    Book(folder).add(MANIFEST, [spelled.encode()])
    Book(folder).add(f"{MANIFEST}.sha256", [hashlib.sha256(spelled.encode()).hexdigest().encode()])
    flush(folder)


def verified(folder: Path) -> dict[str, Any]:
    """Read a whole backup back and return its manifest. Raises Problem at the first difference."""
    manifest = _manifest(folder)
    for name, noted in manifest["files"].items():
        _checked(folder, name, noted)
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if not p.is_dir()}
    strange = there - set(manifest["files"]) - {MANIFEST, f"{MANIFEST}.sha256"}
    if strange:
        raise Problem(f"The backup is not as it was made: {min(strange)} does not belong to it.")
    return manifest


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        spelled = (folder / MANIFEST).read_bytes()
        noted = (folder / f"{MANIFEST}.sha256").read_text().strip()
        if hashlib.sha256(spelled).hexdigest() != noted:
            raise Problem(f"The backup is damaged: {MANIFEST} is not as it was written.")
        manifest: dict[str, Any] = json.loads(spelled)
    except (OSError, ValueError) as e:
        raise Problem(f"{folder} is not a backup: it has no readable {MANIFEST}.") from e
    if manifest.get("format") != FORMAT:
        raise Problem(f"{folder} is of another Sinergi ({manifest.get('version')}).")
    return manifest


def _checked(folder: Path, name: str, noted: dict[str, Any]) -> None:
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts:
        raise Problem(f"The backup is damaged: {name} leads out of it.")
    path = folder / name
    try:
        same = path.stat().st_size == noted["size"] and digest(path) == noted["sha256"]
    except OSError as e:
        raise Problem(f"The backup is damaged: {name} cannot be read.") from e
    if not same:
        raise Problem(f"The backup is damaged: {name} is not as it was written.")
