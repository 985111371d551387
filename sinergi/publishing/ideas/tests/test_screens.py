"""The board on the screen: Ayu works with it, Citra sees none of it."""

from __future__ import annotations

from datetime import datetime

import pytest

from sinergi.conftest import person
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.ideas import actions
from sinergi.publishing.models import Idea, Post, Topic
from sinergi.publishing.tests.test_screens import as_, value_of
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]
HOME = "/kerja/ide/"


@pytest.fixture
def idea(ayu: User, tree: dict[str, Unit]) -> Idea:
    return actions.write(ayu, tree["cibinong"], title="Jalan pintas ke loket", text="Peta.")


@pytest.fixture
def topic(ayu_account: Account, now: datetime) -> Topic:
    return Topic.objects.create(
        account=ayu_account, unit=ayu_account.unit, remote_id="t", source="Kabar Desa",
        text="Pasar murah Sabtu", url="https://kabar.example/1", at=now,
    )  # fmt: skip


def test_citra_sees_and_does_nothing_with_ayus_ideas(
    idea: Idea, topic: Topic, citra: User, tree: dict[str, Unit]
) -> None:
    client, page, office = as_(citra), f"{HOME}{idea.pk}/", tree["cibinong"].pk
    assert "Jalan pintas" not in client.get(HOME).content.decode()
    assert "Jalan pintas" not in client.get(f"{HOME}?unit={office}").content.decode()
    for way in ("", "ubah/"):
        assert client.get(f"{page}{way}").status_code == 404
    tries: tuple[tuple[str, dict[str, object]], ...] = (
        ("ubah/", {"title": "x"}), ("lakukan/", {"do": "use"}), ("serahkan/", {"to": citra.pk}),
        ("parkir/", {"reason": "x"}),
    )  # fmt: skip
    for way, sent in tries:
        assert client.post(f"{page}{way}", sent).status_code == 404
    assert client.get(f"{HOME}usulan/?unit={office}").status_code == 403
    assert "Pasar murah" not in client.get(f"{HOME}usulan/").content.decode()
    named = {"unit": office, "kind": "feed", "mark": f"topic:{topic.pk}"}
    assert client.post(f"{HOME}usulan/", named).status_code == 403
    client.post(f"{HOME}baru/", {"unit": office, "title": "x"})
    assert list(Idea.objects.all()) == [idea]
    assert not Post.objects.exists()


def test_an_auditor_looks_and_writes_nothing(idea: Idea, tree: dict[str, Unit]) -> None:
    client = as_(person("eka", "Eka", tree["regency"], Role.AUDITOR))
    assert "Jalan pintas" in client.get(HOME).content.decode()
    page = client.get(f"{HOME}{idea.pk}/").content.decode()
    assert "Ambil ide ini" not in page
    assert client.post(f"{HOME}{idea.pk}/lakukan/", {"do": "pick"}).status_code == 403
    assert client.get(f"{HOME}baru/").status_code == 403
    assert client.get(f"{HOME}usulan/").status_code == 403


def test_ayu_writes_an_idea_with_a_plan(ayu: User, tree: dict[str, Unit]) -> None:
    client, unit = as_(ayu), tree["cibinong"].pk
    again = client.post(f"{HOME}baru/", {"unit": unit, "title": " ", "text": "Tetap ada"})
    assert "Tetap ada" in again.content.decode()
    assert not Idea.objects.exists()
    sent = {"unit": unit, "title": "Loket", "pillar": "Informasi", "sheet-audience": "Lansia"}
    answer = client.post(f"{HOME}baru/", sent)
    idea = Idea.objects.get()
    assert answer["Location"] == f"{HOME}{idea.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "Lansia" in page
    assert "Khalayak" in page
    assert '<option value="Informasi">' in client.get(f"{HOME}baru/").content.decode()


def test_ayu_works_on_it_by_buttons(idea: Idea, ayu: User, tree: dict[str, Unit]) -> None:
    fitri = person("fitri", "Fitri", tree["cibinong"], Role.ADMIN)
    client, page = as_(ayu), f"{HOME}{idea.pk}/"
    client.post(f"{page}lakukan/", {"do": "pick"})
    idea.refresh_from_db()
    assert idea.holder == ayu
    client.post(f"{page}serahkan/", {"to": fitri.pk})
    idea.refresh_from_db()
    assert idea.holder == fitri
    assert (
        "mengerjakannya"
        in client.post(f"{page}lakukan/", {"do": "pick"}, follow=True).content.decode()
    )
    client.post(f"{page}parkir/", {"reason": "Tunggu anggaran"})
    assert "Tunggu anggaran" in client.get(page).content.decode()
    client.post(f"{page}lakukan/", {"do": "open"})
    answer = client.post(f"{page}lakukan/", {"do": "use"})
    post = Post.objects.get()
    assert answer["Location"] == f"/kerja/tulis/{post.pk}/"
    assert f"/kerja/konten/{post.pk}/" in client.get(page).content.decode()
    assert page in client.get(f"/kerja/konten/{post.pk}/").content.decode()
    assert client.post(f"{page}lakukan/", {"do": "fly"}).status_code == 404


def test_without_a_reason_or_a_colleague_what_was_typed_is_asked_for_again(
    idea: Idea, ayu: User, citra: User
) -> None:
    client, page = as_(ayu), f"{HOME}{idea.pk}/"
    for way, sent in (("parkir/", {"reason": ""}), ("serahkan/", {"to": citra.pk})):
        answer = client.post(f"{page}{way}", sent)
        assert answer.status_code == 200
        assert 'id="errors"' in answer.content.decode()
    idea.refresh_from_db()
    assert idea.state == "open"


def test_words_typed_while_a_colleague_saved_are_kept(
    idea: Idea, ayu: User, tree: dict[str, Unit]
) -> None:
    fitri = person("fitri", "Fitri", tree["cibinong"], Role.ADMIN)
    client, address = as_(ayu), f"{HOME}{idea.pk}/ubah/"
    seen = value_of("seen", client.get(address).content.decode())
    actions.edit(fitri, idea, seen=idea.changed, title="Dari Fitri")
    page = client.post(address, {"seen": seen, "title": "Dari Ayu"}).content.decode()
    assert "Dari Fitri" in page
    assert 'value="Dari Ayu"' in page
    again = {"seen": value_of("seen", page), "title": "Dari Ayu"}
    assert client.post(address, again).status_code == 302
    idea.refresh_from_db()
    assert idea.title == "Dari Ayu"


def test_a_proposal_is_put_on_the_board_once(
    topic: Topic, ayu: User, tree: dict[str, Unit]
) -> None:
    client = as_(ayu)
    assert "Pasar murah" in client.get(f"{HOME}usulan/").content.decode()
    sent = {"unit": tree["cibinong"].pk, "kind": "feed", "mark": f"topic:{topic.pk}"}
    client.post(f"{HOME}usulan/", sent)
    idea = Idea.objects.get()
    assert (idea.kind, idea.title, idea.origin) == (
        "feed", "Pasar murah Sabtu", "https://kabar.example/1",
    )  # fmt: skip
    page = client.post(f"{HOME}usulan/", sent, follow=True).content.decode()
    assert "sudah ada di papan" in page
    assert Idea.objects.count() == 1


def test_the_board_is_narrowed_down(idea: Idea, ayu: User) -> None:
    client = as_(ayu)
    assert "Jalan pintas" in client.get(f"{HOME}?kind=person").content.decode()
    for asked in ("kind=feed", "mine=on", "kind=nonsense&mine=on"):
        page = client.get(f"{HOME}?{asked}").content.decode()
        assert ("Jalan pintas" in page) == ("nonsense" in asked), asked
