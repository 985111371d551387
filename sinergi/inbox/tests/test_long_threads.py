"""Long threads are read in parts that lose nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox import actions, thread
from sinergi.inbox.models import Conversation, Message, Note
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def long_thread(conversation: Conversation, number: int) -> None:
    start = timezone.now() - timedelta(days=2)
    Message.objects.bulk_create(
        Message(
            conversation=conversation, account=conversation.account, direction="in",
            remote_id=f"m{n}", text=f"balasan {n}", at=start + timedelta(seconds=n // 3),
        )
        for n in range(number)
    )  # fmt: skip


def test_a_thread_of_ten_thousand_replies_is_read_in_parts(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", "Awal")
    long_thread(conversation, 10_000)
    url = reverse("inbox:conversation", args=[conversation.pk])
    shown = page(as_(ayu), url)
    assert shown.count("balasan ") <= thread.MOST
    assert "?before=" in shown
    assert len(shown) < 100_000


def test_parts_hold_every_entry_once_in_order(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", "Awal")
    long_thread(conversation, 40)
    for number in range(5):
        actions.note(ayu, conversation, text=f"catatan {number}")
    conversation.notes.update(at=Message.objects.get(remote_id="m20").at)
    seen: list[Message | Note] = []
    cursor = ""
    while True:
        part = thread.part(conversation, cursor, most=7)
        seen = [*part.entries, *seen]
        cursor = part.earlier
        if not cursor:
            break
    assert len(seen) == 46
    assert len({(type(entry), entry.pk) for entry in seen}) == 46
    assert [entry.at for entry in seen] == sorted(entry.at for entry in seen)


@pytest.mark.parametrize("cursor", ["x", "1.m", "1.q.2", f"{'f' * 16}.m.1", "-1.n.9" + "9" * 18])
def test_a_cursor_that_is_not_ours_is_no_fault(heard: Hear, ayu: User, cursor: str) -> None:
    conversation = heard("c1")
    with pytest.raises(No):
        thread.part(conversation, cursor)
    url = reverse("inbox:conversation", args=[conversation.pk])
    assert as_(ayu).get(url, {"before": cursor}).status_code == 302
