"""What colleagues are told: nothing that a list would hide, and no longer than it is asked."""

from __future__ import annotations

import pytest
from django.core import mail
from django.utils import timezone

from sinergi.inbox import actions
from sinergi.inbox.models import Conversation
from sinergi.inbox.sensitive import deciding, keeping
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_answering import end
from sinergi.notices import actions as notices
from sinergi.notices import queries
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

PHONE, NAME = "0812-3456-7890", "Melati"


def told(user: User) -> list[str]:
    """Return what a person finds in the list of notices, or gets as mail."""
    notices.send_waiting_mail(timezone.now())
    mails = [f"{one.subject} {one.body}" for one in mail.outbox if one.to == [user.email]]
    return [notices.words(row) for row in queries.notices_of(user)] + mails


def test_neither_list_nor_mail_names_a_citizen_or_tells_a_number(
    heard: Hear, ayu: User, dewi: User
) -> None:
    talk = heard("c1", f"Hubungi {PHONE} ya.")
    actions.assign(ayu, talk, dewi)
    actions.note(ayu, talk, text=f"@dewi nomornya {PHONE}")
    for person in (ayu, dewi):
        found = " ".join(told(person))
        assert "kepada" in found or "meminta" in found
        assert PHONE not in found
        assert NAME not in found


@pytest.mark.parametrize("state", ["failed", "unsure"])
def test_what_did_not_go_out_is_told_without_a_name(heard: Hear, ayu: User, state: str) -> None:
    made = actions.reply(ayu, heard("c1"), text=f"Silakan ke {PHONE}.")
    assert made.delivery is not None
    end(made.delivery, state)
    found = " ".join(told(ayu))
    assert "Silakan ke" in found
    assert PHONE not in found
    assert NAME not in found


@pytest.mark.parametrize("act", ["answer", "finish"])
def test_once_somebody_did_it_nobody_is_called_any_more(
    heard: Hear, ayu: User, dewi: User, act: str
) -> None:
    talk = heard("c1")
    assert [queries.unread_count(person) for person in (ayu, dewi)] == [1, 1]
    if act == "answer":
        actions.reply(ayu, talk, text="Pukul 16.00.")
    else:
        actions.finish(ayu, talk)
    assert [queries.unread_count(person) for person in (ayu, dewi)] == [0, 0]
    heard("c2", "Terima kasih, tapi hari apa?", answers="c1")
    assert queries.unread_count(ayu) == 1


def test_a_decided_answer_is_asked_of_nobody(
    heard: Hear, ayu: User, budi: User, tree: dict[str, Unit]
) -> None:
    keeping.add(budi, tree["regency"], keeping.Said("Pemilu", words="kampanye"))
    talk: Conversation = heard("c1", "Kapan kampanye dimulai?")
    for decide in ("withdraw", "send_back"):
        proposal = deciding.ask(ayu, talk, text="Lihat di KPU.")
        asked = Notice.objects.filter(user=budi, kind="reply.approval_asked", read=None)
        assert asked.exists()
        if decide == "withdraw":
            deciding.withdraw(ayu, proposal)
        else:
            deciding.send_back(budi, proposal, reason="Sebut alamatnya.")
        assert not asked.exists()
