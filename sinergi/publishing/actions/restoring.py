"""Take up an earlier version of a post again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import composing, pictures
from sinergi.publishing.actions import writing
from sinergi.publishing.models import Post, Revision
from sinergi.publishing.pictures import Picture


@transaction.atomic
def bring_back(
    actor: User, post: Post, old: Revision, accounts: Sequence[Account], *, version: int
) -> Post:
    """Save what a revision said as the newest version; ``accounts`` are those it goes to still.

    Raises as ``edit`` does: Stale when somebody saved after ``version``.
    """
    there = {target["account"]: target for target in old.targets}
    said = [there[account.pk] for account in accounts]
    found = writing.edit(
        actor,
        post,
        version=version,
        text=old.text,
        title=old.title,
        accounts=accounts,
        variants={target["account"]: target["text"] for target in said},
        options={target["account"]: target.get("options", {}) for target in said},
        media=pictures.resolved([Picture(**item) for item in old.media]),
        more=composing.of(old.more, said),
    )
    told = {"version": found.version, "of": old.version}
    audit.record(actor, "post.brought_back", on=found, unit_id=found.unit_id, data=told)
    return found
