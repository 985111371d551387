"""Show who wrote, numbers and addresses: a call of its own, which is in the log."""

from __future__ import annotations

from ninja import Router

from sinergi.inbox import queries
from sinergi.inbox.privacy import showing
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.conversation_shapes import ConversationDetail, detail_out
from sinergi.web.api.idempotency import unkept
from sinergi.web.api.personal import PERSONAL
from sinergi.web.api.shapes import Id, writing

router = Router(tags=["conversations"])


@router.post(
    "/conversations/{pk}/reveal",
    **needs(PERSONAL),
    response=writing(ConversationDetail),
)
@unkept
def reveal_conversation(request: Asked, pk: Id) -> ConversationDetail:
    """Show who wrote, numbers and addresses, until midnight. That it was asked is in the log."""
    user = person(request)
    found = queries.conversation_for(user, pk)
    showing.reveal(user, found)
    return detail_out(found, opened=True)
