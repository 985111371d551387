"""What the page of a post shows of its approval: its kind, where its request stands, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.networks.models import Delivery
from sinergi.publishing import carried
from sinergi.publishing.judging_forms import KindForm
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.policies import choosing, elections, passages, shown
from sinergi.publishing.policies.passages import Piece, Placed
from sinergi.publishing.policies.shown import Stands


@dataclass(frozen=True, slots=True)
class Around:
    """``at_once``: within how many hours it is looked at when it goes out before approval; 0: it
    does not. ``leader``: words that name one while an election phase holds; ``marked``: the texts
    with the passages that open remarks are about.
    """

    form: KindForm
    stands: Stands | None
    remarks: Sequence[Placed]
    marked: Sequence[tuple[str, Sequence[Piece]]]
    held: bool
    at_once: int
    leader: str


def of_post(post: Post, *, waiting: Approval | None, asks: bool) -> Around:
    remarks = passages.open_of(post)
    required = choosing.required(post, day=timezone.localdate())
    texts = [post.text, *(words for t in post.targets.all() for words in (t.text, t.comment))]
    asking = bool(required.phases) and not post.leader
    return Around(
        form=KindForm(initial={"kind": post.kind, "leader": post.leader}),
        stands=shown.stands(waiting) if waiting else None,
        remarks=remarks,
        marked=shown.placed(remarks),
        held=carried.of_post(post).filter(state=Delivery.State.HELD).exists(),
        at_once=(required.review_hours or 0) if asks else 0,
        leader=elections.names_a_leader(texts) if asking else "",
    )


def said_of(made: Approval) -> str:
    """Return what a writer is told who has asked for approval."""
    match made.lane:
        case Approval.Lane.NOBODY:
            return _("Scheduled: its policy asks for nobody. That is logged.")
        case Approval.Lane.AFTER:
            return _("It goes out now. Others are told to look at it.")
    return _("Approval is asked for.")
