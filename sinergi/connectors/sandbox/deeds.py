"""What accounts do with what citizens wrote, and the stars citizens give an account."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.connectors.sandbox.file import File


class Deeds(File):
    """Likes of accounts, words they change, comments they delete under their posts, reviews."""

    def like(self, handle: str, number: int, *, liked: bool) -> bool:
        """Like a post once, or no longer; False where there is nothing to like."""
        change = (
            "INSERT OR IGNORE INTO liked (handle, post) VALUES (?, ?)"
            if liked
            else "DELETE FROM liked WHERE handle = ? AND post = ?"
        )
        with self.open() as db:
            if db.execute("SELECT 1 FROM post WHERE id = ?", (number,)).fetchone() is None:
                return not liked
            if db.execute(change, (handle, number)).rowcount:
                by = 1 if liked else -1
                db.execute("UPDATE post SET likes = likes + ? WHERE id = ?", (by, number))
        return True

    def edit(self, handle: str, number: int, text: str) -> bool:
        """Change the words of an account's own post; False where there is none."""
        change = "UPDATE post SET text = ? WHERE id = ? AND handle = ?"
        with self.open() as db:
            return db.execute(change, (text, number, handle)).rowcount > 0

    def remove(self, handle: str, number: int) -> bool:
        """Delete what stands under a post of an account; False where it stands elsewhere."""
        ask = (
            "WITH RECURSIVE above(id, parent, handle) AS ("
            "SELECT id, parent, handle FROM post WHERE id = ? UNION "
            "SELECT post.id, post.parent, post.handle FROM post JOIN above "
            "ON post.id = above.parent) SELECT handle FROM above WHERE id != ?"
        )
        with self.open() as db:
            if db.execute("SELECT 1 FROM post WHERE id = ?", (number,)).fetchone() is None:
                return True
            if handle not in {row[0] for row in db.execute(ask, (number, number))}:
                return False
            db.execute("DELETE FROM post WHERE id = ?", (number,))
        return True

    def judge(self, account: str, number: int, stars: int) -> None:
        """Make a post a review of an account, which hears of it."""
        with self.open() as db:
            db.execute("INSERT INTO review VALUES (?, ?, ?)", (number, account, stars))
            db.execute("DELETE FROM news WHERE post = ?", (number,))
            told = (account, number)
            db.execute("INSERT INTO news (handle, post, kind) VALUES (?, ?, 'review')", told)

    def stars_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the stars of those that are reviews."""
        marks = ",".join("?" * len(numbers))
        ask = f"SELECT post, stars FROM review WHERE post IN ({marks})"  # noqa: S608  # our marks
        with self.open() as db:
            return {int(row[0]): int(row[1]) for row in db.execute(ask, tuple(numbers))}
