"""Versions beside each other, word by word, and the way back to one."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from sinergi.conftest import make_account, person
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, differences, versions
from sinergi.publishing.composing import Composed
from sinergi.publishing.models import Post
from sinergi.publishing.rules import NotAllowed, Stale
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_screens import as_, typed
from sinergi.publishing.tests.test_writing import picture
from sinergi.units.models import Role, Unit

TEXTS = st.text(st.sampled_from("ab é\n😀"), max_size=60)


@given(TEXTS, TEXTS)
def test_what_stayed_and_came_is_the_new_text_word_for_word(before: str, after: str) -> None:
    parts = differences.words(before, after)
    assert "".join(p.text for p in parts if p.kind != "out") == after
    old = " ".join("".join(f" {p.text} " for p in parts if p.kind != "in").split())
    assert old == " ".join(before.split())


def test_one_word_is_one_difference() -> None:
    parts = differences.words("Pasar buka jam tujuh pagi", "Pasar buka jam enam pagi")
    assert [(p.kind, p.text) for p in parts] == [
        ("same", "Pasar buka jam "),
        ("out", "tujuh"),
        ("in", "enam"),
        ("same", " "),
        ("same", "pagi"),
    ]
    assert not differences.changed(differences.words("sama saja", "sama saja"))


def test_texts_of_twenty_thousand_characters_are_compared_at_once() -> None:
    old = " ".join(f"kata{n % 97}" for n in range(3_000))
    parts = differences.words(old, old.replace("kata5 ", "lain "))
    assert differences.changed(parts)


@pytest.fixture
def edited(draft: Post, ayu: User, ayu_account: Account) -> Post:
    return actions.edit(
        ayu, draft, version=1, text="Layanan Minggu tetap buka", accounts=[ayu_account]
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("pages")
class TestPages:
    def test_the_page_shows_what_changed(self, edited: Post, ayu: User) -> None:
        page = as_(ayu).get(reverse("content:versions", args=[edited.pk])).content.decode()
        assert "<del>Sabtu</del>" in page
        assert "<ins>Minggu</ins>" in page

    @pytest.mark.parametrize("asked", [{"from": "9"}, {"to": "0"}])
    def test_a_version_that_is_not_there_is_404(
        self, edited: Post, ayu: User, asked: dict[str, str]
    ) -> None:
        url = reverse("content:versions", args=[edited.pk])
        assert as_(ayu).get(url, asked).status_code == 404

    def test_an_earlier_version_comes_back_as_the_newest(self, edited: Post, ayu: User) -> None:
        url = reverse("content:bring-back", args=[edited.pk, 1])
        as_(ayu).post(url, {"version": "2"})
        edited.refresh_from_db()
        assert (edited.text, edited.version) == ("Layanan Sabtu tetap buka", 3)
        assert edited.revisions.count() == 3

    def test_nothing_comes_back_over_a_version_one_has_not_seen(
        self, edited: Post, ayu: User
    ) -> None:
        as_(ayu).post(reverse("content:bring-back", args=[edited.pk, 1]), {"version": "1"})
        edited.refresh_from_db()
        assert (edited.text, edited.version) == ("Layanan Minggu tetap buka", 2)

    def test_an_account_that_was_closed_is_left_out_and_named(
        self, edited: Post, ayu: User, ayu_account: Account
    ) -> None:
        Account.objects.filter(pk=ayu_account.pk).update(state="closed")
        url = reverse("content:bring-back", args=[edited.pk, 1])
        page = as_(ayu).post(url, {"version": "2"}, follow=True).content.decode()
        assert ayu_account.handle in page
        assert not edited.targets.exists()

    def test_citra_sees_no_versions_and_brings_none_back(self, edited: Post, citra: User) -> None:
        client = as_(citra)
        assert client.get(reverse("content:versions", args=[edited.pk])).status_code == 404
        url = reverse("content:bring-back", args=[edited.pk, 1])
        assert client.post(url, {"version": "2"}).status_code == 404
        edited.refresh_from_db()
        assert edited.version == 2

    def test_a_leader_looks_and_brings_nothing_back(
        self, edited: Post, tree: dict[str, Unit]
    ) -> None:
        client = as_(person("eka", "Eka", tree["regency"], Role.LEADER))
        page = client.get(reverse("content:versions", args=[edited.pk]))
        assert "bring-back" not in page.content.decode()
        url = reverse("content:bring-back", args=[edited.pk, 1])
        assert client.post(url, {"version": "2"}).status_code == 403


@pytest.mark.django_db
def test_everything_a_version_said_comes_back(
    write: Write, ayu: User, ayu_account: Account
) -> None:
    more = Composed("id", {"su": "Palayanan"}, {ayu_account.pk: "su"}, {"cost": "Gratis"})
    post = write(media=[picture("Peta")], title="Satu", more=more)
    actions.edit(ayu, post, version=1, text="Lain", accounts=[], more=Composed())
    post.refresh_from_db()
    assert (post.translations, post.facts, post.media.count()) == ({}, {}, 0)
    old = versions.version_of(post, 1)
    actions.bring_back(ayu, post, old, [ayu_account], version=2)
    post.refresh_from_db()
    target = post.targets.get()
    assert (post.title, post.translations, post.facts) == (
        "Satu",
        {"su": "Palayanan"},
        {"cost": "Gratis"},
    )
    assert (target.text, target.language, post.media.get().alt) == ("Palayanan", "su", "Peta")


@pytest.mark.django_db
def test_bringing_back_asks_for_the_same_rights_as_writing(
    edited: Post, citra: User, ayu: User, ayu_account: Account
) -> None:
    old = versions.version_of(edited, 1)
    with pytest.raises(NotAllowed):
        actions.bring_back(citra, edited, old, [], version=2)
    with pytest.raises(Stale):
        actions.bring_back(ayu, edited, old, [ayu_account], version=1)


def test_who_cannot_write_for_all_of_its_accounts_is_told_what_saving_leaves_out(
    tree: dict[str, Unit], ayu: User, ayu_account: Account
) -> None:
    dewi = person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
    other = make_account(dewi, tree["diskominfo"], "kominfo.bogorkab")
    both = [ayu_account, other]
    post = actions.write(dewi, tree["cibinong"], text="Layanan Sabtu", accounts=both)
    client, url = as_(ayu), reverse("content:edit", args=[post.pk])
    assert "tidak dapat menulis untuk kominfo.bogorkab" in client.get(url).content.decode()
    saved = client.post(url, typed(ayu_account, version="1", text="Layanan Sabtu buka"))
    page = client.get(saved["Location"]).content.decode()
    assert "Tidak disertakan karena Anda tidak dapat menulis di sana: kominfo.bogorkab" in page
    assert "kominfo.bogorkab" not in client.get(url).content.decode()
