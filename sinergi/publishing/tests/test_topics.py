"""A feed's topics become posts, and what was published becomes a feed."""

from __future__ import annotations

from datetime import timedelta

import feedparser
import pytest
from django.test import Client
from django.utils import timezone

from sinergi import clock
from sinergi.connectors.contract import Incoming
from sinergi.inbox.models import Message
from sinergi.networks import signals
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.models import Post, Topic
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def hear(account: Account, *texts: str) -> None:
    items = [
        Incoming(f"t-{text}", "topic", "Kabar", "Kabar Desa", text, timezone.now(),
                 url="https://kabar.example/1")
        for text in texts
    ]  # fmt: skip
    signals.heard.send(Account, account=account, items=items)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_topic_is_kept_once_and_is_no_message(ayu_account: Account) -> None:
    for _ in range(2):
        hear(ayu_account, "Jalan ditutup Sabtu", "Pasar murah")
    assert Topic.objects.count() == 2
    assert not Message.objects.exists()


def test_ayu_writes_about_a_topic_and_citra_sees_none(
    ayu_account: Account, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    hear(ayu_account, "Jalan ditutup Sabtu")
    topic = Topic.objects.get()
    assert "Jalan ditutup" in as_(ayu).get("/kerja/topik/").content.decode()
    assert "Jalan ditutup" not in as_(citra).get("/kerja/topik/").content.decode()
    address = f"/kerja/tulis/?topic={topic.pk}"
    assert "https://kabar.example/1" in as_(ayu).get(address).content.decode()
    assert as_(citra).get(address).status_code == 404
    sent = {"unit": tree["cibinong"].pk, "text": "Jalan ditutup, lewat mana?", "do": "save"}
    assert as_(ayu).post(address, sent).status_code == 302
    topic.refresh_from_db()
    assert topic.post == Post.objects.get()


def test_old_topics_nobody_wrote_about_are_forgotten(ayu_account: Account) -> None:
    hear(ayu_account, "Lama", "Baru")
    Topic.objects.filter(text="Lama").update(at=timezone.now() - timedelta(days=61))
    clock.forget(timezone.now())
    assert [t.text for t in Topic.objects.all()] == ["Baru"]


def test_an_office_has_a_feed_of_what_it_published(
    ayu: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    Account.objects.update(network="mastodon")
    ayu_account.refresh_from_db()
    post = actions.write(ayu, tree["cibinong"], text="Buka Sabtu", accounts=[ayu_account])
    target = post.targets.get()
    target.delivery = Delivery.objects.create(
        account=ayu_account,
        unit=tree["cibinong"],
        kind="post",
        text="Buka Sabtu\nPukul 8 <b>",
        fingerprint="x",
        state="sent",
        sent_at=timezone.now(),
        due=timezone.now(),
        next_try=timezone.now(),
        created=timezone.now(),
        url="https://sosial.example/@c/1",
    )
    target.save()
    Delivery.objects.update(text="Buka\x0b Sabtu\x01\nPukul 8 <b>\uffff")  # as some programs copy
    answer = Client().get(f"/umpan/{tree['cibinong'].code}.atom")
    feed = feedparser.parse(answer.content)
    assert [(e.title, e.link) for e in feed.entries] == [
        ("Buka Sabtu", "https://sosial.example/@c/1")
    ]
    assert feed.entries[0].id.endswith(f":post:{post.pk}")
    Account.objects.update(network="sandbox")
    shown = feedparser.parse(Client().get(f"/umpan/{tree['cibinong'].code}.atom").content)
    assert shown.entries == []
    assert Client().get("/umpan/99.atom").status_code == 404
