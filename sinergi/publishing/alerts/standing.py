"""Whether what a post says of a warning still holds: asked before approval, and at the sending.

Of every post, when it is asked for and when it goes out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from sinergi.lib.text import No, say
from sinergi.publishing.alerts import rules
from sinergi.publishing.models import AlertDraft, Post


def why_not(post: Post, now: datetime | None = None) -> str:
    """Return why a post may not go out, as words to be translated; "" when nothing is against it.

    A post that speaks of no warning may. One query.
    """
    rows = AlertDraft.objects.filter(post=post).values_list("state", "ends", "reason")
    found = rows.first()
    if found is None:
        return ""
    state, ends, reason = found
    return rules.why_not(state=state, ends=ends, reason=reason, now=now or timezone.now())


def problems(post: Post, texts: Iterable[str]) -> list[No]:
    """Return what keeps a post with these texts from being asked for: what is over, what is open.

    A mark that something is to be filled in never goes out, whatever the post began with.
    """
    why = why_not(post)
    marks = [mark for text in texts for mark in rules.unfilled(text)]
    found = [No(why)] if why else []
    if marks:
        found.append(No(say("Fill in what is marked in the text: {mark}"), mark=marks[0]))
    return found
