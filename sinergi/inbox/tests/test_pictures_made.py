"""An answer waits for pictures in the making, goes out with all of them, or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from sinergi.inbox import actions
from sinergi.inbox.models import Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.pictured import at, brought, chosen, form_of, upload
from sinergi.inbox.tests.test_screens import as_
from sinergi.networks import actions as networks
from sinergi.networks import gateway
from sinergi.networks.models import Account, Delivery
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import making, tasks
from sinergi.publishing.models import MediaFile
from sinergi.publishing.tests.conftest import Network, work
from sinergi.publishing.tests.test_files import limit, work_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages", "media")]


@pytest.fixture
def network() -> Network:
    return Network()


def test_an_answer_waits_until_its_pictures_are_ready_and_goes_out_then(
    heard: Hear, ayu: User, ayu_account: Account, network: Network
) -> None:
    limit(ayu_account, image_types=("image/jpeg",), image_side=32)
    talk = heard("c1")
    chosen(talk, ayu, upload(), upload("b.png", size=80))
    assert as_(ayu).post(at("reply", talk), form_of(talk, ayu)).status_code == 302
    assert "masih disiapkan" in as_(ayu).get(at("conversation", talk)).content.decode()
    whole = at("picture", talk, "balasan", Message.objects.latest("id").pk, 0) + "?penuh"
    assert as_(ayu).get(whole).status_code == 404
    work(network)
    assert network.visible == []
    making.make(MediaFile.objects.filter(state="preparing").latest("pk").pk, tasks.begin)
    work(network)
    assert network.visible == []
    work_off()
    media = gateway.draft_of(Delivery.objects.get()).media
    assert [(one.name, one.mime, one.width) for one in media] == [
        ("jalan.jpg", "image/jpeg", 32),
        ("b.jpg", "image/jpeg", 32),
    ]
    work(network)
    assert network.visible == ["Ini fotonya."]
    assert as_(ayu).get(whole).status_code == 200


def test_what_cannot_be_made_is_told_and_never_goes_out(
    heard: Hear, ayu: User, ayu_account: Account, network: Network
) -> None:
    limit(ayu_account, image_side=32)
    made = actions.reply(ayu, heard("c1"), text="Ini.", media=[brought()])
    default_storage.delete(brought()["file"])
    work_off()
    delivery = Delivery.objects.get()
    assert delivery.state == Delivery.State.FAILED
    assert Notice.objects.filter(user=ayu, kind="reply.failed").exists()
    with pytest.raises(networks.TooLate):
        networks.retry(ayu, delivery)
    work(network, timezone.now() + timedelta(hours=2))
    assert network.visible == []
    assert Message.objects.get(pk=made.pk).text == "Ini."


def test_pictures_that_are_never_made_do_not_wait_for_ever(
    heard: Hear, ayu: User, ayu_account: Account, network: Network
) -> None:
    limit(ayu_account, image_side=32)
    actions.reply(ayu, heard("c1"), text="Ini.", media=[brought()])
    work(network, timezone.now() + timedelta(hours=2))
    assert Delivery.objects.get().state == Delivery.State.FAILED
    assert network.visible == []


def test_what_was_changed_while_it_waited_for_its_pictures_does_not_go_out(
    heard: Hear, ayu: User, ayu_account: Account, network: Network
) -> None:
    limit(ayu_account, image_side=32)
    actions.reply(ayu, heard("c1"), text="Ini.", media=[brought()])
    Delivery.objects.update(reply_to="lain")
    work_off()
    work(network)
    assert network.visible == []
    assert Delivery.objects.get().state == Delivery.State.FAILED
