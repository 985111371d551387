"""Where a post goes, with what would be said there. Plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sinergi.connectors.contract import Field, Limits
from sinergi.publishing.file_limits import File


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that go on with a post, with their length as the network counts."""

    text: str
    length: int


@dataclass(frozen=True, slots=True)
class Destination:
    """What will be said on one account, and what that account's network allows and asks.

    ``name`` is what sentences call it: one handle is often the same on several networks.
    """

    account: int
    name: str
    text: str
    length: int
    limits: Limits | None
    open: bool = True
    by_hand: bool = False
    asked: Sequence[Field] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    #: The files as they will go there; nothing: as the post has them.
    files: Sequence[File] | None = None
    #: The later parts of a thread, and how many posts one may have.
    later: Sequence[Piece] = ()
    most_parts: int = 1
    #: The first comment as it was written; without limits the network has none.
    comment: Piece = Piece("", 0)
    comment_limits: Limits | None = None

    @property
    def silent(self) -> tuple[str, str]:
        """The answer with which there are no comments under a post, as (question, answer)."""
        for asked in self.asked:
            given = self.options.get(asked.name) or asked.default
            for choice in asked.choices:
                if choice.value == given and not choice.comments:
                    return asked.label, choice.label
        return "", ""

    @property
    def said_comment(self) -> str:
        """The first comment as it goes out: none where the network has none."""
        return self.comment.text if self.comment_limits is not None else ""
