"""The pictures of posts."""

from __future__ import annotations

from sinergi.connectors.sandbox.file import File


class Pictures(File):
    """Bytes with their description; they belong to a post once it is published."""

    def keep(self, mime: str, alt: str, content: bytes) -> int:
        with self.open() as db:
            made = db.execute(
                "INSERT INTO media (mime, alt, bytes) VALUES (?, ?, ?)", (mime, alt, content)
            )
            return int(made.lastrowid or 0)

    def media_of(self, number: int) -> list[tuple[int, str]]:
        """Return id and description of a post's pictures."""
        with self.open() as db:
            rows = db.execute("SELECT id, alt FROM media WHERE post = ? ORDER BY id", (number,))
            return [(int(row[0]), str(row[1])) for row in rows]

    def picture(self, number: int) -> tuple[str, bytes] | None:
        with self.open() as db:
            row = db.execute("SELECT mime, bytes FROM media WHERE id = ?", (number,)).fetchone()
        return (str(row[0]), bytes(row[1])) if row else None
