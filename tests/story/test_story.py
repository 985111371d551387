"""Steps 1 to 6, by forms alone, with two workers, on a real server that we did not write."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import queries as audit
from sinergi.audit.models import Entry
from sinergi.inbox.models import Conversation, Message
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing.models import Approval, Post
from sinergi.units.models import Unit
from tests.servers.snac import Snac
from tests.story.conftest import Desk, at_desk, connect_by_sign_in, connect_by_token
from tests.support.practice import Practice
from tests.support.processes import wait_until, workers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("pages"),
    pytest.mark.real,
    pytest.mark.both,
]

TEXT = "Perekaman KTP-el buka hari Sabtu, pukul 08.00 sampai 12.00. https://bogorkab.example/ktp"
QUESTION = "Apakah bisa diwakilkan, Min?"
ANSWER = "Tidak bisa, karena direkam sidik jarinya. Terima kasih sudah bertanya."


def test_a_post_goes_out_once_and_an_answer_comes_back(
    servers: tuple[Snac, Snac],
    network: Practice,
    ayu: User,
    budi: User,
    citra: User,
    dewi: User,
    tree: dict[str, Unit],
    tmp_path: Path,
) -> None:
    office, town = servers
    coordinator = at_desk(dewi)
    mastodon = connect_by_sign_in(coordinator, tree["cibinong"], office, "cibinong")
    sandbox = connect_by_token(coordinator, tree["cibinong"], network, "cibinong")
    citizen = town.citizen("warga")

    post = write_and_ask(at_desk(ayu), [mastodon, sandbox], tree["cibinong"])
    with workers(2, tmp_path / "workers.log"):
        nothing_goes_out_without_approval(post, network)
        approve(post, ayu, budi)
        wait_until(lambda: sent(post) == 2, 120, "both deliveries are sent")
        # 3. Once, with state, attempts, time and link on the post's page.
        page = at_desk(ayu).page(reverse("content:post", args=[post.pk]))
        there = Delivery.objects.get(account=mastodon)
        assert there.url in page
        assert [said["content"].count("KTP-el") for said in office.citizen("cibinong").own()] == [1]
        assert network.visible("cibinong") == [TEXT]
        # 4. A citizen replies on the other server; within a minute it is in the office's inbox.
        citizen.reply(there.url, QUESTION)
        wait_until(lambda: Message.objects.filter(text__contains=QUESTION).exists(), 75, "heard")
        conversation = Conversation.objects.get(account=mastodon)
        answer(at_desk(ayu), conversation)
        back = citizen.awaits_mention("sidik jarinya")
        assert back["in_reply_to_id"]
        wait_until(lambda: Delivery.objects.get(kind="reply").state == "sent", 90, "stored")
    citra_sees_none_of_it(at_desk(citra), post, conversation, mastodon)
    everything_is_in_the_log()
    assert "locked" not in (tmp_path / "workers.log").read_text()


def write_and_ask(desk: Desk, accounts: list[Account], unit: Unit) -> Post:
    """1. Hari ini, a post for two accounts, each length as its network counts, approval asked."""
    assert reverse("content:write") in desk.page(reverse("desk:today"))
    values = {"unit": unit.pk, "title": "KTP Sabtu", "text": TEXT}
    chosen = [account.pk for account in accounts]
    preview = desk.send(reverse("content:write"), **values, accounts=chosen, do="preview")
    plain, counted = len(TEXT), len(TEXT) - len("https://bogorkab.example/ktp") + 23
    assert f"{plain} dari 280" in preview
    assert f"{counted} dari" in preview
    assert not Post.objects.exists()
    desk.send(reverse("content:write"), **values, accounts=chosen, do="save")
    post = Post.objects.get()
    desk.send(reverse("content:ask", args=[post.pk]))
    return post


def nothing_goes_out_without_approval(post: Post, network: Practice) -> None:
    assert not Delivery.objects.filter(target__post=post).exists()
    assert network.visible("cibinong") == []


def approve(post: Post, ayu: User, budi: User) -> None:
    """2. Budi sees it waiting and approves it for a time, which he then moves; nobody approves
    their own.
    """
    asked = Approval.objects.get(post=post)
    url = reverse("content:approval", args=[asked.pk])
    assert at_desk(ayu).status(url, "post") == 403
    desk = at_desk(budi)
    assert "KTP Sabtu" in desk.page(reverse("content:approvals"))
    now = timezone.localtime()
    desk.send(url, do="approve", due=minute(now + timedelta(days=1)))
    first = Delivery.objects.filter(target__post=post).earliest("due")
    assert now + timedelta(hours=23) < first.due <= now + timedelta(days=1)
    assert first.state == Delivery.State.WAITING
    desk.send(reverse("content:move", args=[post.pk]), due=minute(now))


def minute(moment: datetime) -> str:
    """Return the minute of a moment, as a form sends it."""
    return moment.strftime("%Y-%m-%dT%H:%M")


def answer(desk: Desk, conversation: Conversation) -> None:
    assert QUESTION in desk.page(reverse("inbox:list"))
    page = desk.page(reverse("inbox:conversation", args=[conversation.pk]))
    assert QUESTION in page
    seen = Message.objects.get(conversation=conversation).pk
    desk.send(reverse("inbox:reply", args=[conversation.pk]), text=ANSWER, seen=seen)


def citra_sees_none_of_it(
    desk: Desk, post: Post, conversation: Conversation, account: Account
) -> None:
    """5. By any URL or form. (The API has a test of its own for every endpoint.)"""
    delivery = Delivery.objects.filter(account=account).first()
    assert delivery is not None
    for name, pk in {
        "content:post": post.pk,
        "content:edit": post.pk,
        "content:delivery": delivery.pk,
        "content:approval": Approval.objects.get().pk,
        "inbox:conversation": conversation.pk,
        "networks:account": account.pk,
    }.items():
        assert desk.status(reverse(name, args=[pk])) == 404, name
    for name in ("content:ask", "content:withdraw", "content:cancel"):
        assert desk.status(reverse(name, args=[post.pk]), "post") == 404, name
    for name in ("reply", "note", "assign", "finish", "reopen"):
        url = reverse(f"inbox:{name}", args=[conversation.pk])
        assert desk.status(url, "post") == 404, name
    for name in ("desk:today", "content:posts", "content:calendar", "inbox:list"):
        shown = desk.page(reverse(name))
        assert "Perekaman KTP-el" not in shown, name
        assert QUESTION not in shown, name


def everything_is_in_the_log() -> None:
    """6. Everything that was done, proven unaltered."""
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {
        "account.connected",
        "post.written",
        "post.approval_asked",
        "post.approved",
        "delivery.sent",
        "conversation.answered",
        "person.signed_in",
    } <= verbs, sorted(verbs)
    proof = audit.verify()
    assert (proof.broken, proof.entries) == ("", Entry.objects.count())


def sent(post: Post) -> int:
    return Delivery.objects.filter(target__post=post, state="sent").count()
