"""What an answer box begins with: words of the office to the public, in the public's language."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from sinergi.inbox.models import Conversation


def drafted(conversation: Conversation) -> str:
    """Return the words an answer begins with: 112 while a danger to life waits; else none."""
    if not conversation.danger or conversation.waiting_since is None:
        return ""
    with translation.override(settings.LANGUAGE_CODE):
        return _(
            "If anybody is in danger, call 112 now: it is free and answers day and night. "
            "We have passed your report on to the officers on duty. "
            "Please tell us the exact place and a number on which we can reach you, "
            "by private message."
        )


def asking(conversation: Conversation) -> str:
    """Return the words that ask a citizen whether it is solved."""
    with translation.override(settings.LANGUAGE_CODE):
        return _(
            "Hello %(name)s, we answered you some days ago. Is it solved? Answer “yes” if it is; "
            "if not, tell us what is still missing and we go on with it. Thank you."
        ) % {"name": conversation}
