"""What is done with a post that is out: putting it right, taking it down."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Router, Schema, Status

from sinergi.networks import queries as networks
from sinergi.networks import tasks, withdrawing
from sinergi.networks.models import Withdrawal
from sinergi.publishing import queries
from sinergi.publishing.correcting import acting
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.post_shapes import PostOut, post_out
from sinergi.web.api.shapes import Id, Said, YesNo, one_of, words, writing

router = Router(tags=["posts"])


class CorrectionIn(Said):
    """``in_place``: change the words where they are; else a post of its own names the old one."""

    reason: Annotated[str, words(acting.LONGEST)]
    in_place: YesNo = True


class WithdrawalIn(Said):
    """Why it must go. It stays in the log."""

    reason: Annotated[str, words(withdrawing.LONGEST)]


class WithdrawalOut(Schema):
    """What became of the wish to take a post down; ``problem`` is "" unless it is still there."""

    delivery: int
    state: Annotated[str, one_of(Withdrawal.State)]
    reason: str
    at: datetime
    gone_at: datetime | None
    problem: str


@router.post("/posts/{pk}/corrections", **needs("posts:write"), response=writing(PostOut, 201))
def correct_post(request: Asked, pk: Id, body: CorrectionIn) -> Status[PostOut]:
    """Begin a correction of a post that is out: a draft to be written on and approved."""
    user = person(request)
    found = queries.post_for(user, pk, may="post.write")
    made = acting.begin(user, found, reason=body.reason, in_place=body.in_place)
    return Status(201, post_out(made))


@router.post(
    "/deliveries/{pk}/withdrawal", **needs("deliveries:write"), response=writing(WithdrawalOut)
)
def withdraw_delivery(request: Asked, pk: Id, body: WithdrawalIn) -> WithdrawalOut:
    """Take a post that is out off its network. It cannot be brought back."""
    user = person(request)
    found = networks.delivery_for(user, pk, may=withdrawing.VERB)
    begin = tasks.carry_out_withdrawal.enqueue
    return _out(acting.take_down(user, found, reason=body.reason, begin=begin))


@router.post(
    "/deliveries/{pk}/withdrawal/done",
    **needs("deliveries:write"),
    response=writing(WithdrawalOut),
)
def withdrawn_by_hand(request: Asked, pk: Id) -> WithdrawalOut:
    """Say that you looked, and that it is gone."""
    user = person(request)
    found = networks.withdrawal_for(user, pk)
    withdrawing.done_by_hand(user, found)
    found.refresh_from_db()
    return _out(found)


def _out(row: Withdrawal) -> WithdrawalOut:
    return WithdrawalOut(
        delivery=row.delivery_id,
        state=row.state,
        reason=row.reason,
        at=row.at,
        gone_at=row.gone_at,
        problem=networks.words(row.problem),
    )
