"""An answer that was not approved is its writer's draft again, and takes nothing from what they
wrote meanwhile."""

from __future__ import annotations

from sinergi.inbox import answering, rules
from sinergi.inbox.models import Draft, Proposal
from sinergi.networks import attaching


def draft_again(found: Proposal) -> None:
    """Give an answer back to its writer, inside the caller's transaction: what they have written
    in the conversation since they asked stands behind it, pictures too."""
    text, media, versions = found.text, list(found.media), list(found.versions)
    drafts = Draft.objects.select_for_update(of=("self",))
    later = drafts.filter(conversation=found.conversation_id, by=found.by_id).first()
    if later is not None:
        text = _both(text, later.text)
        known = {item["sha256"] for item in media}
        media += [item for item in later.media if item["sha256"] not in known]
        versions = [*dict.fromkeys([*versions, *later.versions])]
    draft = answering.keep(found.by, found.conversation, text, media[: attaching.MOST])
    if draft is not None:
        draft.versions = versions
        draft.save(update_fields=["versions"])


def _both(first: str, later: str) -> str:
    """Return both texts, each once; where that is too long, the later: the first is on record."""
    if later.strip() in first:
        return first
    both = later if first.strip() in later else f"{first}\n\n{later}"
    return both if len(both) <= rules.LONGEST else later
