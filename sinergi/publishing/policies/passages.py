"""The passages that remarks are about, in the text as it was asked for and as it is by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from sinergi.lib.text import No, say
from sinergi.publishing import further, parts, pictures
from sinergi.publishing.bulk import labels
from sinergi.publishing.models import Approval, Comment, Post
from sinergi.publishing.policies import anchoring
from sinergi.publishing.policies.anchoring import Place

#: What stands between the texts of which all that is asked for is made, and between labels.
GAP, BETWEEN_LABELS = "\n\n", ", "


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, with the numbers of the remarks on it."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that stand beside a text: the description of a file, called ``name``, or labels. They
    are remarked on like the text, which they follow: ``start`` is where they begin.
    """

    name: str
    text: str
    start: int


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
    shown, named = pictures.of_post(post), labels.of(post)
    there = {}
    for t in post.targets.select_related("account"):
        text = t.text or post.text
        said = further.said(t.account.network, text, t.comment, numbered=t.numbered)
        shared = parts.shared_out(((p.part, p.alt) for p in shown), len(said.parts))
        there[t.account_id] = _joined(said.whole, [alt for alts in shared for alt in alts], named)
    return _placed(Comment.objects.filter(approval__post=post), there)


def earlier(approval: Approval) -> list[Placed]:
    """Return the open remarks on what was asked for before, each where it stands now."""
    rows = Comment.objects.filter(approval__post=approval.post_id).exclude(approval=approval)
    named = approval.labels
    return _placed(rows, {item["account"]: _said(item, named) for item in approval.asked})


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
            return _said(item, approval.labels)
    raise No(say("The post does not go to this account."))


def beside(approval: Approval, account: int) -> list[Beside]:
    """Return what stands beside the text of an account as it was asked for: descriptions in the
    order in which their files go out, then labels, called "".
    """
    item = next(item for item in approval.asked if item["account"] == account)
    told = [(file["name"], file["alt"]) for _part, file in further.files_of(item)]
    told.append(("", BETWEEN_LABELS.join(approval.labels)))
    at, found = len(further.asked_before(item).whole), []
    for name, words in told:
        if words:
            found.append(Beside(name, words, at + len(GAP)))
            at += len(GAP) + len(words)
    return found


def _said(item: Mapping[str, Any], labelled: Sequence[str]) -> str:
    """Return all that is asked for on an account: the parts of a thread, the comment, and what
    stands beside them.
    """
    alts = [file["alt"] for _part, file in further.files_of(item)]
    return _joined(further.asked_before(item).whole, alts, labelled)


def _joined(whole: str, alts: Iterable[str], labelled: Sequence[str]) -> str:
    return GAP.join([whole, *filter(None, [*alts, BETWEEN_LABELS.join(labelled)])])


def marked(text: str, remarks: Iterable[tuple[int, Comment | Place]]) -> Sequence[Piece]:
    """Return a text cut where remarks begin and end, each piece with the numbers of its remarks."""
    spans = [(number, row.start, row.end) for number, row in remarks]
    cuts = sorted({0, len(text), *(at for _, *ends in spans for at in ends if at <= len(text))})
    return [
        Piece(text[a:b], tuple(n for n, start, end in spans if start <= a and b <= end))
        for a, b in pairwise(cuts)
    ]
