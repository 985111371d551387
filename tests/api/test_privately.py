"""An answer that only the writer of a comment reads, given by a program."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import timezone

from sinergi.inbox import hearing
from sinergi.inbox.models import Message
from sinergi.networks.models import Account, Delivery
from tests.api.conftest import Program, asking


@pytest.fixture
def comment(ayu_account: Account) -> Message:
    """A comment of a citizen on a page, where comments can be answered privately, once."""
    Account.objects.filter(pk=ayu_account.pk).update(network="facebook")
    ayu_account.refresh_from_db()
    said = replace(asking("Berapa nomor antrean saya?"), kind="comment", at=timezone.now())
    with transaction.atomic():
        return hearing.take(ayu_account, [said])[0]


def path(comment: Message) -> str:
    return f"/conversations/{comment.conversation_id}/replies"


def test_a_comment_is_answered_privately_once(as_ayu: Program, comment: Message) -> None:
    body = {"text": "Boleh minta nomor Anda?", "privately": True}
    answer = as_ayu.post(path(comment), body)
    assert answer.status_code == 201, answer.content
    delivery = Delivery.objects.get(pk=answer.json()["delivery"])
    assert (delivery.direct, delivery.reply_to) == (True, comment.remote_id)
    again = as_ayu.post(path(comment), {"text": "Halo?", "privately": True, "seen": comment.pk + 9})
    assert (again.status_code, again.json()["type"]) == (422, "urn:sinergi:problem:refused")
    assert Delivery.objects.count() == 1


def test_an_answer_is_public_unless_it_is_said(as_ayu: Program, comment: Message) -> None:
    answer = as_ayu.post(path(comment), {"text": "Silakan datang."})
    assert not Delivery.objects.get(pk=answer.json()["delivery"]).direct


def test_where_the_network_cannot_a_private_answer_is_refused_and_not_made_public(
    as_ayu: Program, comment: Message
) -> None:
    Account.objects.update(network="youtube")
    answer = as_ayu.post(path(comment), {"text": "Boleh minta nomor Anda?", "privately": True})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:sinergi:problem:refused")
    assert not Delivery.objects.exists()


def test_citra_answers_nobody_privately_there(as_citra: Program, comment: Message) -> None:
    assert as_citra.post(path(comment), {"text": "Halo", "privately": True}).status_code == 404
    assert not Delivery.objects.exists()
