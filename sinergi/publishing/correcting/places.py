"""Where a post is out, and which of its words can be replaced there."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.lib.text import No, say
from sinergi.networks import editing
from sinergi.networks.models import Delivery, Withdrawal
from sinergi.publishing import further
from sinergi.publishing.models import Correction, Post, Target


def out(post: Post) -> list[Target]:
    """Return where a post is out and nobody has taken it down."""
    rows = Target.objects.filter(post=post, delivery__state=Delivery.State.SENT)
    rows = rows.exclude(delivery__withdrawal__state=Withdrawal.State.GONE)
    return list(rows.select_related("account", "delivery").order_by("account_id"))


def replaceable(targets: Sequence[Target]) -> list[Target]:
    """Return those whose words the network lets us replace."""
    return [t for t in targets if named(t) and editing.possible(t.account)]


def named(target: Target) -> str:
    """Return the remote id under which a target is out: of a change, that of what it changed."""
    return _id(target.delivery) if target.delivery else ""


def _id(row: Delivery) -> str:
    return row.edits or row.remote_id


def all_named(target: Target) -> list[str]:
    """Return the remote ids of a post and of what goes on with it, as far as it is out."""
    later = Delivery.objects.filter(head=target.delivery_id, state=Delivery.State.SENT)
    return [named(target), *(_id(row) for row in later.order_by("part"))]


def edited(post_id: int) -> dict[int, list[str]]:
    """Return the remote ids whose words a correction in place replaces, by account, that of the
    post first; {}: it is none.

    An account where there is nothing to replace is not among them: ``problems`` says so.
    """
    found = Correction.objects.filter(post=post_id, in_place=True).select_related("of").first()
    return {t.account_id: all_named(t) for t in replaceable(out(found.of))} if found else {}


def problems(post: Post, *, files: bool) -> list[No]:
    """Return what keeps a correction in place from being asked for."""
    if not Correction.objects.filter(post=post, in_place=True).exists():
        return []
    found = []
    if files:
        found.append(
            No(
                say(
                    "In its place only words change; pictures and videos stay as they are. "
                    "Take the files out, or begin a correction of its own."
                )
            )
        )
    there = edited(post.pk)
    for target in post.targets.select_related("account"):
        if target.account_id not in there:
            found.append(
                No(
                    say("On {account} the words cannot be changed in their place. Take it out."),
                    account=target.account.handle,
                )
            )
        elif _pieces(target, post) != len(there[target.account_id]):
            found.append(
                No(
                    say(
                        "On {account} there are {there} parts, with the first comment: in their "
                        "place as many can be changed, none added and none left out."
                    ),
                    account=target.account.handle,
                    there=len(there[target.account_id]),
                )
            )
    return found


def _pieces(target: Target, post: Post) -> int:
    said = further.said(target.account.network, target.text or post.text, target.comment)
    return len(said.parts) + bool(said.comment)
