"""What the public is told of a claim, ready to be changed, copied or written as a post.

In the language of the public. A claim is named, never a person: personal data is masked.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from sinergi.inbox.models import Hoax
from sinergi.language.writing.personal.masking import mask
from sinergi.lib.text import say, short

_FIRST = say(
    "We are checking what is being told: “{claim}”. Please do not pass it on yet. "
    "We tell the result by {when}."
)
_CALLED = {
    "disinformation": say("HOAX"),
    "misinformation": say("WRONG INFORMATION"),
    "true": say("TRUE"),
    "clarification": say("CLARIFICATION"),
}
_RESULT = say("[{label}] What is told: “{claim}”.\n\nThe facts: {facts}\n\nSource: {sources}")
_UNCLEAR = say(
    "We could not find out whether this is true: “{claim}”. {facts} Please do not pass it on."
)

#: A longer text does not go into an address; it is copied.
LONGEST_IN_ADDRESS = 1500


def first_statement(hoax: Hoax) -> str:
    """Return what can be said before anything is known."""
    with translation.override(settings.LANGUAGE_CODE):
        due = timezone.localtime(hoax.result_due_at) if hoax.result_due_at else None
        when = formats.date_format(due, "j F Y H.i") if due else _("tomorrow")
        return _(_FIRST).format(claim=_claim(hoax), when=when)


def clarification(hoax: Hoax) -> str:
    """Return what is published of a claim that was judged; "" while it is open."""
    if hoax.state == Hoax.State.OPEN:
        return ""
    with translation.override(settings.LANGUAGE_CODE):
        if hoax.state == Hoax.State.UNCLEAR:
            return _(_UNCLEAR).format(claim=_claim(hoax), facts=mask(hoax.facts))
        return _(_RESULT).format(
            label=_(_CALLED[hoax.finding]),
            claim=_claim(hoax),
            facts=mask(hoax.facts),
            sources=hoax.sources,
        )


def writing(text: str) -> str:
    """Return the address at which a post begins with a text; "" where it is too long for one."""
    if not text or len(text) > LONGEST_IN_ADDRESS:
        return ""
    return f"{reverse('content:write')}?{urlencode({'text': text})}"


def _claim(hoax: Hoax) -> str:
    return short(mask(hoax.claim), 300).strip('“”"')
