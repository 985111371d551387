"""What a person sees of ideas: those of the offices whose posts they see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from sinergi.lib.text import No, say
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing.models import Idea, Post
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person

#: So many are shown in a column; the rest is told by its number.
MOST = 30


@dataclass(frozen=True, slots=True)
class Column:
    state: str
    label: str
    rows: list[Idea]
    more: int


def ideas_for(user: Person) -> QuerySet[Idea]:
    rows = Idea.objects.filter(units.within(user, "post.see"))
    return rows.select_related("unit", "holder", "by", "post").order_by("-changed", "-id")


def idea_for(user: Person, pk: object, *, may: str = "post.see") -> Idea:
    """Return an idea. Raises Http404 when invisible, PermissionDenied when not theirs."""
    rows = Idea.objects.select_related("unit", "holder", "by", "post")
    return units.obtain(rows, user, pk, see="post.see", may=may)


def board_for(
    user: Person, *, unit: Unit | None = None, kind: str = "", pillar: str = "", mine: bool = False
) -> list[Column]:
    """Return the board, a column for each state, the newest first."""
    rows = ideas_for(user)
    if unit is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    if kind:
        rows = rows.filter(kind=kind)
    if pillar:
        rows = rows.filter(pillar=pillar)
    if mine:
        rows = rows.filter(holder=user.pk)
    counted = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [
        Column(
            state,
            str(label),
            list(rows.filter(state=state)[:MOST]),
            max(0, counted.get(state, 0) - MOST),
        )
        for state, label in Idea.State.choices
    ]


def pillars_for(user: Person) -> list[str]:
    """Return the pillars in use, by name: what a new idea is offered."""
    rows = ideas_for(user).exclude(pillar="").order_by("pillar")
    return list(rows.values_list("pillar", flat=True).distinct()[:50])


def writable(user: Person) -> QuerySet[Unit]:
    return units.units_where(user, "post.write").order_by("path")


def colleagues(idea: Idea) -> QuerySet[User]:
    """Return who may take an idea over: whoever writes for its office."""
    return units.people_with("post.write", idea.unit_id)


def colleague(idea: Idea, name: str) -> User:
    """Return a colleague by their sign-in name. Raises No when they don't write there."""
    found = colleagues(idea).filter(username=name).first()
    if found is None:
        raise No(say("{who} does not write for this office."), who=name or "?")
    return found


def of_post(post: Post) -> Idea | None:
    """Return the idea a post began with."""
    return Idea.objects.filter(post=post).first()


def results_of(idea: Idea) -> list[Delivery]:
    """Return what of the post is out, with its addresses."""
    if idea.post_id is None:
        return []
    rows = Delivery.objects.filter(target__post=idea.post_id, state=Delivery.State.SENT)
    return list(rows.select_related("account").order_by("sent_at", "id"))
