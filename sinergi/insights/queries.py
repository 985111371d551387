"""What a person sees of figures: of the accounts and posts they may see, and of no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404

from sinergi.inbox import queries as inbox
from sinergi.inbox.models import Conversation
from sinergi.insights.models import Import, Sample
from sinergi.networks import queries as networks
from sinergi.networks.models import Account, Delivery
from sinergi.units import queries as units
from sinergi.units.queries import Person

#: The most points of one history that are drawn.
MOST_POINTS = 400


def accounts_for(user: Person) -> QuerySet[Account]:
    return networks.accounts_for(user).select_related("watch").order_by("unit__code", "pk")


def account_for(user: Person, pk: object) -> Account:
    """Return an account. Raises Http404 when invisible."""
    return networks.account_for(user, pk)


def post_for(user: Person, pk: object) -> Delivery:
    """Return a delivery of a post. Raises Http404 when invisible, and for answers."""
    found = networks.delivery_for(user, pk)
    if found.kind != Delivery.Kind.POST:
        raise Http404
    return found


def sees_posts(user: Person, account: Account) -> bool:
    return units.may(user, "post.see", account.unit_id)


def importable_for(user: Person) -> QuerySet[Account]:
    """Return the accounts whose figures a person may bring."""
    return networks.accounts_for(user, "post.write")


def import_for(user: Person, pk: object) -> Import:
    """Return a file of figures, for those who may bring some there. Raises Http404."""
    rows = Import.objects.select_related("account__unit", "by")
    return units.obtain(rows, user, pk, see="post.write", may="post.write")


def imports_for(user: Person) -> QuerySet[Import]:
    mine = units.within(user, "post.write", "account__unit")
    return Import.objects.filter(mine).select_related("account", "by")


def mapping_before(user: Person, found: Import) -> dict[str, Any]:
    """Return the mapping of the last file of this kind, this account's first; {}: none."""
    rows = imports_for(user).filter(kind=found.kind, state=Import.State.DONE).exclude(mapping={})
    same = rows.filter(account=found.account_id).values_list("mapping", flat=True).first()
    alike = rows.filter(account__network=found.account.network)
    told: dict[str, Any] | None = same or alike.values_list("mapping", flat=True).first()
    return told or {}


def newest_of_accounts(accounts: Sequence[Account]) -> dict[int, list[Sample]]:
    """Return the newest figures of accounts themselves, by account."""
    found = defaultdict[int, list[Sample]](list)
    rows = Sample.objects.filter(account__in=accounts, remote_id="", newest=True)
    for row in rows.order_by("account_id", "id"):
        found[row.account_id].append(row)
    return found


def newest_of_posts(deliveries: Sequence[Delivery]) -> dict[int, list[Sample]]:
    """Return the newest figures of posts, by delivery."""
    found = defaultdict[int, list[Sample]](list)
    for row in Sample.objects.filter(delivery__in=deliveries, newest=True).order_by("id"):
        found[row.delivery_id or 0].append(row)
    return found


def measured_posts(account: Account) -> QuerySet[Delivery]:
    """Return the posts of an account of which figures are known, those sent last first."""
    known = Sample.objects.filter(delivery=OuterRef("pk"), newest=True)
    rows = Delivery.objects.filter(Exists(known), account=account, head=None)
    return rows.order_by("-sent_at", "-pk")


def parts_of(delivery: Delivery) -> list[tuple[Delivery, list[Sample]]]:
    """Return the later parts of a thread that are out, each with its newest figures. Those of its
    first part are the post's.
    """
    out = delivery.parts.filter(kind=Delivery.Kind.PART, state=Delivery.State.SENT)
    rows = list(out.select_related("account").order_by("part"))
    known = newest_of_posts(rows)
    return [(row, known[row.pk]) for row in rows]


def loose_posts(account: Account) -> QuerySet[Sample]:
    """Return the newest figures of posts that did not go out from here, by post."""
    rows = Sample.objects.filter(account=account, delivery=None, newest=True)
    return rows.exclude(remote_id="").order_by("-seen", "remote_id", "id")


def history(rows: QuerySet[Sample], metric: str) -> list[Sample]:
    """Return the history of one figure, oldest first, the latest ``MOST_POINTS`` of it."""
    return list(rows.filter(metric=metric).order_by("-at", "-id")[:MOST_POINTS])[::-1]


def of_account(account: Account) -> QuerySet[Sample]:
    return Sample.objects.filter(account=account, remote_id="")


def of_post(delivery: Delivery) -> QuerySet[Sample]:
    return Sample.objects.filter(delivery=delivery)


def raised_by(user: Person, delivery: Delivery) -> QuerySet[Conversation]:
    """Return the conversations a post began, of those a person may see, the newest first."""
    rows = inbox.conversations_for(user).filter(about=delivery, spam=False)
    return rows.order_by("-opened_at", "-pk")


def matters_of(rows: QuerySet[Conversation]) -> list[tuple[str, int]]:
    """Return what conversations are, and how many, most first."""
    counted = rows.order_by().values_list("matter").annotate(n=Count("pk"))
    names = dict(Conversation.Matter.choices)
    return [(str(names[matter]), n) for matter, n in counted.order_by("-n", "matter")]


def everything_of(user: Person, account: Account) -> QuerySet[Sample]:
    """Return all figures of an account, those of posts only for those who may see them."""
    rows = Sample.objects.filter(account=account).select_related("delivery")
    rows = rows if sees_posts(user, account) else rows.filter(remote_id="")
    return rows.order_by("remote_id", "metric", "at", "id")
