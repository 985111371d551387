"""What was understood of a message, on the page of its conversation: Ayu corrects by one key."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.audit.models import Entry
from sinergi.inbox.models import Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.people.models import User
from sinergi.understanding.models import Label, Text
from sinergi.understanding.tests.conftest import read_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

ROAD = "Jalan di depan pasar rusak parah, Min. Kapan diperbaiki?"


def test_a_message_of_the_public_is_read_by_a_worker(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", ROAD)
    url = reverse("inbox:conversation", args=[conversation.pk])
    assert "Dibaca dalam semenit" in page(as_(ayu), url)
    read_all()
    shown = page(as_(ayu), url)
    assert "Jalan dan jembatan" in shown
    assert "rusak" in shown
    assert 'data-digit="1"' in shown


def test_a_message_without_words_is_not_read(heard: Hear) -> None:
    heard("c1", " ")
    assert Message.objects.get().understood is None


def test_one_key_labels_the_topic(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", ROAD)
    read_all()
    url = reverse("inbox:label", args=[conversation.pk])
    as_(ayu).post(url, {"topic": "waste"})
    assert Label.objects.get().label == "waste"
    as_(ayu).post(url, {"topic": "roads"})
    label = Label.objects.get()
    assert (label.label, label.head, label.by, label.source) == ("roads", "topic", ayu, "key")
    assert Entry.objects.filter(verb="text.labelled").count() == 2
    shown = page(as_(ayu), reverse("inbox:conversation", args=[conversation.pk]))
    assert 'aria-pressed="true"' in shown


def test_other_heads_are_corrected_by_a_form(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", ROAD)
    read_all()
    url = reverse("inbox:label", args=[conversation.pk])
    sent = {"others": "1", "kind": "complaint", "urgency": "danger", "sentiment": "positive"}
    as_(ayu).post(url, sent)
    said = dict(Label.objects.values_list("head", "label"))
    assert said["urgency"] == "danger"
    assert said["sentiment"] == "positive"
    assert "112" in page(as_(ayu), reverse("inbox:conversation", args=[conversation.pk]))
    assert "bahaya bagi jiwa" in page(as_(ayu), reverse("inbox:list"))


@pytest.mark.parametrize("sent", [{"topic": ""}, {"others": "1", "kind": "nonsense"}, {}])
def test_what_is_no_label_is_refused_and_nothing_is_kept(
    heard: Hear, ayu: User, sent: dict[str, str]
) -> None:
    conversation = heard("c1", ROAD)
    answer = as_(ayu).post(reverse("inbox:label", args=[conversation.pk]), sent, follow=True)
    assert answer.status_code == 200
    assert not Label.objects.exists()


def test_an_approver_sees_it_but_does_not_label(heard: Hear, budi: User) -> None:
    conversation = heard("c1", ROAD)
    read_all()
    assert "data-digit" not in page(
        as_(budi), reverse("inbox:conversation", args=[conversation.pk])
    )
    url = reverse("inbox:label", args=[conversation.pk])
    assert as_(budi).post(url, {"topic": "roads"}).status_code == 403


def test_citra_labels_nothing_of_ayus(heard: Hear, citra: User) -> None:
    conversation = heard("c1", ROAD)
    url = reverse("inbox:label", args=[conversation.pk])
    assert as_(citra).post(url, {"topic": "roads"}).status_code == 404
    assert not Label.objects.exists()
    assert Text.objects.get().labels.count() == 0
