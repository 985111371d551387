"""What others write about: heard from feeds, and where a post begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet

from sinergi.connectors.contract import Incoming
from sinergi.networks.models import Account
from sinergi.publishing.models import Post, Topic
from sinergi.units import queries as units
from sinergi.units.queries import Person

#: Topics older than this are forgotten, unless a post began with them.
KEEP = timedelta(days=60)

MOST = 60


def take(account: Account, items: Sequence[Incoming]) -> None:
    """Keep what a feed says; what is known already stays as it is."""
    Topic.objects.bulk_create(
        [
            Topic(
                account=account,
                unit_id=account.unit_id,
                remote_id=item.remote_id[:300],
                source=item.author_name[:200],
                text=item.text.replace("\0", ""),
                url=item.url[:1000],
                at=item.at,
            )
            for item in items
        ],
        ignore_conflicts=True,
    )


def topics_for(user: Person) -> QuerySet[Topic]:
    """Return the newest topics of the offices for which a person writes."""
    rows = Topic.objects.filter(units.within(user, "post.write"))
    return rows.select_related("unit", "post").order_by("-at", "-id")[:MOST]


def topic_for(user: Person, pk: object) -> Topic:
    """Return a topic. Raises Http404 when it is not theirs to write about."""
    rows = Topic.objects.select_related("unit")
    return units.obtain(rows, user, pk, see="post.write", may="post.write")


def begun(topic: Topic) -> str:
    """Return the words a post about a topic begins with: its title, and where it stands."""
    return "\n\n".join(filter(None, (str(topic), topic.url)))


def written(topic: Topic, post: Post) -> None:
    """Remember which post came of a topic."""
    Topic.objects.filter(pk=topic.pk).update(post=post)


def forget(now: datetime) -> None:
    Topic.objects.filter(at__lt=now - KEEP, post=None).delete()
