"""Labels of posts: words by which an office finds them again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db.models import Count

from sinergi.lib.text import No, say
from sinergi.publishing.models import Policy, Post, PostLabel
from sinergi.units.models import Unit
from sinergi.units.rules import way

LONGEST = 40
#: So many a post may have.
MOST = 10
#: What stands between labels, and therefore in none.
BETWEEN = re.compile(r"[;,\n\0]")
#: So many are proposed.
MOST_KNOWN = 12


def tidy(spelled: str) -> str:
    """Return a label as it is kept. Raises No for an empty or a long one."""
    plain = " ".join(BETWEEN.sub(" ", spelled).strip().lstrip("#").split()).casefold()
    if not plain:
        raise No(say("Write the label."))
    if len(plain) > LONGEST:
        raise No(say("A label has at most {most} characters."), most=LONGEST)
    return plain


def tidy_all(spelled: str) -> list[str]:
    """Return labels that are written one after the other. Raises No for too many."""
    return each([part for part in BETWEEN.split(spelled) if part.strip()])


def each(names: Sequence[str]) -> list[str]:
    """Return labels as they are kept. Raises No for too many, or one that cannot be."""
    found = list(dict.fromkeys(tidy(name) for name in names))
    if len(found) > MOST:
        raise No(say("A post has at most {most} labels."), most=MOST)
    return found


def shown(spelled: str) -> str:
    """Return labels as they are being typed, tidy where they can be."""
    return ", ".join(" ".join(part.split()) for part in BETWEEN.split(spelled) if part.strip())


def known(unit: Unit) -> list[str]:
    """Return the labels that an office can be expected to know: those with a policy first, then
    those in use in it and under it.
    """
    named = Policy.objects.filter(unit__in=way(unit.path)).exclude(label="")
    used = PostLabel.objects.filter(post__unit__path__startswith=unit.path)
    common = used.values("name").annotate(times=Count("pk")).order_by("-times", "name")
    names = [*named.values_list("label", flat=True), *(row["name"] for row in common[:MOST_KNOWN])]
    return list(dict.fromkeys(names))[:MOST_KNOWN]


def of(post: Post) -> list[str]:
    return list(post.labels.values_list("name", flat=True))


def put(post: Post, names: Sequence[str]) -> None:
    """Give a post labels, inside the caller's transaction. Raises No where it has too many."""
    there = set(of(post))
    fresh = [name for name in names if name not in there]
    if len(there) + len(fresh) > MOST:
        raise No(say("A post has at most {most} labels."), most=MOST)
    PostLabel.objects.bulk_create(
        (PostLabel(post=post, name=name) for name in fresh), ignore_conflicts=True
    )


def say_all(post: Post, names: Sequence[str]) -> bool:
    """Leave a post exactly these labels, inside the caller's transaction; return whether any is
    another now.
    """
    before = set(of(post))
    post.labels.exclude(name__in=names).delete()
    put(post, names)
    return before != set(names)


def take(post: Post, name: str) -> None:
    post.labels.filter(name=name).delete()
