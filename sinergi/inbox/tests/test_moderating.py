"""What the public wrote is liked with one tap, and deleted for good only by who may, with why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.connectors.contract import Hides, Likes, Removes
from sinergi.connectors.errors import ConnectorError, Refused, Unavailable
from sinergi.inbox import actions, citizen, hiding, tasks
from sinergi.inbox.models import Conversation, Message, Removal
from sinergi.inbox.moderating import allowed, liking, removing
from sinergi.inbox.privacy import emptying
from sinergi.inbox.tests.conftest import Hear
from sinergi.lib.text import No
from sinergi.networks import gateway
from sinergi.networks.tests.conftest import Network
from sinergi.notices.models import Notice
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

WHY = {"ground": "personal", "reason": "Nomor telepon orang lain"}


class Moderating(Network, Likes, Hides, Removes):
    def __init__(self) -> None:
        super().__init__()
        self.liked: set[str] = set()
        self.removed: list[str] = []
        self.trouble: list[ConnectorError] = []

    def like(self, remote_id: str, *, liked: bool) -> None:
        self._stumble()
        (self.liked.add if liked else self.liked.discard)(remote_id)

    def hide(self, remote_id: str, *, hidden: bool) -> None:
        self._stumble()

    def remove(self, remote_id: str) -> None:
        self._stumble()
        self.removed.append(remote_id)

    def _stumble(self) -> None:
        if self.trouble:
            raise self.trouble.pop(0)


@pytest.fixture
def network() -> Moderating:
    return Moderating()


@pytest.fixture
def comment(heard: Hear) -> Iterator[Message]:
    conversation = heard("c1", "Hubungi Bu Kenanga di 081234567890")
    before = gateway.enabled()[conversation.account.network]
    gateway.enabled()[conversation.account.network] = Moderating
    yield Message.objects.select_related("conversation__account").get()
    gateway.enabled()[conversation.account.network] = before


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def removal(message: Message) -> Removal:
    return Removal.objects.get(message=message)


def logged() -> list[str]:
    found = Entry.objects.filter(verb__startswith="message.").order_by("seq")
    return list(found.values_list("verb", flat=True))


# -- liking ----------------------------------------------------------------------------------------


def test_a_message_is_liked_and_no_longer(comment: Message, ayu: User, network: Moderating) -> None:
    liking.ask(ayu, comment, liked=True)
    comment.refresh_from_db()
    assert comment.liking == "liking"
    liking.carry_out(comment.pk, lambda _: network)
    comment.refresh_from_db()
    assert (comment.liking, network.liked) == ("liked", {comment.remote_id})
    liking.ask(ayu, comment, liked=False)
    liking.carry_out(comment.pk, lambda _: network)
    comment.refresh_from_db()
    assert (comment.liking, network.liked) == ("", set())
    assert logged() == ["message.liked", "message.unliked"]


def test_why_it_was_not_liked_is_said(comment: Message, ayu: User, network: Moderating) -> None:
    network.trouble = [Refused("{host} says no.", host="x")]
    liking.ask(ayu, comment, liked=True)
    liking.carry_out(comment.pk, lambda _: network)
    page = as_(ayu).get(reverse("inbox:conversation", args=[comment.conversation_id]))
    assert "x says no." in page.text
    assert 'value="like"' in page.text


def test_a_private_message_is_not_liked(comment: Message, ayu: User) -> None:
    comment.conversation.kind = "direct"
    with pytest.raises(No, match="like that"):
        liking.ask(ayu, comment, liked=True)


# -- deleting --------------------------------------------------------------------------------------


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
    assert "081234567890" not in page
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
    network.trouble = [Unavailable("{host} did not answer.", host="x")] * removing.TRIES
    removing.ask(budi, comment, **WHY)
    now = timezone.now()
    for _ in range(removing.TRIES):
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
    assert tasks.go_on_removing(now + removing.LEASE) == 1
    assert tasks.go_on_removing(now + removing.LEASE) == 0


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
    with pytest.raises(No, match="deleted"):
        actions.reply(ayu, comment.conversation, text="Baik")


def test_reasons_are_taken_out_with_the_words(
    comment: Message, budi: User, network: Moderating
) -> None:
    removing.ask(budi, comment, **WHY)
    removing.carry_out(comment.pk, lambda _: network)
    emptying.empty([comment.conversation_id], timezone.now())
    assert (removal(comment).reason, removal(comment).state) == ("", "removed")


# -- screens ---------------------------------------------------------------------------------------


def test_ayu_likes_on_the_page_budi_deletes_and_citra_finds_nothing(
    comment: Message, ayu: User, budi: User, citra: User
) -> None:
    args = [comment.conversation_id, comment.pk]
    like, remove = reverse("inbox:like", args=args), reverse("inbox:remove", args=args)
    again = reverse("inbox:remove-again", args=args)
    for url in (like, remove, again):
        assert as_(citra).post(url, {"do": "like", **WHY}).status_code == 404
    assert as_(citra).get(remove).status_code == 404
    assert as_(budi).post(like, {"do": "like"}).status_code == 403
    for client, url in ((as_(ayu), remove), (as_(ayu), again)):
        assert client.post(url, WHY).status_code == 403
    assert as_(ayu).post(like, {"do": "like"}).status_code == 302
    page = as_(budi).get(remove).text
    assert "Kritik bukan alasan" in page
    assert "081234567890" not in page
    wrong = as_(budi).post(remove, {"ground": "spam", "reason": ""})
    assert wrong.status_code == 200
    assert not Removal.objects.exists()
    assert as_(budi).post(remove, WHY).status_code == 302
    assert removal(comment).by == budi
    assert "Tidak dapat dihapus dari sini" in as_(budi).get(remove).text
    assert Conversation.objects.get().state == "new"


def test_only_what_its_network_can_is_offered(heard: Hear, ayu: User, budi: User) -> None:
    conversation = heard("c1")
    conversation.account.network = "mastodon"
    conversation.account.save(update_fields=["network"])
    url, message = reverse("inbox:conversation", args=[conversation.pk]), Message.objects.get()
    ours, theirs = as_(ayu).get(url).text, as_(budi).get(url).text
    like, hide, remove = (
        reverse(f"inbox:{deed}", args=[conversation.pk, message.pk])
        for deed in ("like", "hide", "remove")
    )
    assert (like in ours, hide in ours) == (True, False)
    assert (like in theirs, remove in theirs) == (False, False)
