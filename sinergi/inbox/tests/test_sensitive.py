"""Ayu's answer about an election waits for Budi; nothing goes out without him."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.inbox import actions, today
from sinergi.inbox.models import Conversation, Draft, Message, Proposal, SensitiveRule
from sinergi.inbox.sensitive import deciding, keeping, matching
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_answering import asked as verdict_of
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.units import phases
from sinergi.units.models import Appointment, Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

ANSWER = "Jadwal kampanye ditetapkan KPU, silakan lihat di sana."


@pytest.fixture
def election(budi: User, tree: dict[str, Unit]) -> SensitiveRule:
    return keeping.add(budi, tree["regency"], keeping.Said("Pemilu", words="kampanye, pilkada"))


@pytest.fixture
def rani(tree: dict[str, Unit]) -> User:
    """Who coordinates the regency."""
    return person("rani", "Rani", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def asked(heard: Hear, election: SensitiveRule) -> Conversation:
    return heard("c1", "Kapan kampanye pilkada dimulai?", answers="p1")


def test_a_sensitive_answer_does_not_go_out_by_itself(asked: Conversation, ayu: User) -> None:
    with pytest.raises(No, match="second person"):
        actions.reply(ayu, asked, text=ANSWER)
    assert "Minta persetujuan" in page(as_(ayu), reverse("inbox:conversation", args=[asked.pk]))


def test_budi_approves_and_it_goes_out_in_ayus_name(
    asked: Conversation, ayu: User, budi: User
) -> None:
    seen = Message.objects.get().pk
    as_(ayu).post(reverse("inbox:ask-approval", args=[asked.pk]), {"text": ANSWER, "seen": seen})
    proposal = Proposal.objects.get()
    assert not Message.objects.filter(direction="out").exists()
    assert [task.title for task in today.today_for(budi)][:1] == [ANSWER]
    shown = page(as_(budi), reverse("inbox:conversation", args=[asked.pk]))
    assert ANSWER in shown
    # In a field of one line, Enter after the reason would press the first button: approve.
    assert re.search(r'<textarea[^>]* name="reason"', shown)
    assert not re.search(r'<input[^>]* name="reason"', shown)
    as_(budi).post(reverse("inbox:proposal", args=[asked.pk, proposal.pk]), {"do": "approve"})
    message = Message.objects.get(direction="out")
    assert (message.author, message.text) == (ayu, ANSWER)
    assert message.delivery is not None
    assert verdict_of(message.delivery) == ""
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("approved", budi)
    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert {"conversation.approval_asked", "conversation.approval_given"} <= set(verbs)


@pytest.mark.parametrize("text", ["x" * 20_001, "Kampanye?"])
def test_what_cannot_be_asked_for_stays_in_the_box(
    asked: Conversation, ayu: User, dewi: User, text: str
) -> None:
    deciding.ask(dewi, asked, text=ANSWER)
    answer = as_(ayu).post(reverse("inbox:ask-approval", args=[asked.pk]), {"text": text})
    assert text in answer.content.decode()
    assert Proposal.objects.get().by == dewi


def test_it_is_looked_at_again_at_the_moment_of_sending(
    asked: Conversation, ayu: User, budi: User
) -> None:
    made = deciding.approve(budi, deciding.ask(ayu, asked, text=ANSWER))
    assert made.delivery is not None
    Appointment.objects.filter(user=budi).update(valid_to=date(2026, 1, 3))
    assert "may not" in verdict_of(made.delivery)
    Proposal.objects.update(message=None)
    assert "second person" in verdict_of(made.delivery)


def test_a_rule_made_meanwhile_holds_what_was_queued(
    heard: Hear, ayu: User, budi: User, tree: dict[str, Unit]
) -> None:
    made = actions.reply(ayu, heard("c1", answers="p1"), text=ANSWER)
    assert made.delivery is not None
    assert verdict_of(made.delivery) == ""
    keeping.add(budi, tree["regency"], keeping.Said("Pemilu", words="kampanye"))
    assert "second person" in verdict_of(made.delivery)


def test_nobody_approves_their_own_answer(asked: Conversation, ayu: User) -> None:
    proposal = deciding.ask(ayu, asked, text=ANSWER)
    with pytest.raises(No, match="their own"):
        deciding.approve(ayu, proposal)


def test_what_is_sent_back_is_a_draft_again(asked: Conversation, ayu: User, budi: User) -> None:
    proposal = deciding.ask(ayu, asked, text=ANSWER)
    with pytest.raises(No, match="Write why"):
        deciding.send_back(budi, proposal, reason=" ")
    deciding.send_back(budi, proposal, reason="Sebut tanggalnya")
    assert Draft.objects.get(by=ayu).text == ANSWER
    assert "Sebut tanggalnya" in ayu.notices.latest("id").facts["reason"]
    with pytest.raises(No, match="decided this already"):
        deciding.approve(budi, proposal)


def test_one_takes_back_only_what_one_asked_for(asked: Conversation, ayu: User, dewi: User) -> None:
    proposal = deciding.ask(ayu, asked, text=ANSWER)
    with pytest.raises(No, match="Only who asked"):
        deciding.withdraw(dewi, proposal)
    with pytest.raises(No, match="waits for approval"):
        deciding.ask(dewi, asked, text="Tanya KPU.")
    deciding.withdraw(ayu, proposal)
    assert deciding.ask(dewi, asked, text="Tanya KPU soal kampanye.").by == dewi


def test_what_nobody_decides_is_over(asked: Conversation, ayu: User, budi: User) -> None:
    proposal = deciding.ask(ayu, asked, text=ANSWER)
    later = timezone.now() + deciding.LIFE + timedelta(minutes=1)
    assert deciding.expire(later) == 1
    assert deciding.expire(later) == 0
    with pytest.raises(No, match="decided this already"):
        deciding.approve(budi, proposal)
    assert Draft.objects.get(by=ayu).text == ANSWER


def test_an_approval_after_a_colleagues_answer_sends_nothing(
    asked: Conversation, ayu: User, budi: User, dewi: User, election: SensitiveRule
) -> None:
    proposal = deciding.ask(ayu, asked, text=ANSWER)
    keeping.drop(budi, election)
    actions.reply(dewi, asked, text="Tanya KPU.")
    with pytest.raises(No, match="answered meanwhile"):
        deciding.approve(budi, proposal)
    proposal.refresh_from_db()
    assert proposal.state == "waiting"


@pytest.mark.parametrize(
    ("said", "applies"),
    [
        (keeping.Said("a", topic="roads"), True),
        (keeping.Said("a", topic="waste"), False),
        (keeping.Said("a", matter="complaint", topic="roads"), True),
        (keeping.Said("a", place="32.01.26"), True),
        (keeping.Said("a", place="32.01.01"), False),
        (keeping.Said("a", words="jalan rusak"), True),
        (keeping.Said("a", words="jala"), False),
        (keeping.Said("a", since=date(2020, 1, 1), until=date(2020, 2, 1)), False),
        (keeping.Said("a", since=date(2020, 1, 1)), True),
        (keeping.Said("a", in_election=True), False),
    ],
)
def test_all_that_a_rule_names_must_hold(
    heard: Hear, budi: User, tree: dict[str, Unit], said: keeping.Said, applies: bool
) -> None:
    conversation = heard("c1", "Jalan  RUSAK, Min!")
    conversation.topic, conversation.matter = "roads", "complaint"
    conversation.place = "32.01.26.2003"
    keeping.add(budi, tree["regency"], said)
    found = matching.rule_for(conversation, "Siap", timezone.now())
    assert (found is not None) is applies


def test_a_rule_of_an_election_holds_in_its_phases_alone(
    heard: Hear, ayu: User, budi: User, tree: dict[str, Unit]
) -> None:
    """Everything the office answers in a phase, where the rule names nothing else."""
    today = timezone.localdate()
    conversation = heard("c1", "Buka jam berapa?", answers="p1")
    keeping.add(budi, tree["regency"], keeping.Said("Pemilu", in_election=True))
    now = timezone.now()
    assert matching.rule_for(conversation, "Pukul 8.", now) is None
    yesterday = today - timedelta(days=1)
    past = phases.add(budi, tree["regency"], name="Kampanye", since=yesterday, until=yesterday)
    phases.add(budi, tree["ciomas"], name="Ulang", since=today, until=today)
    assert matching.rule_for(conversation, "Pukul 8.", now) is None
    phases.change(budi, past, name="Kampanye", since=yesterday, until=today)
    found = matching.rule_for(conversation, "Pukul 8.", now)
    assert found is not None
    assert found.title == "Pemilu"
    with pytest.raises(No, match="second person"):
        actions.reply(ayu, conversation, text="Pukul 8.")
    phases.end(budi, past)
    assert matching.rule_for(conversation, "Pukul 8.", now) is None


def test_a_phase_that_begins_meanwhile_holds_what_was_queued(
    heard: Hear, ayu: User, budi: User, tree: dict[str, Unit]
) -> None:
    keeping.add(budi, tree["regency"], keeping.Said("Pemilu", words="bupati", in_election=True))
    made = actions.reply(ayu, heard("c1", answers="p1"), text="Bupati hadir pukul 8.")
    assert made.delivery is not None
    assert verdict_of(made.delivery) == ""
    today = timezone.localdate()
    phases.add(budi, tree["cibinong"], name="Masa tenang", since=today, until=today)
    assert "second person" in verdict_of(made.delivery)


def test_a_rule_says_which_answers_it_is_about(budi: User, tree: dict[str, Unit]) -> None:
    for said in (keeping.Said("Semua"), keeping.Said(" ", words="pilkada")):
        with pytest.raises(No):
            keeping.add(budi, tree["regency"], said)


def test_rules_are_kept_by_the_coordinator(rani: User, ayu: User, tree: dict[str, Unit]) -> None:
    url = reverse("inbox:sensitive-of", args=[tree["regency"].pk])
    assert as_(ayu).get(url).status_code == 403
    client = as_(rani)
    said = {"title": "Perkara", "words": "pengadilan", "place": "32.01.01"}
    client.post(url, said | {"matter": "complaint"})
    shown = page(client, url)
    assert "pengadilan" in shown
    assert '<span class="badge neutral">Cibinong</span>' in shown
    again = client.post(url, said | {"matter": "complaint"}).content.decode()
    assert "Ini sudah ada." in again
    bad = client.post(url, {"title": "Perkara"}).content.decode()
    assert "Sebutkan jawaban mana" in bad
    today = timezone.localdate()
    phases.add(rani, tree["regency"], name="Masa tenang", since=today, until=today)
    assert "Masa tenang" in page(client, url)
    client.post(url, {"title": "Pemilu", "in_election": "on"})
    made = SensitiveRule.objects.get(in_election=True)
    client.post(reverse("inbox:sensitive-drop", args=[made.pk]))
    assert SensitiveRule.objects.get().title == "Perkara"
    client.post(reverse("inbox:sensitive-drop", args=[SensitiveRule.objects.get().pk]))
    assert not SensitiveRule.objects.exists()
