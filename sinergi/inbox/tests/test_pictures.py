"""Pictures that go with an answer: sent once, shown, kept as long as they are needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from sinergi.inbox import actions
from sinergi.inbox.attaching import carrying
from sinergi.inbox.models import Draft, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.pictured import at, brought, chosen, form_of, names, upload
from sinergi.inbox.tests.test_screens import as_
from sinergi.lib.text import No
from sinergi.networks import gateway
from sinergi.networks.models import Account, Delivery, DeliveryFile
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.publishing.models import MediaFile
from sinergi.publishing.tests.test_files import limit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages", "media")]


def test_a_picture_goes_out_with_the_answer_as_described(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload())
    sent = form_of(talk, ayu, **{"alt-0": "Jalan sudah rata"})
    assert as_(ayu).post(at("reply", talk), sent).status_code == 302
    delivery = Delivery.objects.get()
    [media] = gateway.draft_of(delivery).media
    assert (media.name, media.mime, media.alt) == ("jalan.png", "image/png", "Jalan sudah rata")
    with media.open() as file:
        assert file.read(4) == b"\x89PNG"
    assert not Draft.objects.exists()


def test_a_form_sent_twice_sends_one_answer_with_one_picture(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload())
    sent, client = form_of(talk, ayu), as_(ayu)
    assert [client.post(at("reply", talk), sent).status_code for _ in range(2)] == [302, 302]
    assert Delivery.objects.count() == 1
    assert DeliveryFile.objects.count() == 1


def test_pictures_that_went_out_are_not_sent_as_words_alone(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    chosen(talk, ayu, upload())
    sent = form_of(talk, ayu)
    Draft.objects.all().delete()
    page = as_(ayu).post(at("reply", talk), sent).content.decode()
    assert "Jawaban Anda" in page
    assert not Delivery.objects.exists()


def test_other_pictures_with_the_same_words_are_another_answer(heard: Hear, ayu: User) -> None:
    talk, seen = heard("c1"), Message.objects.get().pk
    first = actions.reply(ayu, talk, text="Ini fotonya.", seen=seen, media=[brought()])
    other = brought("lain.png", size=80)
    assert actions.reply(ayu, talk, text="Ini fotonya.", seen=seen, media=[other]) != first
    assert actions.reply(ayu, talk, text="Ini fotonya.", seen=seen, media=[brought()]) == first


def test_more_than_the_network_takes_are_refused(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, images=1)
    talk = heard("c1")
    with pytest.raises(No, match="at most 1 images"):
        actions.reply(ayu, talk, text="Ini.", media=[brought(), brought("b.png", size=80)])
    chosen(talk, ayu, upload("a.png"), upload("b.png", size=80))
    assert names(Draft.objects.get().media) == ["a.png"]


def test_where_a_network_takes_words_alone_there_is_no_field(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, images=0)
    talk = heard("c1")
    assert at("attach", talk) not in as_(ayu).get(at("conversation", talk)).content.decode()
    with pytest.raises(No, match="words alone"):
        actions.reply(ayu, talk, text="Ini.", media=[brought()])


def test_the_conversation_shows_what_we_sent_to_who_may_see_it(
    heard: Hear, ayu: User, dewi: User, citra: User
) -> None:
    talk = heard("c1")
    message = actions.reply(ayu, talk, text="Ini.", media=[brought(alt="Jalan rata")])
    page = as_(dewi).get(at("conversation", talk)).content.decode()
    assert 'alt="Jalan rata"' in page
    address = at("picture", talk, "balasan", message.pk, 0)
    assert address in page
    small, whole = as_(dewi).get(address), as_(dewi).get(f"{address}?penuh")
    assert (small.status_code, small["Content-Type"]) == (200, "image/jpeg")
    assert (whole.status_code, whole["Content-Type"]) == (200, "image/png")
    assert as_(citra).get(address).status_code == 404
    assert as_(dewi).get(at("picture", talk, "balasan", message.pk, 1)).status_code == 404
    assert as_(dewi).get(at("picture", talk, "lain", message.pk, 0)).status_code == 404


def test_files_are_kept_as_long_as_an_answer_or_a_draft_has_them(
    heard: Hear, ayu: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    talk, late = heard("c1"), timezone.now() + timedelta(days=30)
    chosen(talk, ayu, upload())
    publishing.forget(late)
    assert carrying.held() == {MediaFile.objects.get().source}
    as_(ayu).post(at("reply", talk), form_of(talk, ayu))
    assert carrying.held() == set()
    publishing.forget(late)
    [item] = Delivery.objects.get().media
    assert default_storage.exists(item["file"])
    DeliveryFile.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.forget(late)
    assert not default_storage.exists(item["file"])
    assert not default_storage.exists(item["small"])
