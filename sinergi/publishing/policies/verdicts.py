"""Whether an approval still carries a post: asked when it is decided and again at its moment."""

from __future__ import annotations

from datetime import date

from sinergi.lib.text import No, say
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.policies import choosing, elections, emergencies, signing
from sinergi.publishing.policies.choosing import Required
from sinergi.units import queries as units

TOO_FEW = say("More people must approve it than have by now. Ask for approval again.")

#: Nobody else answers for what goes out without an approval.
NOT_THEIRS = say("Whoever sent this without an approval may no longer write here. Ask anew.")

#: Nothing new is said in the name of what is no more (``units.queries.check_lives``).
ENDED = say("Its office has ended. Cancel it, or write it anew for another office.")


def check(post: Post, approval: Approval, required: Required, day: date) -> None:
    """Raise No when a post may not go out on a day, whoever approves it."""
    units.check_lives(post.unit, day)
    found = _forbidden(post, approval, required, day)
    if found is not None:
        raise found


def objection(post: Post, valid: Approval, day: date) -> str:
    """Return why an approved post may not go out today, "" when it may: whatever was said then."""
    if post.unit.valid_to is not None and post.unit.valid_to < day:
        return ENDED
    required = choosing.required(post, day=day)
    if valid.kind and (valid.kind, valid.leader) != (post.kind, post.leader):
        return say("The text was changed after it was approved.")
    if emergencies.problems(post):
        return say("Immediate information lacks some of what it must say. Fill it in, ask again.")
    if _forbidden(post, valid, required, day) is not None:
        return say("An election phase began: what is of a leader, or its blocked words, must wait.")
    if valid.lane and not signing.may_let_out(valid.requested_by, post):
        return NOT_THEIRS
    match valid.lane:
        case Approval.Lane.NOBODY:
            enough = not required.steps
        case Approval.Lane.AFTER:
            enough = required.review_hours is not None
        case _:
            enough = signing.standing_of(valid, post, required).complete
    return "" if enough else TOO_FEW


def _forbidden(post: Post, approval: Approval, required: Required, day: date) -> No | None:
    return elections.objection(post, approval.asked, required.phases, required.offices, day)
