"""Writing, saving over each other, and what keeps a post from being asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions, content, shown
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.pictures import Picture
from sinergi.publishing.rules import NotAllowed, Stale
from sinergi.publishing.tests.conftest import Write
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db


def picture(alt: str = "", **values: object) -> Picture:
    given = {"file": "posts/a.png", "name": "a.png", "mime": "image/png", "size": 9, **values}
    return Picture(sha256="0" * 64, alt=alt, **given)  # type: ignore[arg-type]  # plain values


def test_every_saved_version_is_kept(draft: Post, ayu: User, ayu_account: Account) -> None:
    actions.edit(ayu, draft, version=1, text="Versi dua", accounts=[ayu_account], title="Layanan")
    kept = list(draft.revisions.values_list("version", "text", "by__username"))
    assert kept == [(2, "Versi dua", "ayu"), (1, "Layanan Sabtu tetap buka", "ayu")]


def test_saving_over_a_newer_version_is_refused_and_names_it(
    draft: Post, ayu: User, ayu_account: Account
) -> None:
    actions.edit(ayu, draft, version=1, text="Versi dua", accounts=[ayu_account])
    with pytest.raises(Stale) as refused:
        actions.edit(ayu, draft, version=1, text="Versi lain", accounts=[ayu_account])
    assert refused.value.version == 2
    draft.refresh_from_db()
    assert draft.text == "Versi dua"


def test_an_account_may_have_its_own_text(
    write: Write, ayu: User, budi: User, ayu_account: Account
) -> None:
    post = write(variants={ayu_account.pk: "Khusus di sini"})
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    assert Delivery.objects.get().text == "Khusus di sini"


def test_the_own_text_that_equals_the_base_follows_it(write: Write, ayu_account: Account) -> None:
    post = write("Sama", variants={ayu_account.pk: "Sama"})
    assert post.targets.get().text == ""


def test_nobody_writes_for_another_office(
    ayu: User, tree: dict[str, Unit], citra_account: Account
) -> None:
    with pytest.raises(NotAllowed):
        actions.write(ayu, tree["ciomas"], text="x", accounts=[])
    with pytest.raises(NotAllowed):
        actions.write(ayu, tree["cibinong"], text="x", accounts=[citra_account])
    assert not Post.objects.exists()


def test_what_is_typed_is_tidied_but_not_changed(write: Write) -> None:
    post = write("  Baris satu\r\nBaris dua\0 ")
    assert post.text == "Baris satu\nBaris dua"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"accounts": []}, "at least one account"),
        ({"text": "   "}, "no text"),
        ({"text": "x" * 281}, "is 1 characters too long"),
        ({"media": [picture()]}, "Describe the image"),
        ({"media": [picture("Peta")] * 5}, "at most 4 images"),
        ({"media": [picture("Peta", mime="image/tiff", seconds=1.0)]}, "does not take"),
        ({"media": [picture("Peta", size=99_000_000, seconds=1.0)]}, "too large"),
        ({"media": [picture("x" * 4000)]}, "too long"),
    ],
)
def test_what_is_not_ready_is_not_asked_for(
    write: Write, ayu: User, values: dict[str, object], says: str
) -> None:
    post = write(**values)
    with pytest.raises(No, match=says):
        actions.ask_approval(ayu, post)
    assert not Approval.objects.exists()


def test_what_a_network_takes_each_but_not_together_is_not_asked_for(
    write: Write, ayu: User, ayu_account: Account
) -> None:
    Account.objects.filter(pk=ayu_account.pk).update(network="x")
    ayu_account.refresh_from_db()
    poll = {ayu_account.pk: {"poll": "Ya\nTidak"}}
    with pytest.raises(No, match="A poll on X goes without photos"):
        actions.ask_approval(ayu, write(media=[picture("Peta")], options=poll))
    assert shown.problems([(ayu_account, "")], "Pilih", poll, [picture("Peta")])
    actions.ask_approval(ayu, write(options=poll))


def test_an_account_that_was_disconnected_is_named(
    draft: Post, ayu: User, ayu_account: Account
) -> None:
    Account.objects.filter(pk=ayu_account.pk).update(state="closed")
    assert "not connected" in content.problems(draft)[0].message
    with pytest.raises(No, match=r"kecamatan\.cibinong is not connected"):
        actions.ask_approval(ayu, draft)


def test_asking_twice_is_refused(asked: Approval, ayu: User) -> None:
    with pytest.raises(No, match="already"):
        actions.ask_approval(ayu, asked.post)


def test_a_wish_far_ahead_is_refused(draft: Post, ayu: User) -> None:
    with pytest.raises(No, match="within a year"):
        actions.ask_approval(ayu, draft, wish=timezone.now() + timedelta(days=400))


def test_a_cancelled_post_stays_cancelled(draft: Post, ayu: User, ayu_account: Account) -> None:
    actions.cancel(ayu, draft)
    with pytest.raises(No, match="cancelled"):
        actions.edit(ayu, draft, version=1, text="x", accounts=[ayu_account])
    with pytest.raises(No):
        actions.ask_approval(ayu, draft)


def test_an_option_the_network_does_not_know_is_refused(write: Write, ayu_account: Account) -> None:
    with pytest.raises(No, match="does not know the option"):
        write(options={ayu_account.pk: {"warna": "merah"}})
    assert not Post.objects.exists()


def test_endless_text_is_refused(write: Write) -> None:
    with pytest.raises(No, match="longer than"):
        write("x" * 20_001)
    with pytest.raises(No, match="longer than"):
        write(title="x" * 201)
