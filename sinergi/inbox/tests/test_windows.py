"""How long a network takes answers: private messages have an end, what everybody reads has none."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sinergi.inbox import actions
from sinergi.inbox.tests.conftest import Hear
from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User

pytestmark = pytest.mark.django_db

DAY = 24 * 60


@pytest.fixture(autouse=True)
def facebook(ayu_account: Account) -> None:
    """Ayu's account is a page: messages have 7 days, and comments can be answered privately."""
    Account.objects.filter(pk=ayu_account.pk).update(network="facebook")


def test_a_comment_is_answered_at_any_time(heard: Hear, ayu: User) -> None:
    message = actions.reply(ayu, heard(minutes_ago=30 * DAY), text="Sudah diperbaiki.")
    assert message.delivery is not None
    assert not message.delivery.direct


def test_a_private_message_only_within_its_window(heard: Hear, ayu: User) -> None:
    actions.reply(ayu, heard("m1", kind="direct", minutes_ago=6 * DAY), text="Baik.")
    late = heard("m2", author="warga.anggrek", kind="direct", minutes_ago=8 * DAY)
    with pytest.raises(No, match=r"Facebook .* within 168 hours"):
        actions.reply(ayu, late, text="Baik.")


def test_a_comment_is_answered_privately_once(heard: Hear, ayu: User) -> None:
    conversation = heard()
    answer = actions.reply(ayu, conversation, text="Boleh minta nomor Anda?", privately=True)
    assert answer.delivery is not None
    assert (answer.delivery.direct, answer.delivery.reply_to) == (True, "c1")
    with pytest.raises(No, match="one such answer"):
        actions.reply(ayu, conversation, text="Halo?", privately=True)
    Delivery.objects.update(state="failed")
    actions.reply(ayu, conversation, text="Halo?", privately=True)


def test_an_old_comment_is_not_answered_privately(heard: Hear, ayu: User) -> None:
    with pytest.raises(No, match="older than 7 days"):
        actions.reply(ayu, heard(minutes_ago=8 * DAY), text="Halo", privately=True)


def test_where_the_network_cannot_nobody_is_answered_alone(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    mention = heard("p1", author="warga.anggrek", kind="mention")
    with pytest.raises(No, match="only one person"):
        actions.reply(ayu, mention, text="Halo", privately=True)
    Account.objects.filter(pk=ayu_account.pk).update(network="sandbox")
    with pytest.raises(No, match="only one person"):
        actions.reply(ayu, heard(), text="Halo", privately=True)


@pytest.mark.usefixtures("pages")
def test_the_form_asks_for_it_where_it_can_be_done(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    client, conversation = Client(), heard()
    client.force_login(ayu)
    url = reverse("inbox:conversation", args=[conversation.pk])
    assert b'name="privately"' in client.get(url).content
    told = {"text": "Boleh minta nomor Anda?", "privately": "on"}
    client.post(reverse("inbox:reply", args=[conversation.pk]), told)
    assert Delivery.objects.get().direct
    Account.objects.filter(pk=ayu_account.pk).update(network="sandbox")
    assert b'name="privately"' not in client.get(url).content


def test_an_answer_has_no_more_bytes_than_its_network_takes(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    Account.objects.filter(pk=ayu_account.pk).update(network="bluesky")
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    with pytest.raises(No, match=r"Bluesky .* takes 3000"):
        actions.reply(ayu, heard(), text=family * 250)
