"""What a batch does to one post, and how that is taken back. Each act is recorded on its post.

Inside the transaction of the item: with its record, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.actions import steps
from sinergi.publishing.bulk import changing, labels
from sinergi.publishing.calendars import campaigns, moving
from sinergi.publishing.composing import Further
from sinergi.publishing.models import Batch, BatchItem, Occasion, Post
from sinergi.publishing.rules import NotAllowed
from sinergi.units import queries as units
from sinergi.units.models import Unit

Act = Batch.Act

#: Where one of these is another than a batch left it, somebody went on: it is not taken back.
WATCHED = {
    Act.IMPORT: ("version", "state"),
    Act.MOVE: ("planned_at", "state"),
    Act.LABEL: (),
    Act.UNLABEL: (),
    Act.ASSIGN: ("assigned_to_id",),
    Act.CAMPAIGN: ("campaign_id",),
    Act.CANCEL: ("state",),
}


def do(actor: User, item: BatchItem) -> Post:
    """Do to one post what its batch is for. Raises No where that cannot be."""
    batch = item.batch
    if batch.act == Act.IMPORT:
        return _write(actor, batch.asked, item.values)
    assert item.post_id is not None  # noqa: S101  # all others are made of posts
    post = Post.objects.select_related("unit", "author").get(pk=item.post_id)
    _check(actor, batch.act, post)
    match batch.act:
        case Act.MOVE:
            moving.plan(actor, post, moving.by_days(post, batch.asked["days"]))
        case Act.LABEL:
            changing.label(actor, post, batch.asked["label"])
        case Act.UNLABEL:
            changing.unlabel(actor, post, batch.asked["label"])
        case Act.ASSIGN:
            changing.assign(actor, post, User.objects.filter(pk=batch.asked["to"]).first())
        case Act.CAMPAIGN:
            campaigns.put(actor, post, _campaign(batch.asked["campaign"]))
        case Act.CANCEL:
            actions.cancel(actor, post)
    return Post.objects.get(pk=post.pk)


def undo(actor: User, item: BatchItem) -> None:
    """Put one post back as it was. Raises No where somebody went on with it."""
    assert item.post_id is not None  # noqa: S101  # what was done has a post
    act, found = Act(item.batch.act), Post.objects.get(pk=item.post_id)
    # In the order in which all locks are taken: deliveries that wait, then the post.
    alone = act in {Act.LABEL, Act.UNLABEL, Act.ASSIGN, Act.CAMPAIGN}
    post = steps.locked(found.pk) if alone else steps.taken(found)[0]
    now = snapshot(post)
    if any(now[name] != item.after[name] for name in WATCHED[act]):
        raise No(say("Somebody went on with it: it stays as it is."))
    _check(actor, act, post)
    match act:
        case Act.IMPORT:
            actions.cancel(actor, post)
        case Act.MOVE:
            before = item.before["planned_at"]
            moving.plan(actor, post, datetime.fromisoformat(before))
        case Act.LABEL if item.batch.asked["label"] not in item.before["labels"]:
            changing.unlabel(actor, post, item.batch.asked["label"])
        case Act.UNLABEL if item.batch.asked["label"] in item.before["labels"]:
            changing.label(actor, post, item.batch.asked["label"])
        case Act.ASSIGN:
            before = item.before["assigned_to_id"]
            changing.assign(actor, post, User.objects.filter(pk=before).first() if before else None)
        case Act.CAMPAIGN:
            campaigns.put(actor, post, _campaign(item.before["campaign_id"]))
        case Act.CANCEL:
            # What was asked for or approved ended with it: it must be asked for anew.
            steps.to(post, Post.State.DRAFT)
    _record(actor, Post.objects.get(pk=post.pk), "post.taken_back", batch=item.batch_id)


def snapshot(post: Post) -> dict[str, Any]:
    """Return what batches change of a post, as JSON keeps it."""
    return {
        "version": post.version,
        "state": post.state,
        "planned_at": post.planned_at.isoformat() if post.planned_at else None,
        "assigned_to_id": post.assigned_to_id,
        "campaign_id": post.campaign_id,
        "labels": labels.of(post),
    }


def _write(actor: User, asked: Mapping[str, Any], line: Mapping[str, Any]) -> Post:
    accounts = list(Account.objects.filter(pk__in=line["accounts"]))
    made = actions.write(
        actor,
        Unit.objects.get(pk=asked["unit"]),
        **{name: line[name] for name in ("text", "title", "labels")},
        accounts=accounts,
        leader=line.get("leader", False),
        further=_first_comment(accounts, line.get("comment", "")),
    )
    made.planned_at = datetime.fromisoformat(line["at"])
    made.save(update_fields=["planned_at"])
    if line.get("campaign"):
        campaigns.put(actor, made, Occasion.objects.filter(pk=line["campaign"]).first())
    return made


def _campaign(pk: int | None) -> Occasion | None:
    """Return a campaign by its id. Raises No for one that was deleted meanwhile."""
    found = Occasion.objects.filter(pk=pk).first() if pk else None
    if pk and found is None:
        raise No(say("This campaign is not there any more."))
    return found


def _first_comment(accounts: Sequence[Account], comment: str) -> Further:
    """Return a line's comment for those of its accounts whose networks have one."""
    able = (a.pk for a in accounts if comment and networks.comment_limits(a.network))
    return Further(dict.fromkeys(able, comment))


def _check(actor: User, act: str, post: Post) -> None:
    """Rights are asked for when it is done: they may have ended since it was begun."""
    verb = moving.verb_for(post.state) if act == Act.MOVE else "post.write"
    if not units.may(actor, verb, post.unit_id):
        raise NotAllowed(say("You may not change this post."))


def _record(actor: User, post: Post, verb: str, **told: Any) -> None:
    audit.record(actor, verb, on=post, unit_id=post.unit_id, data=told)
