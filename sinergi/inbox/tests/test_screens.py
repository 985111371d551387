"""The screens of the inbox: who sees them, what they keep, and that Citra sees none of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sinergi.inbox import actions, filters, lists, today
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.tests.conftest import Hear, hear_items, incoming
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User

ALL = filters.Filters(tab="")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_ayu_reads_and_answers(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", answers="p1")
    client, url = as_(ayu), reverse("inbox:conversation", args=[conversation.pk])
    assert "Buka sampai jam berapa" in page(client, reverse("inbox:list"))
    shown = page(client, url)
    assert f'name="seen" value="{Message.objects.get().pk}"' in shown
    client.post(f"{url}balas/", {"text": "Sampai pukul 16.00.", "seen": Message.objects.get().pk})
    assert "Sampai pukul 16.00." in page(client, url)
    assert Delivery.objects.get().reply_to == "c1"


def test_a_refused_answer_keeps_what_was_typed(heard: Hear, ayu: User) -> None:
    conversation = heard("c1")
    typed = "panjang sekali " * 30
    answer = as_(ayu).post(reverse("inbox:reply", args=[conversation.pk]), {"text": typed})
    assert typed.strip() in answer.content.decode()
    assert 'id="errors"' in answer.content.decode()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("seen", ["", "abc", "-1", "1e3", "٣", "9" * 30])
def test_what_no_page_would_send_along_is_no_mistake_of_the_writer(
    heard: Hear, ayu: User, seen: str
) -> None:
    conversation = heard("c1")
    url = reverse("inbox:reply", args=[conversation.pk])
    empty = as_(ayu).post(url, {"text": "", "seen": seen}).content.decode()
    assert 'id="errors"' in empty
    assert "Seen" not in empty
    assert as_(ayu).post(url, {"text": "Pukul 16.00.", "seen": seen}).status_code == 302
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("tab", filters.TABS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_tab_can_be_drawn_in_both_languages(
    heard: Hear, ayu: User, tab: str, language: str
) -> None:
    actions.reply(ayu, heard("c1"), text="Pukul 16.00.")
    heard("c2", author="ibu.kenanga")
    answer = as_(ayu).get(
        reverse("inbox:list"), {"tab": tab}, headers={"accept-language": language}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("query", ["tab=x", "cursor=x"])
def test_an_address_that_does_not_exist_is_no_fault(ayu: User, query: str) -> None:
    assert as_(ayu).get(f"{reverse('inbox:list')}?{query}").status_code in {302, 404}


def test_assign_note_finish_and_reopen(heard: Hear, ayu: User) -> None:
    conversation = heard("c1")
    client, url = as_(ayu), reverse("inbox:conversation", args=[conversation.pk])
    client.post(f"{url}tugaskan/", {"to": ayu.pk})
    client.post(f"{url}catatan/", {"note-text": "Tanya Disdukcapil."})
    assert "Tanya Disdukcapil." in page(client, url)
    client.post(f"{url}selesai/")
    conversation.refresh_from_db()
    assert (conversation.state, conversation.assigned_to) == ("done", ayu)
    client.post(f"{url}buka/")
    conversation.refresh_from_db()
    assert (conversation.state, conversation.open) == ("reopened", True)


def test_an_approver_reads_but_does_not_answer(heard: Hear, budi: User) -> None:
    conversation = heard("c1")
    client = as_(budi)
    assert client.get(reverse("inbox:conversation", args=[conversation.pk])).status_code == 200
    refused = client.post(reverse("inbox:reply", args=[conversation.pk]), {"text": "Halo"})
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("conversation", "get"),
        ("reply", "post"),
        ("note", "post"),
        ("assign", "post"),
        ("finish", "post"),
        ("reopen", "post"),
    ],
)
def test_citra_sees_nothing_of_it(heard: Hear, citra: User, name: str, method: str) -> None:
    conversation = heard("c1")
    url = reverse(f"inbox:{name}", args=[conversation.pk])
    answer = getattr(as_(citra), method)(url, {"text": "Halo", "note-text": "Halo"})
    assert answer.status_code == 404
    assert "Buka sampai" not in page(as_(citra), reverse("inbox:list"))
    assert today.today_for(citra) == []
    assert Conversation.objects.get().open


def test_who_is_done_goes_on_with_what_is_due_next(heard: Hear, ayu: User, citra: User) -> None:
    young, old = heard("c1", author="a"), heard("c2", author="b", minutes_ago=600)
    client, done = as_(ayu), reverse("inbox:finish", args=[young.pk])
    answer = client.post(done, {"then": "next"})
    assert answer.headers["Location"] == reverse("inbox:conversation", args=[old.pk])
    done = reverse("inbox:finish", args=[old.pk])
    assert client.post(done, {"then": "next"}).headers["Location"] == reverse("inbox:list")
    assert not Conversation.objects.filter(open=True).exists()
    assert lists.first_due(citra) is None


def test_today_tells_what_waits(heard: Hear, ayu: User) -> None:
    heard("c1", minutes_ago=60 * 24 * 30)
    (task,) = today.today_for(ayu)
    assert (task.urgency, task.kind) == ("late", "Jawab")
    assert "Buka sampai jam berapa" in page(as_(ayu), reverse("desk:today"))


def test_the_list_asks_as_little_for_many_as_for_one(
    ayu: User, ayu_account: Account, django_assert_max_num_queries: object
) -> None:
    hear_items(ayu_account, *[incoming(f"c{n}", author=f"warga{n}") for n in range(60)])
    first = lists.page(ayu, ALL)
    second = lists.page(ayu, ALL, cursor=first.older)
    assert (len(first.rows), len(second.rows), second.older) == (50, 10, "")
    with django_assert_max_num_queries(4):  # type: ignore[operator]  # a fixture
        lists.page(ayu, ALL, cursor=first.older)


def test_what_no_tab_of_work_has_is_looked_for_in_all(heard: Hear, ayu: User) -> None:
    talk, client = heard("c1", "Kapan jadwal vaksin?"), as_(ayu)
    actions.finish(ayu, talk)
    nothing = page(client, f"{reverse('inbox:list')}?q=vaksin")
    assert "jadwal vaksin" not in nothing
    assert 'href="/kerja/kotak-masuk/?tab=&amp;q=vaksin"' in nothing
    everywhere = page(client, f"{reverse('inbox:list')}?tab=&q=vaksin")
    assert "jadwal" in everywhere
    assert "Cari di semua percakapan" not in page(client, f"{reverse('inbox:list')}?tab=&q=zzz")
