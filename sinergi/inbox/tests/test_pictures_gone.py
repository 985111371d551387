"""Pictures of answers go with their words, unless something else has the file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from sinergi.inbox import actions
from sinergi.inbox.attaching import carrying
from sinergi.inbox.models import Conversation, Draft, Message
from sinergi.inbox.privacy import copies, emptying
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.pictured import brought, chosen, upload
from sinergi.inbox.tests.test_pictures_bound import in_library
from sinergi.networks.models import Account, Delivery, DeliveryFile
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.publishing.models import MediaFile
from sinergi.publishing.tests.test_files import limit, work_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages", "media")]


def test_what_is_emptied_leaves_no_picture_behind(
    heard: Hear, ayu: User, django_capture_on_commit_callbacks: Any
) -> None:
    talk, late = heard("c1"), timezone.now() + timedelta(days=30)
    item = brought(alt="Rumah Bu Siti")
    made = actions.reply(ayu, talk, text="Ini.", media=[item])
    Delivery.objects.update(state="sent", sent_at=timezone.now())
    chosen(talk, ayu, upload("lain.png", size=80))
    [other] = Draft.objects.get().media
    assert copies.told("x", "y", Conversation.objects.all())["conversations"][0]["messages"][1][
        "pictures"
    ] == [{"name": "jalan.png", "description": "Rumah Bu Siti"}]
    emptying.empty([talk.pk], timezone.now())
    assert Delivery.objects.get(message=made).media == []
    assert not DeliveryFile.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.forget(late)
    names = [one[name] for one in (item, other) for name in ("file", "small")]
    assert [default_storage.exists(name) for name in names] == [False] * 4


def test_a_file_that_a_library_has_too_stays(
    heard: Hear, ayu: User, ayu_account: Account, django_capture_on_commit_callbacks: Any
) -> None:
    talk, late = heard("c1"), timezone.now() + timedelta(days=30)
    item = brought()
    actions.reply(ayu, talk, text="Ini.", media=[item])
    Delivery.objects.update(state="sent", sent_at=timezone.now())
    in_library(ayu_account, item["sha256"])
    emptying.empty([talk.pk], timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        publishing.forget(late)
    assert default_storage.exists(item["file"])


def test_one_that_another_answer_shows_stays(
    heard: Hear, ayu: User, django_capture_on_commit_callbacks: Any
) -> None:
    first, second = heard("c1", answers="p1"), heard("c2", author="lain", answers="p1")
    item = brought()
    for talk in (first, second):
        actions.reply(ayu, talk, text="Ini.", media=[item])
    Delivery.objects.update(state="sent", sent_at=timezone.now())
    emptying.empty([first.pk], timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        publishing.forget(timezone.now() + timedelta(days=30))
    assert default_storage.exists(item["file"])
    assert Message.objects.filter(conversation=second, direction="out").exists()


def test_one_made_long_ago_stays_while_an_answer_is_begun_with_it(
    heard: Hear, ayu_account: Account, django_capture_on_commit_callbacks: Any
) -> None:
    limit(ayu_account, image_side=32)
    talk, item, now = heard("c1"), brought(), timezone.now()
    carrying.fitted(talk, [item])
    work_off()
    MediaFile.objects.update(seen=now - timedelta(days=30))
    [going] = carrying.fitted(talk, [item]).items
    with django_capture_on_commit_callbacks(execute=True):
        publishing.forget(now)
    assert default_storage.exists(going["file"])
