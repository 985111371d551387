"""Who is on the practice network, and how they sign in."""

from __future__ import annotations

import secrets
import time

from sinergi.connectors.sandbox.file import File

CODE_LASTS = 600.0


class Accounts(File):
    """Accounts with their tokens, and the codes that lead to them."""

    def join(self, handle: str, name: str, token: str = "") -> str:
        """Return the token of an account, made now if it is new."""
        with self.open() as db:
            db.execute(
                "INSERT OR IGNORE INTO account VALUES (?, ?, ?, ?)",
                (handle, name or handle, token or secrets.token_urlsafe(24), time.time()),
            )
            row = db.execute("SELECT token FROM account WHERE handle = ?", (handle,)).fetchone()
        return str(row[0])

    def joined(self, handle: str) -> bool:
        """True for an account somebody signed in with: an office's, none of a citizen."""
        with self.open() as db:
            found = db.execute("SELECT 1 FROM account WHERE handle = ?", (handle,)).fetchone()
        return found is not None

    def account(self, token: str) -> tuple[str, str] | None:
        """Return handle and name of a token's account."""
        with self.open() as db:
            row = db.execute(
                "SELECT handle, name FROM account WHERE token = ?", (token,)
            ).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def renew(self, handle: str) -> None:
        """Take an account's token away: whoever used it is signed out."""
        with self.open() as db:
            db.execute(
                "UPDATE account SET token = ? WHERE handle = ?",
                (secrets.token_urlsafe(24), handle),
            )

    def give_code(self, handle: str, redirect: str, challenge: str) -> str:
        code = secrets.token_urlsafe(24)
        with self.open() as db:
            db.execute("DELETE FROM code WHERE at < ?", (time.time() - CODE_LASTS,))
            db.execute(
                "INSERT INTO code VALUES (?, ?, ?, ?, ?)",
                (code, handle, redirect, challenge, time.time()),
            )
        return code

    def take_code(self, code: str) -> tuple[str, str, str] | None:
        """Return handle, redirect and challenge of a code, which ends with that."""
        with self.open() as db:
            row = db.execute(
                "DELETE FROM code WHERE code = ? AND at > ? RETURNING handle, redirect, challenge",
                (code, time.time() - CODE_LASTS),
            ).fetchone()
        return (str(row[0]), str(row[1]), str(row[2])) if row else None
