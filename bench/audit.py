"""An act with its record, against the same act without."""

from __future__ import annotations

import time

from bench import stage
from bench.figures import Figure, middle, tell

from django.db import transaction  # isort: skip  # the stage sets Django up
from django.utils import timezone  # isort: skip

from sinergi.audit import actions as audit  # isort: skip
from sinergi.networks.models import Account  # isort: skip
from sinergi.people.models import User  # isort: skip
from sinergi.publishing.models import Post, Revision, Target  # isort: skip

TIMES = 400


def act(author: User, account: Account, *, record: bool) -> float:
    """Write a post as the room does, with or without its record; return the seconds."""
    start, now = time.perf_counter(), timezone.now()
    with transaction.atomic():
        post = Post.objects.create(
            unit=account.unit, author=author, title="Uji", text="Teks", created=now, changed=now
        )
        Target.objects.create(post=post, account=account)
        Revision.objects.create(post=post, version=1, by=author, at=now, text="Teks")
        if record:
            audit.record(author, "post.written", on=post, unit_id=account.unit_id)
    return time.perf_counter() - start


def main() -> None:
    stage.database()
    office, ayu, _ = stage.regency()
    account = stage.account(ayu, office, "cibinong", "http://127.0.0.1:9")
    plain, recorded = [], []
    for _ in range(TIMES):  # turn by turn: both meet the same machine
        plain.append(act(ayu, account, record=False))
        recorded.append(act(ayu, account, record=True))
    ratio = middle(recorded) / middle(plain)
    tell(
        Figure(f"act without its record ({stage.DATABASE})", 1000 * middle(plain), "ms"),
        Figure(f"act with its record / without ({stage.DATABASE})", ratio, "×", 1.5),
    )


if __name__ == "__main__":
    main()
