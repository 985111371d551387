"""The passages that remarks are about, in the text as it was asked for and as it is by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from sinergi.lib.text import No, say
from sinergi.publishing import further
from sinergi.publishing.models import Approval, Comment, Post
from sinergi.publishing.policies import anchoring
from sinergi.publishing.policies.anchoring import Place


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, with the numbers of the remarks on it."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A remark with its place in a text that may have changed since."""

    row: Comment
    text: str
    at: Place

    @classmethod
    def of(cls, row: Comment) -> Placed:
        """Return a remark where it was made."""
        return cls(row, row.quote, Place(row.start, row.end, same=True))

    @property
    def now(self) -> str:
        """What stands there now, where that is something else."""
        return "" if self.at.same else self.text[self.at.start : self.at.end]


def open_of(post: Post) -> list[Placed]:
    """Return the open remarks on a post, each where it stands in the text as it is by now."""
    targets = post.targets.select_related("account")
    return _placed(
        Comment.objects.filter(approval__post=post),
        {
            t.account_id: further.said(
                t.account.network, t.text or post.text, t.comment, numbered=t.numbered
            ).whole
            for t in targets
        },
    )


def earlier(approval: Approval) -> list[Placed]:
    """Return the open remarks on what was asked for before, each where it stands now."""
    rows = Comment.objects.filter(approval__post=approval.post_id).exclude(approval=approval)
    return _placed(rows, {item["account"]: _said(item) for item in approval.asked})


def _placed(rows: QuerySet[Comment], there: Mapping[int, str]) -> list[Placed]:
    """Return open remarks with their places in texts by account; in a text that is not there any
    more none of their words stands.
    """
    found = rows.filter(resolved_at=None).select_related("by", "account", "approval")
    placed = []
    for row in found.order_by("id"):
        text = there.get(row.account_id, "")
        at = anchoring.place(text_of(row.approval, row.account_id), text, row.start, row.end)
        placed.append(Placed(row, text, at))
    return placed


def text_of(approval: Approval, account: int) -> str:
    """Return what was asked for on an account. Raises No for one it does not go to."""
    for item in approval.asked:
        if item["account"] == account:
            return _said(item)
    raise No(say("The post does not go to this account."))


def _said(item: Mapping[str, Any]) -> str:
    """Return all that is asked for on an account: the parts of a thread and the comment, too."""
    return further.asked_before(item).whole


def marked(text: str, remarks: Iterable[tuple[int, Comment | Place]]) -> Sequence[Piece]:
    """Return a text cut where remarks begin and end, each piece with the numbers of its remarks."""
    spans = [(number, row.start, row.end) for number, row in remarks]
    cuts = sorted({0, len(text), *(at for _, *ends in spans for at in ends if at <= len(text))})
    return [
        Piece(text[a:b], tuple(n for n, start, end in spans if start <= a and b <= end))
        for a, b in pairwise(cuts)
    ]
