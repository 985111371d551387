"""What is done with a post that is out: putting it right, and taking it down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.connectors.contract import Edits
from sinergi.lib.text import No
from sinergi.networks import withdrawing
from sinergi.networks.models import Account, Delivery, Withdrawal
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.correcting import acting
from sinergi.publishing.models import Approval, Correction, Post
from sinergi.publishing.tests.conftest import Network, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


class Open(Network, Edits):
    def __init__(self) -> None:
        super().__init__()
        self.changed: list[tuple[str, str]] = []

    def edit(self, remote_id: str, text: str) -> None:
        self.changed.append((remote_id, text))


@pytest.fixture
def network() -> Open:
    return Open()


@pytest.fixture
def out(due_now: Approval, network: Open) -> Post:
    """A post that is out."""
    work(network)
    return Post.objects.get(pk=due_now.post_id)


def delivery_of(post: Post) -> Delivery:
    return Delivery.objects.get(target__post=post)


def approved(post: Post, ayu: User, budi: User, text: str) -> Post:
    """Put the words right, ask, and approve."""
    accounts = [t.account for t in post.targets.all()]
    saved = actions.edit(ayu, post, version=post.version, text=text, accounts=accounts)
    actions.approve(budi, actions.ask_approval(ayu, saved), due=None)
    return saved


def test_words_are_put_right_in_their_place_after_approval(
    out: Post, network: Open, ayu: User, budi: User
) -> None:
    first = delivery_of(out)
    draft = acting.begin(ayu, out, reason="Jamnya salah", in_place=True)
    assert (draft.text, draft.state) == (out.text, "draft")
    saved = approved(draft, ayu, budi, "Layanan Sabtu tutup")
    work(network)
    assert network.changed == [(first.remote_id, "Layanan Sabtu tutup")]
    assert network.visible == [out.text]  # nothing new stands beside it
    saved.refresh_from_db()
    assert (saved.state, delivery_of(saved).url) == ("published", first.url)
    assert Entry.objects.filter(verb="post.correction_begun", object_id=str(out.pk)).count() == 1


def test_nothing_is_changed_without_approval(out: Post, network: Open, ayu: User) -> None:
    draft = acting.begin(ayu, out, reason="Jamnya salah", in_place=True)
    actions.ask_approval(ayu, draft)
    work(network, timezone.now() + timedelta(days=1))
    assert network.changed == []


def test_a_correction_of_its_own_names_the_old_post(
    out: Post, network: Open, ayu: User, budi: User
) -> None:
    draft = acting.begin(ayu, out, reason="Jamnya salah", in_place=False)
    target = draft.targets.get()
    assert delivery_of(out).url in target.text
    assert draft.text.startswith("Koreksi atas unggahan kami tanggal")
    approved(draft, ayu, budi, "Koreksi: Sabtu tutup")
    work(network)
    assert network.visible == [out.text, "Koreksi: Sabtu tutup"]
    assert network.changed == []


def test_what_was_taken_down_meanwhile_is_not_changed(
    out: Post, network: Open, ayu: User, budi: User
) -> None:
    draft = acting.begin(ayu, out, reason="Jamnya salah", in_place=True)
    approved(draft, ayu, budi, "Layanan Sabtu tutup")
    Withdrawal.objects.create(
        delivery=delivery_of(out), reason="Salah", by=ayu, at=timezone.now(),
        state="gone", gone_at=timezone.now(),
    )  # fmt: skip
    work(network)
    assert (network.changed, network.visible) == ([], [out.text])
    draft.refresh_from_db()
    assert draft.state == "failed"


def test_where_the_words_cannot_be_changed_a_post_of_its_own_is_left(
    out: Post, ayu: User, ayu_account: Account
) -> None:
    Account.objects.filter(pk=ayu_account.pk).update(by_hand=True)
    with pytest.raises(No, match="in their place"):
        acting.begin(ayu, out, reason="Jamnya salah", in_place=True)
    assert not Correction.objects.exists()
    client = Client()
    client.force_login(ayu)
    page = client.get(reverse("content:correct", args=[out.pk])).content.decode()
    assert "Ubah kata-katanya di tempat" not in page


def test_an_account_that_became_by_hand_keeps_a_change_from_being_asked_for(
    out: Post, ayu: User, ayu_account: Account
) -> None:
    draft = acting.begin(ayu, out, reason="Jamnya salah", in_place=True)
    Account.objects.filter(pk=ayu_account.pk).update(by_hand=True)
    with pytest.raises(No, match="cannot be changed in their place"):
        actions.ask_approval(ayu, draft)


def test_ayu_corrects_from_the_page_of_the_post(out: Post, ayu: User) -> None:
    client = Client()
    client.force_login(ayu)
    page = client.get(reverse("content:post", args=[out.pk])).content.decode()
    address = reverse("content:correct", args=[out.pk])
    assert address in page
    kept = client.post(address, {"reason": " ", "way": "own"})
    assert kept.status_code == 200
    answer = client.post(address, {"reason": "Jamnya salah", "way": "in_place"})
    draft = Correction.objects.get().post
    assert answer["Location"] == reverse("content:edit", args=[draft.pk])
    for pk in (out.pk, draft.pk):
        assert "Jamnya salah" in client.get(reverse("content:post", args=[pk])).content.decode()


def test_a_post_is_taken_down_from_its_delivery(out: Post, ayu: User, budi: User) -> None:
    client, row = Client(), delivery_of(out)
    client.force_login(ayu)
    page = reverse("content:delivery", args=[row.pk])
    address = reverse("content:take-down", args=[row.pk])
    assert address in client.get(page).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Jamnya salah"}).status_code == 302
    assert Notice.objects.filter(user=budi, kind="post.taken_down").count() == 1
    assert "Jamnya salah" in client.get(page).content.decode()
    again = client.post(address, {"reason": "Sekali lagi"})
    assert "Sekali lagi" in again.content.decode()  # what was typed is kept
    Withdrawal.objects.update(state="unsure", next_at=None)
    assert client.post(reverse("content:taken-down", args=[row.pk])).status_code == 302
    assert Withdrawal.objects.get().state == "gone"
    assert address not in client.get(page).content.decode()


def test_citra_can_neither_correct_nor_take_down(out: Post, citra: User) -> None:
    client, row = Client(), delivery_of(out)
    client.force_login(citra)
    for name, pk in (("correct", out.pk), ("take-down", row.pk), ("taken-down", row.pk)):
        address = reverse(f"content:{name}", args=[pk])
        assert client.post(address, {"reason": "x", "way": "own"}).status_code == 404
    assert not Correction.objects.exists()
    assert not Withdrawal.objects.exists()


def test_a_change_itself_is_not_taken_down(out: Post, network: Open, ayu: User, budi: User) -> None:
    saved = approved(
        acting.begin(ayu, out, reason="Jamnya salah", in_place=True), ayu, budi, "Sabtu tutup"
    )
    work(network)
    with pytest.raises(No, match="that is out"):
        withdrawing.ask(ayu, delivery_of(saved), reason="Salah")
