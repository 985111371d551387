"""What a person sees of posts, requests and deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import BigIntegerField, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Left, NullIf

from sinergi.lib import paging
from sinergi.lib.prepared import Slot, prepared
from sinergi.lib.text import No, say
from sinergi.networks import queries as networks
from sinergi.networks.models import Account, Delivery
from sinergi.publishing import carried, content, pictures
from sinergi.publishing.models import Approval, Emergency, Post, PostMedia, Review, Revision, Target
from sinergi.publishing.pictures import Picture
from sinergi.publishing.policies import emergencies, turns
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person

#: The tabs of the list: what each shows.
TABS: dict[str, tuple[str, ...]] = {
    "": (),
    "draft": (Post.State.DRAFT, Post.State.SENT_BACK),
    "in_review": (Post.State.IN_REVIEW,),
    "scheduled": (Post.State.SCHEDULED, Post.State.SENDING),
    "published": (Post.State.PUBLISHED,),
    "problem": (Post.State.PARTLY, Post.State.UNSURE, Post.State.FAILED),
    "cancelled": (Post.State.CANCELLED,),
}


class PostRow(NamedTuple):
    """One line of the list. ``networks`` are the slugs of where it goes."""

    id: int
    changed: datetime
    title: str
    state: str
    version: int
    unit_id: int
    unit: str
    author_id: int
    author: str
    networks: tuple[str, ...]

    @property
    def label(self) -> str:
        """The state in the reader's language."""
        return str(Post.State(self.state).label)


@dataclass(frozen=True, slots=True)
class PostPage:
    """A page of the list; ``older`` and ``newer`` are cursors, "" where there is no such page."""

    rows: Sequence[PostRow]
    older: str
    newer: str


def post_for(user: Person, pk: object, *, may: str = "post.see") -> Post:
    """Return a post. Raises Http404 when invisible, PermissionDenied when the verb isn't theirs."""
    rows = Post.objects.select_related("unit", "author")
    return units.obtain(rows, user, pk, see="post.see", may=may)


def post_to_stop(user: Person, pk: object) -> Post:
    """Return a post whose way out a person may stop: its writers', and those who may approve it."""
    found = post_for(user, pk)
    if not may_stop(user, found):
        raise PermissionDenied
    return found


def may_stop(user: Person, post: Post) -> bool:
    verbs = ("post.write", "post.approve")
    return any(units.may(user, verb, post.unit_id) for verb in verbs)


def post_page(
    user: Person, *, cursor: str, state: str, kind: str = "", campaign: int = 0, size: int = 50
) -> PostPage:
    """Return a page of the list, of one ``kind`` or of all, of one ``campaign`` (its id) or of all.

    Raises No for a strange cursor.
    """
    offices = units.reach(user, "post.see")
    number = None if offices is None else len(offices)
    given: dict[str, Any] = {"campaign": campaign} if campaign else {}
    found = paging.cut(
        lambda way: _listed(state, kind, bool(campaign), number, way, size),
        cursor=cursor,
        size=size,
        offices=offices,
        **given,
    )
    there = networks_of([row[0] for row in found.rows])
    rows = [PostRow._make((*row, there.get(row[0], ()))) for row in found.rows]
    return PostPage(rows, found.older, found.newer)


@prepared
def _listed(
    state: str, kind: str, campaign: bool, offices: int | None, way: str, size: int
) -> QuerySet[Any, Any]:
    rows = _in_tab(state).filter(units.within_reach(offices))
    if kind:
        rows = rows.filter(kind=kind)
    if campaign:
        rows = rows.filter(campaign_id=Slot("campaign", BigIntegerField()))
    title = Coalesce(NullIf("title", Value("")), Left("text", 80))
    listed = rows.values_list(
        "id", "changed", title, "state", "version",
        "unit_id", "unit__name", "author_id", "author__name",
    )  # fmt: skip
    return paging.lying(listed, way, by="changed", size=size)


#: Plain SQL: building this query by the ORM costs more than everything else on the page.
NETWORKS_OF = (
    "SELECT DISTINCT t.post_id, a.network FROM publishing_target t "
    "JOIN networks_account a ON a.id = t.account_id WHERE t.post_id IN ({}) ORDER BY 1, 2"
)


def networks_of(posts: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the networks each post goes to, by post."""
    if not posts:
        return {}
    there: dict[int, tuple[str, ...]] = {}
    with connection.cursor() as cursor:
        cursor.execute(NETWORKS_OF.format(", ".join(["%s"] * len(posts))), list(posts))
        for post_id, network in cursor.fetchall():
            there[post_id] = (*there.get(post_id, ()), network)
    return there


def approvals_for(user: Person) -> QuerySet[Approval]:
    """Return the requests that wait for a person's decision, those with the nearest wish first."""
    wrote = Revision.objects.filter(post=OuterRef("post"), by=user.pk)
    rows = (
        Approval.objects.filter(units.within(user, "post.approve"), state=Approval.State.WAITING)
        .exclude(Q(requested_by=user.pk) | Q(post__author=user.pk) | Exists(wrote))
        .select_related("post", "unit", "requested_by")
        .order_by("wish", "requested_at", "id")
    )
    return turns.narrowed(rows, user)


def reviews_for(user: Person) -> QuerySet[Review]:
    """Return what went out at once in emergencies and waits for a person's look."""
    wrote = Revision.objects.filter(post=OuterRef("approval__post"), by=user.pk)
    rows = Review.objects.filter(units.within(user, "post.approve", "approval__unit"), at=None)
    return (
        rows.exclude(Q(approval__requested_by=user.pk) | Exists(wrote))
        .select_related("approval__post", "approval__unit", "approval__requested_by")
        .order_by("due", "id")
    )


def approval_for(user: Person, pk: object, *, may: str = "post.approve") -> Approval:
    """Return a request for approval. Whether it is one's own words is the action's business."""
    rows = Approval.objects.select_related("post", "unit", "requested_by", "decided_by")
    return units.obtain(rows, user, pk, see="post.see", may=may)


def approval_to_read(user: Person, pk: object) -> Approval:
    """Return a request for those who decide on it and those who wrote it: to read, to comment."""
    found = approval_for(user, pk, may="post.see")
    if not may_stop(user, found.post):
        raise PermissionDenied
    return found


def texts_of(approval: Approval) -> list[tuple[int, str]]:
    """Return the accounts a request goes to, with their handles, as it was asked."""
    ids = [item["account"] for item in approval.asked]
    handles = dict(Account.objects.filter(pk__in=ids).values_list("pk", "handle"))
    return [(pk, handles.get(pk, "")) for pk in ids]


def eight_of(post: Post) -> list[tuple[str, str]]:
    """Return the eight things a post says in an emergency; nothing where it is none."""
    if post.kind != Post.Kind.IMMEDIATE:
        return []
    found = Emergency.objects.filter(post=post).first()
    return emergencies.lines(found or Emergency())


def review_of(approval: Approval) -> Review:
    """Return the look afterwards at a request. Raises No where it needs none."""
    found = Review.objects.filter(approval=approval).first()
    if found is None:
        raise No(say("It did not go out before it was approved: there is nothing to look at."))
    return found


def open_review_of(user: Person, approval: Approval) -> Review | None:
    """Return the look that a person may take at what went out at once."""
    return reviews_for(user).filter(approval=approval).first()


def picture_for(user: Person, pk: object) -> Picture:
    """Return an image or a video of a post one may see. Raises Http404."""
    found = PostMedia.objects.filter(pk=pk).first() if units.is_id(pk) else None
    post_for(user, found.post_id if found else "")
    assert found is not None  # noqa: S101  # post_for raised
    return pictures.of(found)


def post_of(delivery: Delivery) -> Post | None:
    """Return the post a delivery carries, or nothing for a reply or an older version."""
    return carried.post_of(delivery)


def targets_of(post: Post) -> QuerySet[Target]:
    rows = post.targets.select_related("account", "delivery").order_by("account_id")
    return rows.prefetch_related(Prefetch("delivery__parts", Delivery.objects.order_by("part")))


def waiting_of(post: Post) -> Approval | None:
    """Return the request of a post that nobody has decided on yet."""
    return post.approvals.filter(state=Approval.State.WAITING).first()


def valid_of(post: Post) -> Approval | None:
    """Return the approval by which a post goes out."""
    return post.approvals.filter(state=Approval.State.APPROVED).select_related("decided_by").first()


def writable_units(user: Person) -> QuerySet[Unit]:
    """Return the offices one writes for; none of those that have ended."""
    return units.units_where(user, "post.write") & units.existing()


def writable_accounts(user: Person) -> QuerySet[Account]:
    """Return the accounts one may write for, where posts are published, by hand too."""
    able = [n for n in networks.enabled_networks() if networks.takes_posts(n)]
    return networks.accounts_for(user, "post.write").filter(network__in=able)


def counted(account: Account, text: str) -> tuple[int, int | None]:
    """Return the length of a text as an account's network counts it, and the most it takes."""
    there = content.destination(account, text)
    return there.length, there.limits.text if there.limits else None


def _in_tab(state: str) -> QuerySet[Post]:
    wanted = TABS.get(state, (state,))
    return Post.objects.filter(state__in=wanted) if wanted else Post.objects.all()
