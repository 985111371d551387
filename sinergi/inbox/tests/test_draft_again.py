"""An answer that comes back to its writer takes nothing away that was written meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from sinergi.inbox import answering
from sinergi.inbox.models import Conversation, Draft, Proposal
from sinergi.inbox.sensitive import deciding, keeping
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.pictured import brought, names
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

ANSWER, LATER = "Jadwal kampanye ditetapkan KPU.", "Tambahan: kantornya buka sampai sore."

#: How it comes back: by whom asked, by who decides.
Back = Callable[[User, User, Proposal], object]
WAYS: dict[str, Back] = {
    "sent back": lambda _by, other, it: deciding.send_back(other, it, reason="Sebut tanggalnya"),
    "taken back": lambda by, _other, it: deciding.withdraw(by, it),
    "over": lambda _by, _other, _it: deciding.expire(timezone.now() + timedelta(days=3)),
}


@pytest.fixture
def talk(heard: Hear, budi: User, tree: dict[str, Unit]) -> Conversation:
    keeping.add(budi, tree["regency"], keeping.Said("Pemilu", words="kampanye"))
    return heard("c1", "Kapan kampanye dimulai?", answers="p1")


@pytest.mark.parametrize("back", WAYS.values(), ids=list(WAYS))
def test_what_was_written_meanwhile_stands_behind_what_comes_back(
    back: Back, talk: Conversation, ayu: User, budi: User, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    first, both, last = brought("a.png"), brought("b.png", size=80), brought("c.png", size=96)
    asked = deciding.ask(ayu, talk, text=ANSWER, media=[first, both])
    answering.keep(ayu, talk, LATER, [both, last])
    back(ayu, budi, asked)
    draft = Draft.objects.get()
    assert draft.text == f"{ANSWER}\n\n{LATER}"
    assert names(draft.media) == ["a.png", "b.png", "c.png"]


def test_the_same_words_stand_there_once(talk: Conversation, ayu: User) -> None:
    asked = deciding.ask(ayu, talk, text=ANSWER)
    answering.keep(ayu, talk, f"{ANSWER} ")
    deciding.withdraw(ayu, asked)
    assert Draft.objects.get().text == ANSWER


def test_where_both_are_too_long_what_was_written_last_stays(talk: Conversation, ayu: User) -> None:
    asked, long = deciding.ask(ayu, talk, text=ANSWER), "x" * 19_999
    answering.keep(ayu, talk, long)
    deciding.withdraw(ayu, asked)
    assert Draft.objects.get().text == long
    assert Proposal.objects.get().text == ANSWER


def test_what_was_written_meanwhile_is_still_there_when_it_is_approved(
    talk: Conversation, ayu: User, budi: User
) -> None:
    asked = deciding.ask(ayu, talk, text=ANSWER)
    answering.keep(ayu, talk, LATER)
    deciding.approve(budi, asked)
    assert Draft.objects.get(by=ayu).text == LATER
