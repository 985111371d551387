"""Who wrote, numbers and addresses stay hidden from programs until their person asks for them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.inbox import hearing
from sinergi.inbox.models import Conversation, Message
from sinergi.people.models import User
from sinergi.web.models import IdempotencyRecord
from tests.api.conftest import Answer, Program, World, asking, program_of

SAID = "NIK saya 3201014203900005, WA 0812-3456-7890, rumah di Jl. Melati No. 12 RT 02/05"
#: What must stand nowhere. The network's address names the writer, too. Long enough that no
#: moment of time is taken for it.
PERSONAL = ("3201014203900005", "3456-7890", "Melati", "warga@", "sosial.example", 'Warga"')


@pytest.fixture
def told(world: World) -> Conversation:
    """A citizen says who they are and where they live."""
    item = asking(SAID, "warga-2")
    object.__setattr__(item, "url", "https://sosial.example/@warga/2")
    with transaction.atomic():
        message = hearing.take(world.account, [item])[0]
    found = message.conversation
    Message.objects.filter(pk=message.pk).update(url="https://sosial.example/@warga/2")
    return found


def leaks(answer: Answer) -> list[str]:
    content = answer.content.decode()
    return [one for one in PERSONAL if one in content]


def path(told: Conversation) -> str:
    return f"/conversations/{told.pk}"


def test_a_conversation_hides_who_wrote_and_what_names_them(
    as_ayu: Program, told: Conversation
) -> None:
    answer = as_ayu.get(path(told))
    assert answer.status_code == 200
    assert leaks(answer) == []
    found = answer.json()
    assert (found["handle"], found["name"], found["opened"]) == ("", "Warga · w***", False)
    assert any("NIK saya" in message["text"] for message in found["messages"])


def test_what_is_done_to_it_answers_masked_with_a_key_too(
    as_ayu: Program, told: Conversation
) -> None:
    message = told.messages.latest("id")
    as_ayu.post(f"{path(told)}/reveal")
    for answer in (
        as_ayu.get("/conversations"),
        as_ayu.post(f"{path(told)}/assign", {"to": "ayu"}, key="satu"),
        as_ayu.post(f"{path(told)}/matter", {"matter": "complaint"}, key="dua"),
        as_ayu.post(f"{path(told)}/state", {"to": "working"}, key="tiga"),
        as_ayu.post(f"{path(told)}/ask", {"text": "Sudah selesai?"}, key="empat"),
    ):
        assert answer.status_code in {200, 201, 422}, answer.content
        assert leaks(answer) == []
    assert message.text == SAID
    kept = " ".join(IdempotencyRecord.objects.values_list("answer", flat=True))
    assert not any(one in kept for one in PERSONAL)


def test_ayu_reveals_it_until_midnight_and_that_is_in_the_log_once(
    as_ayu: Program, ayu: User, told: Conversation
) -> None:
    for key in ("satu", "satu", "dua"):
        answer = as_ayu.post(f"{path(told)}/reveal", key=key)
        assert answer.status_code == 200, answer.content
        assert answer.json()["opened"]
    assert answer.json()["messages"][-1]["text"] == SAID
    assert answer.json()["handle"] == "warga@sosial.example"
    assert as_ayu.get(path(told)).json()["messages"][-1]["url"] == "https://sosial.example/@warga/2"
    message = told.messages.latest("id")
    assert as_ayu.get(f"/messages/{message.pk}").json()["text"] == SAID
    assert Entry.objects.filter(verb="conversation.revealed", actor_id=ayu.pk).count() == 1
    assert not IdempotencyRecord.objects.exists()
    assert as_ayu.post(f"{path(told)}/reveal", key="\u00e9").status_code == 422


def test_what_was_revealed_yesterday_is_hidden_today(as_ayu: Program, told: Conversation) -> None:
    as_ayu.post(f"{path(told)}/reveal")
    yesterday = timezone.now() - timedelta(days=1)
    Entry.objects.filter(verb="conversation.revealed").update(at=yesterday)
    assert leaks(as_ayu.get(path(told))) == []


def test_a_token_without_the_scope_stays_blind_though_its_person_looked(
    as_ayu: Program, ayu: User, told: Conversation
) -> None:
    as_ayu.post(f"{path(told)}/reveal")
    reader = program_of(ayu, scopes=["conversations:read"])
    assert leaks(reader.get(path(told))) == []
    assert leaks(reader.get(f"/messages/{told.messages.latest('id').pk}")) == []
    assert reader.post(f"{path(told)}/reveal").status_code == 403


def test_what_budi_revealed_is_hidden_from_ayu(
    as_ayu: Program, as_budi: Program, told: Conversation
) -> None:
    assert as_budi.post(f"{path(told)}/reveal").status_code == 200
    assert leaks(as_ayu.get(path(told))) == []


def test_citra_reveals_nothing_of_ayus(as_citra: Program, told: Conversation) -> None:
    assert as_citra.post(f"{path(told)}/reveal").status_code == 404
    assert not Entry.objects.filter(verb="conversation.revealed").exists()
