"""What the public wrote is liked with one tap; who may do what is offered no more than that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse

from sinergi.connectors.errors import Refused
from sinergi.inbox.models import Conversation, Message, Removal
from sinergi.inbox.moderating import liking
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.moderated import NUMBER, WHY, Moderating, as_, commented, logged, removal
from sinergi.lib.text import No
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def network() -> Moderating:
    return Moderating()


@pytest.fixture
def comment(heard: Hear) -> Iterator[Message]:
    with commented(heard) as message:
        yield message


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
    assert NUMBER not in page
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
