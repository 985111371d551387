"""How fast and how right: working time, each figure with its n, and nothing that is not known."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox import actions
from sinergi.inbox.figures import judging, reporting, timing
from sinergi.inbox.models import Conversation, Judgement, Message, Pause, Timing
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.networks.models import Delivery
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def local(spelled: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(spelled))


def timed(conversation: Conversation, asked: str) -> Timing:
    return Timing.objects.create(
        conversation=conversation,
        unit=conversation.unit,
        network="sandbox",
        matter="other",
        asked_at=local(asked),
    )


@pytest.mark.parametrize(
    ("asked", "answered", "minutes", "in_time"),
    [
        ("2026-11-24T15:30", "2026-11-25T08:00", 60, True),
        ("2026-11-24T09:00", "2026-11-24T10:01", 61, False),
        ("2026-11-28T09:00", "2026-11-30T07:45", 15, True),
        ("2026-11-24T11:30", "2026-11-24T13:15", 45, True),
    ],
)
def test_an_answer_is_counted_in_working_time(
    heard: Hear, asked: str, answered: str, minutes: int, in_time: bool
) -> None:
    conversation = heard("c1")
    timed(conversation, asked)
    timing.answered(conversation, local(answered))
    row = Timing.objects.get()
    assert row.first_work is not None
    assert (row.first_work / 60, row.in_time) == (minutes, in_time)
    timing.answered(conversation, local(answered) + timedelta(days=1))
    assert Timing.objects.get().first_at == local(answered)


def test_the_time_we_waited_for_the_citizen_is_not_ours(heard: Hear) -> None:
    conversation = heard("c1")
    timed(conversation, "2026-11-24T08:00")
    Pause.objects.create(
        conversation=conversation, since=local("2026-11-24T09:00"), until=local("2026-11-24T11:00")
    )
    timing.solved(conversation, local("2026-11-24T11:30"))
    assert Timing.objects.get().solved_work == 90 * 60
    timing.reopened(conversation)
    assert Timing.objects.get().solved_work is None


def test_it_is_kept_when_it_happens(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", answers="p1")
    actions.reply(ayu, conversation, text="Sampai pukul 15.00.")
    row = Timing.objects.get()
    assert row.first_at is not None
    assert row.solved_at is None
    actions.finish(ayu, conversation)
    assert Timing.objects.get().solved_at is not None
    actions.reopen(ayu, conversation)
    assert Timing.objects.get().solved_at is None


def test_what_is_not_known_is_absent() -> None:
    assert reporting.spread([]) == reporting.Spread(0, None, None)
    assert reporting.spread([60, None, 180]) == reporting.Spread(2, 2.0, None)
    ten = reporting.spread(range(0, 600, 60))
    assert (ten.n, ten.middle) == (10, 4.5)
    assert ten.nine == pytest.approx(8.1)
    assert reporting.Share(0, 0).percent is None
    assert reporting.Share(8, 1).percent == 12


@pytest.mark.parametrize("by", reporting.WAYS)
def test_figures_by_every_way(heard: Hear, ayu: User, citra: User, by: str) -> None:
    conversation = heard("c1", answers="p1")
    actions.reply(ayu, conversation, text="Sampai pukul 15.00.")
    heard("c2", author="ibu.kenanga")
    now = timezone.now()  # one hour for what was said a minute ago and came in now
    Conversation.objects.update(opened_at=now)
    Timing.objects.update(asked_at=now)
    url = reverse("inbox:figures") + f"?per={by}"
    shown = page(as_(ayu), url)
    assert "dari 2 yang masuk" in shown
    file = as_(ayu).get(reverse("inbox:figures-file", args=["csv"]) + f"?per={by}")
    rows = list(csv.reader(io.StringIO(file.content.decode())))
    assert [row[1] for row in rows[1:]] == ["1", "1"]
    assert rows[1][3] == ""
    assert rows[-1][0] == "Seluruhnya"
    assert "dari 0 yang masuk" in page(as_(citra), url)


@pytest.mark.parametrize("query", ["per=x", "hari=x", "hari=31"])
def test_figures_of_nothing_are_not_there(ayu: User, query: str) -> None:
    assert as_(ayu).get(f"{reverse('inbox:figures')}?{query}").status_code == 404


@pytest.fixture
def sent(heard: Hear, ayu: User) -> list[Message]:
    """Twenty-five answers of Ayu's that went out last week."""
    made = []
    for number in range(25):
        conversation = heard(f"c{number}", author=f"warga.{number}", answers="p1")
        made.append(actions.reply(ayu, conversation, text=f"Jawaban {number}"))
    Delivery.objects.update(state=Delivery.State.SENT, sent_at=timezone.now())
    Message.objects.update(at=timezone.now() - timedelta(days=7))
    return made


def test_twenty_are_drawn_once_by_a_lot_that_can_be_cast_again(sent: list[Message]) -> None:
    assert judging.draw(timezone.now()) == judging.DRAWN
    drawn = set(Judgement.objects.values_list("message", flat=True))
    assert judging.draw(timezone.now()) == 0
    Judgement.objects.all().delete()
    judging.draw(timezone.now())
    assert set(Judgement.objects.values_list("message", flat=True)) == drawn


def test_a_second_person_judges(sent: list[Message], ayu: User, budi: User, citra: User) -> None:
    judging.draw(timezone.now())
    row = Judgement.objects.latest("id")
    with pytest.raises(No, match="Somebody else"):
        judging.judge(ayu, row, verdict="right")
    url = reverse("inbox:judge", args=[row.pk])
    assert as_(citra).post(url, {"verdict": "right"}).status_code == 404
    assert "Jawaban" in page(as_(budi), reverse("inbox:judgements"))
    as_(budi).post(url, {"verdict": "wrong"})
    assert not Judgement.objects.get(pk=row.pk).verdict
    as_(budi).post(url, {"verdict": "wrong", "note": "Jamnya salah"})
    with pytest.raises(No, match="judged it already"):
        judging.judge(budi, row, verdict="right")
    found = judging.accuracy(Judgement.objects.all())
    assert (found.n, found.right, found.wrong, found.percent) == (1, 0, 1, 0)


def test_how_sure_a_share_is() -> None:
    assert judging._interval(18, 20) == (70, 97)
    assert judging.accuracy(Judgement.objects.none()).percent is None
