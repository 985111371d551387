"""Who is told of an answer that waits for approval, inside the transaction of the act."""

from __future__ import annotations

from sinergi.inbox.citing import page_of
from sinergi.inbox.masking import snippet
from sinergi.inbox.models import Proposal
from sinergi.lib.text import say, short
from sinergi.notices import actions as notices
from sinergi.units import queries as units


def asked(proposal: Proposal) -> None:
    """Tell those who may approve it; never its writer."""
    for person in units.people_with("reply.approve", proposal.unit_id).exclude(pk=proposal.by_id):
        notices.tell(
            person,
            "reply.approval_asked",
            say("{who} asks you to approve an answer: {text}"),
            url=page_of(proposal.conversation),
            facts={"who": proposal.by.get_full_name(), "text": short(snippet(proposal.text), 80)},
        )


def settled(proposal: Proposal) -> None:
    """Ask nobody any more to approve it."""
    notices.settled(page_of(proposal.conversation), ["reply.approval_asked"])


def decided(proposal: Proposal) -> None:
    """Tell its writer what became of it; nobody is asked any more."""
    settled(proposal)
    words = {
        Proposal.State.APPROVED: say("{who} approved your answer. It goes out."),
        Proposal.State.SENT_BACK: say("{who} sent your answer back: {reason}"),
        Proposal.State.EXPIRED: say("Nobody approved your answer in time. It is a draft again."),
    }
    notices.tell(
        proposal.by,
        f"reply.{proposal.state}",
        words[Proposal.State(proposal.state)],
        url=page_of(proposal.conversation),
        facts={
            "who": proposal.decided_by.get_full_name() if proposal.decided_by else "",
            "reason": proposal.reason,
        },
    )
