"""How messages of the public find their conversation."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sinergi.inbox import actions
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.tests.conftest import Hear, hear_items, incoming
from sinergi.networks import actions as networks
from sinergi.networks import chaining
from sinergi.networks.chaining import Further
from sinergi.networks.models import Account, Delivery
from sinergi.notices.models import Notice
from sinergi.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent_post(ayu_account: Account) -> Delivery:
    """A post of Ayu's office that is on the network as ``p1``."""
    delivery = networks.queue(
        ayu_account, unit=ayu_account.unit, kind="post", text="KTP", due=timezone.now()
    )
    Delivery.objects.filter(pk=delivery.pk).update(
        state="sent", sent_at=timezone.now(), remote_id="p1"
    )
    return delivery


def test_an_answer_to_a_post_knows_the_post(heard: Hear, sent_post: Delivery) -> None:
    conversation = heard("c1", answers="p1")
    assert (conversation.about, conversation.root) == (sent_post, "p1")
    assert conversation.waiting_since is not None


def test_what_is_heard_twice_is_kept_once(ayu_account: Account) -> None:
    hear_items(ayu_account, incoming("c1"), incoming("c1"))
    hear_items(ayu_account, incoming("c1"))
    assert Message.objects.count() == 1


def test_our_own_post_heard_back_is_no_message(ayu_account: Account, sent_post: Delivery) -> None:
    hear_items(ayu_account, incoming("p1", author="kecamatan.cibinong"))
    assert not Conversation.objects.exists()


def test_two_citizens_under_one_post_are_two_conversations(heard: Hear) -> None:
    first = heard("c1", answers="p1")
    second = heard("c2", answers="p1", author="ibu.kenanga")
    assert first.pk != second.pk


def test_an_answer_to_a_later_part_of_a_thread_belongs_to_its_post(
    heard: Hear, sent_post: Delivery
) -> None:
    chaining.queue(sent_post, [Further("part", "Dua"), Further("comment", "#KTP")])
    for part in sent_post.parts.all():
        Delivery.objects.filter(pk=part.pk).update(
            state="sent", sent_at=timezone.now(), remote_id=f"p{part.part + 1}"
        )
    first = heard("c1", answers="p2")
    assert (first.about, first.root) == (sent_post, "p1")
    assert heard("c2", "Terima kasih", answers="p3").pk == first.pk
    assert heard("c3", answers="p1").pk == first.pk


def test_an_answer_to_an_answer_stays_in_its_conversation(heard: Hear) -> None:
    first = heard("c1", answers="p1")
    assert heard("c2", "Terima kasih", answers="c1").pk == first.pk


def test_another_citizens_answer_hangs_on_the_same_post(heard: Hear, sent_post: Delivery) -> None:
    heard("c1", answers="p1")
    other = heard("c2", author="ibu.kenanga", answers="c1")
    assert (other.root, other.about) == ("p1", sent_post)


def test_direct_messages_of_a_person_are_one_conversation(heard: Hear) -> None:
    first = heard("d1", kind="direct")
    assert heard("d2", kind="direct").pk == first.pk
    assert first.kind == Conversation.Kind.DIRECT


def test_a_new_message_opens_a_conversation_that_was_done(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", answers="p1")
    actions.finish(ayu, conversation)
    again = heard("c2", answers="c1")
    assert (again.state, again.open, again.reopened) == ("reopened", True, 1)
    last = again.steps.get(state="reopened")
    assert (last.before, last.by, last.reason) == ("done", None, "The public wrote again")


def test_the_office_is_told_once_until_somebody_answers(
    heard: Hear, ayu: User, citra: User
) -> None:
    heard("c1", answers="p1")
    heard("c2", answers="c1")
    assert Notice.objects.filter(user=ayu, kind="conversation.arrived").count() == 1
    assert not Notice.objects.filter(user=citra).exists()


def test_a_nul_or_an_endless_name_from_outside_stops_nothing(ayu_account: Account) -> None:
    hear_items(ayu_account, incoming("c1", "a\x00b", author="x" * 900), incoming("c2", ""))
    assert Message.objects.get(remote_id="c1").text == "ab"
    assert Message.objects.filter(remote_id="c2").exists()
