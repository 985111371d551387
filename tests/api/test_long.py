"""Thousands of replies under one post: no answer holds them all, and none is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import timezone

from sinergi.conftest import CAST, HOMES
from sinergi.inbox import actions, hearing, thread
from sinergi.inbox.models import Message, Note
from sinergi.inbox.tests.test_long_threads import long_thread
from sinergi.inbox.tests.test_taking import ODD
from sinergi.people.models import User
from tests.api.conftest import Json, Program, World, asking

MANY = 2_000


@pytest.fixture
def long(world: World) -> str:
    return CAST.of("long") or _long(world)


def _long(world: World) -> str:
    """Make the thread long, in groups of a moment each; return its path."""
    long_thread(world.conversation, MANY)
    return world.path("/conversations/{pk}")


CAST.also("long", _long, ("world",))
HOMES.add(__name__)


def every(program: Program, path: str, cursor: str = "") -> list[Json]:
    """Return all that a list has from a cursor on, at most 200 at a time."""
    found: list[Json] = []
    while True:
        page = program.get(path, cursor=cursor, limit=200).json()
        assert len(page["items"]) <= 200
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = page["next"]


def test_a_long_thread_comes_in_pages_that_lose_nothing(as_ayu: Program, long: str) -> None:
    answer = as_ayu.get(long)
    assert len(answer.content) < 60_000
    shown = answer.json()
    assert len(shown["messages"]) == thread.MOST
    moments = [one["at"] for one in shown["messages"]]
    assert moments == sorted(moments)
    earlier = every(as_ayu, f"{long}/messages", shown["earlier_messages"])
    whole = [one["id"] for one in earlier[::-1] + shown["messages"]]
    assert whole == list(Message.objects.order_by("at", "id").values_list("pk", flat=True))
    assert whole == [one["id"] for one in every(as_ayu, f"{long}/messages")][::-1]


def test_what_is_said_meanwhile_moves_no_page(as_ayu: Program, long: str, world: World) -> None:
    first = as_ayu.get(f"{long}/messages", limit=5).json()
    talk = world.conversation
    Message.objects.create(
        conversation=talk, account=talk.account, direction="in", remote_id="baru",
        text="baru", at=timezone.now(),
    )  # fmt: skip
    second = as_ayu.get(f"{long}/messages", limit=5, cursor=first["next"]).json()
    newest = Message.objects.exclude(remote_id="baru").order_by("-at", "-id")
    told = [one["id"] for one in first["items"] + second["items"]]
    assert told == list(newest.values_list("pk", flat=True)[:10])


def test_notes_have_pages_of_their_own_and_push_no_message_out(
    as_ayu: Program, world: World, ayu: User
) -> None:
    for number in range(thread.MOST + 3):
        actions.note(ayu, world.conversation, text=f"catatan {number}")
    path = world.path("/conversations/{pk}")
    shown = as_ayu.get(path).json()
    assert (len(shown["notes"]), len(shown["messages"])) == (thread.MOST, 1)
    assert shown["earlier_messages"] is None
    earlier = every(as_ayu, f"{path}/notes", shown["earlier_notes"])
    whole = [one["id"] for one in earlier[::-1] + shown["notes"]]
    assert whole == list(Note.objects.order_by("id").values_list("pk", flat=True))


@pytest.mark.parametrize("cursor", ["x", "1.q.2", f"{'f' * 16}.m.1"])
@pytest.mark.parametrize("part", ["messages", "notes"])
def test_a_cursor_of_elsewhere_is_said(
    as_ayu: Program, world: World, part: str, cursor: str
) -> None:
    answer = as_ayu.get(world.path(f"/conversations/{{pk}}/{part}"), cursor=cursor)
    assert answer.status_code == 422, answer.content


def test_what_the_public_said_is_masked_there_too(as_ayu: Program, world: World) -> None:
    Message.objects.update(text="NIK saya 3201012309900001", url="https://sosial.example/@warga/1")
    told = as_ayu.get(world.path("/conversations/{pk}/messages")).json()["items"][0]
    assert "3201012309900001" not in told["text"]
    assert told["url"] == ""


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_words_and_names_come_as_they_are_and_break_no_answer(
    as_ayu: Program, world: World, text: str
) -> None:
    name = text[:60].strip() or "warga"
    said = replace(asking(text, "aneh"), author=name, author_name=name)
    with transaction.atomic():
        talk = hearing.take(world.account, [said])[0].conversation
    path = f"/conversations/{talk.pk}"
    listed = as_ayu.get("/conversations").json()["items"]
    assert talk.pk in {one["id"] for one in listed}
    assert all(one["handle"] == "" for one in listed)
    shown, messages = as_ayu.get(path).json(), as_ayu.get(f"{path}/messages").json()
    assert shown["messages"] == messages["items"]
    assert shown["messages"][0]["text"] == talk.messages.get().text
    assert as_ayu.get("/conversations", q="kata").status_code == 200
