"""Many conversations at once: each in the log, what cannot be is told, all of it can be undone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.inbox import actions, bulk, labels
from sinergi.inbox.bulk import Asked
from sinergi.inbox.models import Batch, Conversation, Step
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def three(heard: Hear) -> list[Conversation]:
    return [heard(f"c{n}", f"Pertanyaan {n}", author=f"warga{n}") for n in range(3)]


def state_of(rows: list[Conversation]) -> list[tuple[str, int | None, str]]:
    found = Conversation.objects.in_bulk([row.pk for row in rows])
    return [(found[r.pk].state, found[r.pk].assigned_to_id, found[r.pk].topic) for r in rows]


def due_of(rows: list[Conversation]) -> list[object]:
    found = Conversation.objects.in_bulk([row.pk for row in rows])
    return [(found[r.pk].due_at, found[r.pk].due_for, found[r.pk].soon_at) for r in rows]


@pytest.mark.parametrize(
    "asked",
    [
        {"act": "assign"},
        {"act": "topic", "topic": "jalan-rusak"},
        {"act": "state", "state": "working"},
        {"act": "state", "state": "postponed", "reason": "Menunggu alamat"},
        {"act": "state", "state": "done"},
        {"act": "archive", "reason": "Iklan"},
    ],
    ids=lambda asked: str(asked.get("state") or asked["act"]),
)
def test_every_act_is_done_to_each_recorded_and_taken_back(
    three: list[Conversation], ayu: User, asked: dict[str, Any]
) -> None:
    before, due = state_of(three), due_of(three)
    to = ayu if asked["act"] == "assign" else None
    chosen = bulk.chosen(ayu, [row.pk for row in three])
    done = bulk.act(ayu, chosen, Asked(**asked, to=to))
    assert (len(done.changed), done.kept) == (3, [])
    changed = state_of(three)
    assert all(new != old for new, old in zip(changed, before, strict=True))
    assert done.batch is not None
    undone = bulk.undo(ayu, done.batch)
    assert (len(undone.changed), undone.kept) == (3, [])
    assert state_of(three) == before
    assert due_of(three) == due
    assert Entry.objects.filter(verb="conversation.rolled_back").count() == 3
    with pytest.raises(No):
        bulk.undo(ayu, done.batch)


def test_what_cannot_be_is_told_and_the_others_are_done(
    three: list[Conversation], ayu: User
) -> None:
    actions.finish(ayu, three[0])
    done = bulk.act(ayu, three, Asked("archive", reason="Selesai"))
    assert [row.pk for row in done.changed] == [three[1].pk, three[2].pk]
    ((kept, why),) = done.kept
    assert kept.pk == three[0].pk
    assert "Solved" in str(why) or "cannot" in str(why)


def test_without_the_reason_it_needs_nothing_is_done(three: list[Conversation], ayu: User) -> None:
    done = bulk.act(ayu, three, Asked("archive"))
    assert (done.batch, done.changed, len(done.kept)) == (None, [], 3)
    assert not Batch.objects.exists()


def test_what_somebody_went_on_with_is_not_taken_back(three: list[Conversation], ayu: User) -> None:
    done = bulk.act(ayu, three, Asked("state", state="working"))
    assert done.batch is not None
    actions.move(ayu, three[1], "done")
    undone = bulk.undo(ayu, done.batch)
    assert [row.pk for row, _ in undone.kept] == [three[1].pk]
    assert [state for state, _, _ in state_of(three)] == ["new", "done", "new"]
    assert Step.objects.filter(conversation=three[0]).count() == 2


def test_a_topic_said_before_is_said_again(three: list[Conversation], ayu: User) -> None:
    labels.topic(ayu, three[0], "sampah")
    done = bulk.act(ayu, three[:1], Asked("topic", topic="jalan-rusak"))
    assert done.batch is not None
    bulk.undo(ayu, done.batch)
    assert labels.own(ayu, three[0]) == "sampah"
    assert state_of(three)[0][2] == "sampah"


def test_who_is_given_many_is_told_once(
    three: list[Conversation], ayu: User, tree: dict[str, Unit]
) -> None:
    dewi = person("dewi", "Dewi", tree["cibinong"], Role.ADMIN)
    bulk.act(ayu, three, Asked("assign", to=dewi))
    assert Notice.objects.filter(user=dewi, kind="conversation.assigned").count() == 1


def test_citra_can_do_nothing_with_them(three: list[Conversation], ayu: User, citra: User) -> None:
    ids = [row.pk for row in three]
    with pytest.raises(Http404):
        bulk.chosen(citra, ids)
    answer = as_(citra).post(reverse("inbox:bulk"), {"id": ids, "do": "mine"})
    assert answer.status_code == 404
    done = bulk.act(ayu, three, Asked("assign", to=ayu))
    assert done.batch is not None
    undo = reverse("inbox:undo", args=[done.batch.pk])
    assert as_(citra).post(undo).status_code == 404
    assert [who for _, who, _ in state_of(three)] == [ayu.pk] * 3


def test_whose_role_has_ended_takes_nothing_back(three: list[Conversation], ayu: User) -> None:
    done = bulk.act(ayu, bulk.chosen(ayu, [row.pk for row in three]), Asked("assign", to=ayu))
    assert done.batch
    browser, url = as_(ayu), reverse("inbox:undo", args=[done.batch.pk])
    units.end_appointment(ayu, ayu.appointments.get())
    assert browser.post(url).status_code == 403
    assert {row[1] for row in state_of(three)} == {ayu.pk}


def test_who_only_sees_may_not(three: list[Conversation], budi: User) -> None:
    ids = [row.pk for row in three]
    assert as_(budi).post(reverse("inbox:bulk"), {"id": ids, "do": "mine"}).status_code == 403
    assert 'type="checkbox" name="id"' not in page(as_(budi), reverse("inbox:list"))


def test_chosen_in_the_list_done_in_two_steps_and_undone_in_the_banner(
    three: list[Conversation], ayu: User
) -> None:
    client, url = as_(ayu), reverse("inbox:bulk")
    ids = [row.pk for row in three[:2]]
    assert page(client, reverse("inbox:list")).count('type="checkbox" name="id"') == 3
    asked = client.post(url, {"id": ids, "do": "more", "asked": "tab=open"}).content.decode()
    assert 'name="reason"' in asked
    given = {"id": ids, "do": "act", "act": "archive", "asked": "tab=open", "state": "new"}
    told = client.post(url, {**given, "reason": "Iklan"})
    batch = Batch.objects.get()
    assert told["Location"] == f"{reverse('inbox:list')}?tab=open&batch={batch.pk}"
    shown = page(client, told["Location"])
    assert reverse("inbox:undo", args=[batch.pk]) in shown
    client.post(reverse("inbox:undo", args=[batch.pk]), {"asked": "tab=open"})
    assert Conversation.objects.filter(open=True).count() == 3
    assert reverse("inbox:undo", args=[batch.pk]) not in page(client, told["Location"])


def test_a_reason_that_is_missing_is_asked_for_before_anything_is_done(
    three: list[Conversation], ayu: User
) -> None:
    client, ids = as_(ayu), [row.pk for row in three]
    for act in ({"act": "archive", "state": "new"}, {"act": "state", "state": "postponed"}):
        asked = client.post(reverse("inbox:bulk"), {"id": ids, "do": "act", **act})
        shown = asked.content.decode()
        assert "Tulis alasannya" in shown
        assert all(f'name="id" value="{pk}"' in shown for pk in ids)
    assert Conversation.objects.filter(state="new").count() == 3


def test_what_came_after_they_were_chosen_is_not_put_to_rest_unread(
    three: list[Conversation], heard: Hear, ayu: User
) -> None:
    url, ids = reverse("inbox:bulk"), [row.pk for row in three]
    shown = as_(ayu).post(url, {"id": ids, "do": "more"}).content.decode()
    told = {"id": ids, "do": "act", "act": "state", "state": "done"}
    told["seen"] = re.findall(r'name="seen" value="(\d+)"', shown)[0]
    heard("c9", "Masih rusak, tolong!", author="warga1", answers="c1")
    answer = as_(ayu).post(url, told, follow=True).content.decode()
    assert "Warga menulis lagi" in answer
    assert [state for state, *_ in state_of(three)] == ["done", "new", "done"]
    again = as_(ayu).post(url, {"id": [three[1].pk], "do": "more"}).content.decode()
    told["seen"] = re.findall(r'name="seen" value="(\d+)"', again)[0]
    as_(ayu).post(url, told)
    assert {state for state, *_ in state_of(three)} == {"done"}


def test_what_stays_for_one_reason_is_told_at_once(three: list[Conversation], ayu: User) -> None:
    bulk.act(ayu, three, Asked("state", state="working"))
    given = {"id": [row.pk for row in three], "do": "act", "act": "state"}
    for to, why in (("verified", "tidak dapat menjadi"), ("working", "Sudah demikian")):
        shown = as_(ayu).post(reverse("inbox:bulk"), {**given, "state": to}, follow=True)
        assert shown.content.decode().count("Tetap seperti semula") == 1
        assert why in shown.content.decode()
    assert Batch.objects.count() == 1


@pytest.mark.parametrize("ids", [[], ["x"], list(range(1, 400))])
def test_nothing_or_too_much_chosen_is_told(ayu: User, ids: list[object]) -> None:
    answer = as_(ayu).post(reverse("inbox:bulk"), {"id": ids, "do": "more"}, follow=True)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()


def test_a_batch_is_made_at_a_moment(three: list[Conversation], ayu: User) -> None:
    done = bulk.act(ayu, three, Asked("assign", to=ayu))
    assert done.batch is not None
    assert done.batch.at <= timezone.now()
    assert bulk.undoable(ayu, str(done.batch.pk)) == (done.batch, 3)
    assert bulk.undoable(ayu, "x") is None
