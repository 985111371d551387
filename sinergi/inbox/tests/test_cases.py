"""Many voices of one hole in the road: one case, one text, one answer in each thread."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.urls import reverse

from sinergi.inbox import actions
from sinergi.inbox.cases import answering, joining, looking
from sinergi.inbox.models import Case, CaseLine, Conversation, Message
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.inbox.transfers import moving
from sinergi.lib.text import No
from sinergi.networks import actions as networks
from sinergi.people.models import User
from sinergi.units import actions as units
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

ANSWER = "Perbaikan dijadwalkan 3 Desember. Mohon hati-hati."


def by_hand(ayu: User, thread: Conversation) -> None:
    """Let a thread be one of an account that takes long answers, by hand."""
    unit = thread.unit
    account = networks.keep_by_hand(ayu, unit, "elsewhere", handle="papan", url="")
    Conversation.objects.filter(pk=thread.pk).update(account=account)


def states(lines: Iterable[CaseLine]) -> list[str]:
    return [line.state for line in lines]


def test_voices_of_one_incident_are_proposed(voices: list[Conversation], ayu: User) -> None:
    first = voices[0]
    assert [one.alike_id for one in voices] == [None, first.pk, first.pk, None]
    assert set(looking.alike(ayu, voices[1]).others) == {first, voices[2]}
    shown = page(as_(ayu), reverse("inbox:conversation", args=[voices[1].pk]))
    assert "2 lainnya menyampaikan hal yang sama" in shown


def test_a_person_makes_the_case(voices: list[Conversation], ayu: User, citra: User) -> None:
    url = reverse("inbox:begin-case", args=[voices[0].pk])
    chosen = {"title": "Lubang", "with": [voices[1].pk, voices[2].pk]}
    assert as_(citra).post(url, chosen).status_code == 404
    as_(ayu).post(url, chosen)
    case = Case.objects.get()
    assert looking.threads_of(ayu, case) == voices[:3]
    assert "Lubang" in page(as_(ayu), reverse("inbox:cases"))
    assert "Lubang" not in page(as_(citra), reverse("inbox:cases"))
    assert as_(citra).get(reverse("inbox:case", args=[case.pk])).status_code == 404


def test_each_thread_is_answered_once_from_one_text(case: Case, ayu: User, dewi: User) -> None:
    threads = looking.answerable(ayu, case)
    actions.reply(dewi, threads[1], text="Kami cek dulu.")
    asked = answering.ask(ayu, case, looking.answerable(ayu, case), text=ANSWER)
    assert answering.carry_out(asked.pk) == 2
    assert answering.carry_out(asked.pk) == 0
    assert states(asked.lines.all()) == ["sent", "sent"]
    ours = Message.objects.filter(direction="out", text=ANSWER)
    assert sorted(ours.values_list("conversation", flat=True)) == [threads[0].pk, threads[2].pk]


def test_who_is_answered_meanwhile_is_left_out(case: Case, ayu: User, dewi: User) -> None:
    threads = looking.answerable(ayu, case)
    asked = answering.ask(ayu, case, threads, text=ANSWER)
    actions.reply(dewi, threads[0], text="Kami cek dulu.")
    answering.carry_out(asked.pk)
    assert states(asked.lines.all()) == ["answered", "sent", "sent"]


def test_a_thread_that_cannot_be_answered_says_why(case: Case, ayu: User) -> None:
    by_hand(ayu, looking.answerable(ayu, case)[-1])
    asked = answering.ask(ayu, case, looking.answerable(ayu, case), text="x" * 900)
    assert answering.carry_out(asked.pk) == 1
    assert states(asked.lines.all()) == ["refused", "refused", "sent"]
    assert "900 karakter" in page(as_(ayu), reverse("inbox:case", args=[case.pk]))


def test_nothing_is_said_where_it_went_to_another_office_or_the_role_ended_meanwhile(
    case: Case, ayu: User, tree: dict[str, Unit]
) -> None:
    made = answering.ask(ayu, case, looking.answerable(ayu, case), text="Diperbaiki pekan ini.")
    given, *others = [line.conversation for line in made.lines.order_by("id")]
    moving.hand_over(ayu, given, tree["ciomas"], reason="Lokasinya di Ciomas")
    made.lines.exclude(conversation=given).update(state="answered")
    assert answering.carry_out(made.pk) == 0
    given.refresh_from_db()
    assert (given.assigned_to, given.answered_at) == (None, None)
    made.lines.filter(conversation__in=others).update(state="waiting")
    units.end_appointment(ayu, ayu.appointments.get())
    assert answering.carry_out(made.pk) == 0
    assert {line.state for line in made.lines.all()} == {"refused"}


def test_nothing_to_say_and_nobody_to_say_it_to(case: Case, ayu: User) -> None:
    threads = looking.answerable(ayu, case)
    with pytest.raises(No, match="Write an answer"):
        answering.ask(ayu, case, threads, text=" ")
    for one in threads:
        actions.finish(ayu, one)
    with pytest.raises(No, match="Nobody here waits"):
        answering.ask(ayu, case, looking.answerable(ayu, case), text=ANSWER)


def test_a_voice_of_something_else_leaves(
    case: Case, voices: list[Conversation], ayu: User
) -> None:
    as_(ayu).post(reverse("inbox:join", args=[voices[2].pk]), {"do": "leave"})
    assert looking.threads_of(ayu, case) == voices[:2]
    as_(ayu).post(reverse("inbox:join", args=[voices[3].pk]), {"case": case.pk})
    assert looking.threads_of(ayu, case) == [voices[0], voices[1], voices[3]]
    with pytest.raises(No, match="a case already"):
        joining.open_case(ayu, voices[3], title="Lain")


def test_a_case_is_as_its_voices_are(case: Case, voices: list[Conversation], ayu: User) -> None:
    assert not looking.case_for(ayu, case.pk).danger
    Conversation.objects.filter(pk=voices[1].pk).update(danger=True)
    assert looking.case_for(ayu, case.pk).danger
    assert looking.cases_for(ayu).get().last_at == max(one.last_at for one in voices[:3])
    joining.leave(ayu, voices[1])
    told = looking.case_for(ayu, case.pk)
    assert (told.danger, told.voices) == (False, 2)
