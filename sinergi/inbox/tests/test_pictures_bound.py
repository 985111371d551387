"""Pictures of answers: bound by an approval, by what the library says, and by the terms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sinergi.inbox import actions
from sinergi.inbox.attaching import carrying
from sinergi.inbox.models import Conversation, Draft, Proposal
from sinergi.inbox.sensitive import deciding, keeping
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.pictured import at, brought, chosen, form_of, upload
from sinergi.inbox.tests.test_answering import asked as verdict_of
from sinergi.inbox.tests.test_screens import as_
from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing.models import LibraryFile, MediaFile
from sinergi.publishing.tests.test_files import limit, work_off
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages", "media")]

ANSWER = "Jadwal kampanye ditetapkan KPU."


@pytest.fixture
def talk(heard: Hear, budi: User, tree: dict[str, Unit]) -> Conversation:
    keeping.add(budi, tree["regency"], keeping.Said("Pemilu", words="kampanye"))
    return heard("c1", "Kapan kampanye dimulai?", answers="p1")


def in_library(account: Account, source: str, **values: Any) -> LibraryFile:
    """Put a file into the library of an account's office."""
    now = timezone.now()
    return LibraryFile.objects.create(
        unit=account.unit, file=MediaFile.objects.get(source=source, recipe=""), name="a.png",
        title="Peta", by=account.owner, added=now, changed=now, **values,
    )  # fmt: skip


def test_who_approves_sees_the_pictures_and_they_go_out(
    talk: Conversation, ayu: User, budi: User, citra: User
) -> None:
    chosen(talk, ayu, upload())
    sent = form_of(talk, ayu, text=ANSWER, **{"alt-0": "Baliho resmi"})
    assert as_(ayu).post(at("ask-approval", talk), sent).status_code == 302
    proposal = Proposal.objects.get()
    assert carrying.held() == {proposal.media[0]["sha256"]}
    page = as_(budi).get(at("conversation", talk)).content.decode()
    assert "Baliho resmi" in page
    address = at("picture", talk, "usulan", proposal.pk, 0)
    assert address in page
    assert as_(budi).get(address).status_code == 200
    assert as_(citra).get(address).status_code == 404
    made = deciding.approve(budi, proposal)
    assert made.delivery is not None
    assert [item["alt"] for item in made.delivery.media] == ["Baliho resmi"]
    assert verdict_of(made.delivery) == ""


def test_other_pictures_than_those_approved_do_not_go_out(
    talk: Conversation, ayu: User, budi: User
) -> None:
    proposal = deciding.ask(ayu, talk, text=ANSWER, media=[brought()])
    made = deciding.approve(budi, proposal)
    assert made.delivery is not None
    Proposal.objects.update(media=[])
    assert "second person" in verdict_of(made.delivery)


def test_what_is_sent_back_has_its_pictures_again(
    talk: Conversation, ayu: User, budi: User
) -> None:
    proposal = deciding.ask(ayu, talk, text=ANSWER, media=[brought(alt="Baliho")])
    assert not Draft.objects.exists()
    deciding.send_back(budi, proposal, reason="Foto lain saja")
    assert [item["alt"] for item in Draft.objects.get().media] == ["Baliho"]


def test_what_is_approved_waits_for_pictures_in_the_making(
    talk: Conversation, ayu: User, budi: User, ayu_account: Account
) -> None:
    limit(ayu_account, image_side=32)
    made = deciding.approve(budi, deciding.ask(ayu, talk, text=ANSWER, media=[brought()]))
    assert made.delivery is not None
    assert [item["file"] for item in made.delivery.media] == [""]
    work_off()
    made.delivery.refresh_from_db()
    assert made.delivery.media[0]["width"] == 32
    assert verdict_of(made.delivery) == ""


def test_nobody_is_asked_about_pictures_that_the_network_does_not_take(
    talk: Conversation, ayu: User, ayu_account: Account
) -> None:
    limit(ayu_account, images=0)
    with pytest.raises(No, match="words alone"):
        deciding.ask(ayu, talk, text=ANSWER, media=[brought()])


def test_what_the_library_forbids_is_not_answered_with(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    talk, item = heard("c1"), brought()
    over = timezone.localdate() - timedelta(days=1)
    in_library(ayu_account, item["sha256"], ends=over)
    with pytest.raises(No, match="the library says why"):
        actions.reply(ayu, talk, text="Ini.", media=[item])
    assert not Delivery.objects.exists()


def test_what_the_library_forbids_meanwhile_does_not_go_out(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    talk, item = heard("c1"), brought()
    made = actions.reply(ayu, talk, text="Ini.", media=[item])
    assert made.delivery is not None
    assert verdict_of(made.delivery) == ""
    in_library(ayu_account, item["sha256"], withdrawn_at=timezone.now(), withdrawn_why="Izin")
    assert "library" in verdict_of(made.delivery)
