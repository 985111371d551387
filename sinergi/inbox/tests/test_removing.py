"""What the public wrote is deleted for good only by who may, with why, and is kept as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.connectors.contract import IncomingKind
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.inbox import actions, citizen, hiding, tasks
from sinergi.inbox.models import Conversation, Message, Removal
from sinergi.inbox.moderating import allowed, liking, removing
from sinergi.inbox.privacy import copies, emptying
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.moderated import NUMBER, WHY, Moderating, as_, commented, logged, removal
from sinergi.lib.text import No
from sinergi.networks import gateway, insisting
from sinergi.notices.models import Notice
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def network() -> Moderating:
    return Moderating()


@pytest.fixture
def comment(heard: Hear) -> Iterator[Message]:
    with commented(heard) as message:
        yield message


def test_a_comment_is_deleted_and_what_it_was_is_kept(
    comment: Message, ayu: User, budi: User, network: Moderating
) -> None:
    made = removing.ask(budi, comment, **WHY)
    assert (made.state, made.fingerprint) == ("asked", removing.fingerprint(comment))
    removing.carry_out(comment.pk, lambda _: network)
    removing.carry_out(comment.pk, lambda _: network)
    found = removal(comment)
    assert (found.state, found.next_at, network.removed) == ("removed", None, [comment.remote_id])
    assert logged() == ["message.removal_asked", "message.removed"]
    page = as_(ayu).get(reverse("inbox:conversation", args=[comment.conversation_id])).text
    assert "Kami hapus" in page
    assert "Nomor telepon orang lain" in page
    assert found.fingerprint in page
    assert NUMBER not in page
    assert reverse("inbox:hide", args=[comment.conversation_id, comment.pk]) not in page


def test_the_citizen_is_told_the_ground_and_no_word_of_ours(
    comment: Message, budi: User, network: Moderating
) -> None:
    removing.ask(budi, comment, **WHY)
    before = citizen.standing(comment.conversation).past
    removing.carry_out(comment.pk, lambda _: network)
    after = citizen.standing(comment.conversation).past
    assert len(after) == len(before) + 1
    assert "data pribadi" in after[-1][1]
    assert not any("telepon" in words for _, words in after)


def test_what_the_network_refuses_is_said_told_and_can_be_asked_again(
    comment: Message, budi: User, network: Moderating
) -> None:
    network.trouble = [Refused("Allow the bot to delete.")]
    removing.ask(budi, comment, **WHY)
    removing.carry_out(comment.pk, lambda _: network)
    assert (removal(comment).state, removal(comment).problem["kind"]) == ("failed", "Refused")
    assert Notice.objects.filter(user=budi, kind="removal.failed").exists()
    removing.ask(budi, Message.objects.get(pk=comment.pk), **WHY)
    removing.carry_out(comment.pk, lambda _: network)
    assert removal(comment).state == "removed"
    assert Removal.objects.count() == 1


def test_a_doubt_is_settled_by_asking_again_and_at_last_by_a_person(
    comment: Message, budi: User, network: Moderating
) -> None:
    network.trouble = [Unavailable("{host} did not answer.", host="x")] * insisting.TRIES
    removing.ask(budi, comment, **WHY)
    now = timezone.now()
    for _ in range(insisting.TRIES):
        now += timedelta(minutes=5)
        assert removing.due(now) == [comment.pk]
        removing.carry_out(comment.pk, lambda _: network)
    assert (removal(comment).state, removing.due(now + timedelta(days=1))) == ("unsure", [])
    assert Notice.objects.filter(user=budi, kind="removal.unsure").exists()
    assert network.removed == []
    removing.again(budi, comment)
    removing.carry_out(comment.pk, lambda _: network)
    assert removal(comment).state == "removed"
    with pytest.raises(No, match="known already"):
        removing.again(budi, comment)


def test_a_job_that_was_lost_is_given_out_again(comment: Message, budi: User) -> None:
    removing.ask(budi, comment, **WHY)
    now = timezone.now()
    assert tasks.go_on_removing(now) == 0
    assert tasks.go_on_removing(now + insisting.LEASE) == 1
    assert tasks.go_on_removing(now + insisting.LEASE) == 0


@pytest.mark.parametrize("why", [{"ground": "", "reason": "x"}, {"ground": "spam", "reason": " "}])
def test_nothing_is_deleted_without_a_reason(
    comment: Message, budi: User, why: dict[str, str]
) -> None:
    with pytest.raises(No, match="Say why"):
        removing.ask(budi, comment, **why)
    assert not Removal.objects.exists()


def test_what_is_deleted_is_not_hidden_liked_or_deleted_once_more(
    comment: Message, budi: User, network: Moderating
) -> None:
    removing.ask(budi, comment, **WHY)
    removing.carry_out(comment.pk, lambda _: network)
    gone = Message.objects.select_related("conversation__account").get(pk=comment.pk)
    assert allowed.gone(gone)
    for act in (
        lambda: hiding.ask(budi, gone, hidden=True),
        lambda: liking.ask(budi, gone, liked=True),
        lambda: removing.ask(budi, gone, **WHY),
    ):
        with pytest.raises(No):
            act()


def test_an_answer_to_what_we_deleted_is_refused_with_why(
    comment: Message, ayu: User, budi: User, network: Moderating
) -> None:
    removing.ask(budi, comment, **WHY)
    removing.carry_out(comment.pk, lambda _: network)
    url = reverse("inbox:conversation", args=[comment.conversation_id])
    assert reverse("inbox:reply", args=[comment.conversation_id]) not in as_(ayu).get(url).text
    with pytest.raises(No, match="deleted"):
        actions.reply(ayu, comment.conversation, text="Baik")


def test_a_copy_of_ones_data_tells_what_was_deleted_and_not_why(
    comment: Message, budi: User, network: Moderating
) -> None:
    removing.ask(budi, comment, **WHY)
    rows = Conversation.objects.all()
    removing.carry_out(comment.pk, lambda _: network)
    (told,) = copies.told("sandbox", "w", rows)["conversations"][0]["messages"]
    assert told["deleted"]["ground"] == "personal"
    assert WHY["reason"] not in str(told)


def test_reasons_are_taken_out_with_the_words(
    comment: Message, budi: User, network: Moderating
) -> None:
    removing.ask(budi, comment, **WHY)
    removing.carry_out(comment.pk, lambda _: network)
    emptying.empty([comment.conversation_id], timezone.now())
    assert (removal(comment).reason, removal(comment).state) == ("", "removed")


def test_a_mention_is_deleted_where_its_network_says_so(heard: Hear, budi: User) -> None:
    """In a group that is ours; elsewhere a mention stands on somebody else's page."""
    with commented(heard) as message:
        Conversation.objects.update(kind="mention")
        mention = Message.objects.select_related("conversation__account").get(pk=message.pk)
        assert not allowed.possible(mention, "remove")
        with pytest.raises(No, match="does not let us delete"):
            removing.ask(budi, mention, **WHY)
        gateway.enabled()[mention.conversation.account.network] = OfAGroup
        assert allowed.possible(mention, "remove")
        network = OfAGroup()
        removing.ask(budi, mention, **WHY)
        removing.carry_out(mention.pk, lambda _: network)
        assert network.removed == [mention.remote_id]
        Conversation.objects.update(kind="direct")
        assert not allowed.possible(Message.objects.get(pk=message.pk), "remove")


class OfAGroup(Moderating):
    removes: ClassVar[frozenset[IncomingKind]] = frozenset({"comment", "mention"})
