"""Names, numbers and addresses of citizens: masked, until their reader asks to see them."""

from __future__ import annotations

from sinergi.inbox.models import Conversation
from sinergi.inbox.privacy import showing
from sinergi.web.api.auth import Asked, person

#: What a token needs beside the right to see a conversation.
PERSONAL = "privacy:read"


def revealed(request: Asked, conversation: Conversation) -> bool:
    """True when the token may show them, and its person had them shown today."""
    return PERSONAL in request.auth.scopes and showing.revealed(person(request), conversation)
