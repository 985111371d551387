"""Labels of posts: words by which an office finds them again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sinergi.lib.text import No, say
from sinergi.publishing.models import Post, PostLabel

LONGEST = 40
#: So many a post may have.
MOST = 10


def tidy(spelled: str) -> str:
    """Return a label as it is kept. Raises No for an empty or a long one."""
    plain = " ".join(spelled.replace("\0", "").lstrip("#").split()).casefold()
    if not plain:
        raise No(say("Write the label."))
    if len(plain) > LONGEST:
        raise No(say("A label has at most {most} characters."), most=LONGEST)
    return plain


def tidy_all(spelled: str) -> list[str]:
    """Return labels that are written one after the other. Raises No for too many."""
    parts = [part for part in re.split(r"[;,\n]", spelled) if part.strip()]
    found = list(dict.fromkeys(tidy(part) for part in parts))
    if len(found) > MOST:
        raise No(say("A post has at most {most} labels."), most=MOST)
    return found


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


def take(post: Post, name: str) -> None:
    post.labels.filter(name=name).delete()
