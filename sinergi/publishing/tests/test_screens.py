"""The screens: who sees them, what they keep, and that Citra sees none of it."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from sinergi.conftest import person
from sinergi.networks import actions as networks
from sinergi.networks.models import Account, Delivery
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions, pictures
from sinergi.publishing.models import Approval, Post, PostMedia
from sinergi.publishing.tests.conftest import Write
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def value_of(name: str, page: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, f"{name} is not on the page"
    return found[1]


def kind_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file
    return str(answer["Content-Type"])


def image(name: str = "peta.png") -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "PNG")
    out.seek(0)
    out.name = name
    return out


def typed(account: Account, **more: object) -> dict[str, object]:
    return {
        "unit": account.unit_id,
        "title": "Layanan",
        "text": "Layanan Sabtu tetap buka",
        "accounts": [account.pk],
        "do": "save",
        **more,
    }


@pytest.fixture
def everything(approved: Approval, ayu_account: Account) -> dict[str, str]:
    """Every address about one scheduled post of Ayu's."""
    post = approved.post
    shown = PostMedia.objects.create(
        post=post, order=0, file="x.png", name="x", mime="image/png", size=1, sha256="0"
    )
    reply = networks.queue(
        ayu_account, unit=post.unit, kind="reply", text="Halo", due=timezone.now()
    )
    pages = {
        "post": post.pk,
        "edit": post.pk,
        "approval": approved.pk,
        "delivery": Delivery.objects.get(kind="post").pk,
        "media": shown.pk,
    }
    found = {name: reverse(f"content:{name}", args=[pk]) for name, pk in pages.items()}
    return found | {"reply": reverse("content:delivery", args=[reply.pk])}


def test_citra_gets_404_on_every_screen(citra: User, everything: dict[str, str]) -> None:
    client = as_(citra)
    assert {name: client.get(url).status_code for name, url in everything.items()} == dict.fromkeys(
        everything, 404
    )


def test_citra_gets_404_from_every_form(
    citra: User, approved: Approval, everything: dict[str, str], ayu_account: Account
) -> None:
    client, before = as_(citra), list(Post.objects.values())
    names = ("ask", "withdraw", "cancel", "move")
    urls = [reverse(f"content:{n}", args=[approved.post_id]) for n in names]
    urls += [everything[n] for n in ("edit", "approval", "delivery", "reply")]
    data = {**typed(ayu_account), "version": "1", "due": "2027-01-01T08:00", "reason": "x"}
    for do in ("approve", "send_back", "retry", "there", "save"):
        for url in urls:
            assert client.post(url, {**data, "do": do}).status_code == 404, (url, do)
    assert list(Post.objects.values()) == before
    assert set(Delivery.objects.values_list("state", flat=True)) == {"waiting"}


def test_citra_cannot_write_for_another_office(citra: User, ayu_account: Account) -> None:
    answer = as_(citra).post(reverse("content:write"), typed(ayu_account))
    assert answer.status_code == 200
    assert not Post.objects.exists()


def test_citra_sees_nothing_in_any_list(
    citra: User, everything: dict[str, str], approved: Approval
) -> None:
    client = as_(citra)
    for name in ("posts", "calendar"):
        page = client.get(reverse(f"content:{name}"))
        assert page.status_code == 200
        assert approved.post.text not in page.content.decode()
    assert client.get(reverse("content:approvals")).status_code == 403


def test_a_leader_looks_and_changes_nothing(approved: Approval, tree: dict[str, Unit]) -> None:
    client = as_(person("eka", "Eka", tree["regency"], Role.LEADER))
    assert client.get(reverse("content:post", args=[approved.post_id])).status_code == 200
    assert client.get(reverse("content:edit", args=[approved.post_id])).status_code == 403
    assert client.get(reverse("content:write")).status_code == 403
    for name in ("ask", "withdraw", "cancel", "move"):
        url = reverse(f"content:{name}", args=[approved.post_id])
        assert client.post(url, {"due": "2027-01-01T08:00"}).status_code == 403
    delivery = reverse("content:delivery", args=[Delivery.objects.get().pk])
    assert client.post(delivery, {"do": "retry"}).status_code == 403


def test_whoever_approved_can_stop_it_again(budi: User, approved: Approval) -> None:
    client = as_(budi)
    url = reverse("content:withdraw", args=[approved.post_id])
    assert url in client.get(reverse("content:post", args=[approved.post_id])).content.decode()
    assert client.post(url).status_code == 302
    assert Delivery.objects.get().state == "cancelled"
    assert Notice.objects.filter(user__username="ayu", kind="post.stopped").exists()
    assert client.post(reverse("content:cancel", args=[approved.post_id])).status_code == 403


@pytest.mark.parametrize("name", ["posts", "calendar", "approvals", "write"])
def test_signed_out_one_is_asked_to_sign_in(db: None, name: str) -> None:
    assert Client().get(reverse(f"content:{name}")).status_code == 302


def test_ayu_writes_previews_asks_and_budi_approves(
    ayu: User, budi: User, ayu_account: Account
) -> None:
    client, write = as_(ayu), reverse("content:write")
    assert client.get(write).status_code == 200
    seen = client.post(write, typed(ayu_account, do="preview")).content.decode()
    assert 'id="preview"' in seen
    assert "<output>24/280</output>" in seen
    assert not Post.objects.exists()
    assert client.post(write, typed(ayu_account)).status_code == 302
    post = Post.objects.get()
    client.post(reverse("content:ask", args=[post.pk]), {"note": "Mohon"})
    approval = post.approvals.get()
    boss = as_(budi)
    assert post.title in boss.get(reverse("content:approvals")).content.decode()
    decide = reverse("content:approval", args=[approval.pk])
    assert boss.get(decide).status_code == 200
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert boss.post(decide, {"do": "approve", "due": f"{tomorrow}T08:00"}).status_code == 302
    approval.refresh_from_db()
    assert approval.due is not None
    assert timezone.localtime(approval.due).strftime("%H:%M") == "08:00"  # the office's zone


def test_ayu_sees_but_may_not_decide(ayu: User, asked: Approval) -> None:
    url = reverse("content:approval", args=[asked.pk])
    page = as_(ayu).get(url)
    assert page.status_code == 200
    assert 'value="approve"' not in page.content.decode()
    assert as_(ayu).post(url, {"do": "approve"}).status_code == 403
    assert not Delivery.objects.exists()


def test_nothing_is_decided_by_a_form_that_does_not_say_what(budi: User, asked: Approval) -> None:
    url = reverse("content:approval", args=[asked.pk])
    for do in ({"due": ""}, {"do": "aprove"}):
        assert as_(budi).post(url, do).status_code == 404
    assert not Delivery.objects.exists()


def test_who_decides_sees_what_the_network_charges(
    budi: User, asked: Approval, ayu_account: Account
) -> None:
    url = reverse("content:approval", args=[asked.pk])
    assert "biaya US$" not in as_(budi).get(url).content.decode()
    Account.objects.filter(pk=ayu_account.pk).update(network="x")
    assert "biaya US$ 0.015" in as_(budi).get(url).content.decode()


def test_asking_a_second_time_from_another_tab_is_answered(ayu: User, asked: Approval) -> None:
    page = as_(ayu).post(reverse("content:ask", args=[asked.post_id]), {}).content.decode()
    assert 'id="errors"' in page


def test_an_empty_form_makes_no_post(ayu: User, tree: dict[str, Unit]) -> None:
    empty = {"unit": tree["cibinong"].pk, "do": "save", "text": "  "}
    page = as_(ayu).post(reverse("content:write"), empty).content.decode()
    assert "Belum ada yang dapat disimpan: tulis sesuatu." in page
    assert not Post.objects.exists()


def test_a_note_of_one_long_word_does_not_widen_the_page(ayu: User, asked: Approval) -> None:
    Approval.objects.update(note="W" * 200)
    page = as_(ayu).get(reverse("content:post", args=[asked.post_id])).content.decode()
    assert f'<p class="said" dir="auto">{"W" * 200}</p>' in page


def test_sending_back_without_a_reason_keeps_the_page(budi: User, asked: Approval) -> None:
    url = reverse("content:approval", args=[asked.pk])
    page = as_(budi).post(url, {"do": "send_back", "due": "2027-01-01T08:00"})
    assert page.status_code == 200
    assert "2027-01-01T08:00" in page.content.decode()
    assert as_(budi).post(url, {"do": "send_back", "reason": "Tambah jam"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("sent_back", "Tambah jam")


def test_a_time_that_has_passed_is_refused_in_words_and_kept_on_the_page(
    budi: User, asked: Approval
) -> None:
    url = reverse("content:approval", args=[asked.pk])
    page = as_(budi).post(url, {"do": "approve", "due": "2020-01-01T08:00"}).content.decode()
    assert 'id="errors"' in page
    assert 'value="2020-01-01T08:00"' in page
    assert not Delivery.objects.exists()


def test_a_wish_that_has_passed_is_not_proposed(budi: User, asked: Approval) -> None:
    url = reverse("content:approval", args=[asked.pk])
    for hours, proposed in ((1, True), (-1, False)):
        Approval.objects.update(wish=timezone.now() + timedelta(hours=hours))
        shown = as_(budi).get(url).content.decode()
        assert ('name="due" value="' in shown) is proposed


def test_a_request_shows_what_was_asked_for_not_what_was_written_since(
    ayu: User, budi: User, asked: Approval, ayu_account: Account
) -> None:
    actions.edit(ayu, asked.post, version=1, text="Versi baru", accounts=[ayu_account])
    page = as_(budi).get(reverse("content:approval", args=[asked.pk])).content.decode()
    assert 'dir="auto">Layanan Sabtu tetap buka' in page
    assert 'value="approve"' not in page


def test_images_are_carried_through_a_preview_and_shown_to_colleagues_only(
    ayu: User, citra: User, ayu_account: Account
) -> None:
    client, write = as_(ayu), reverse("content:write")
    page = client.post(write, typed(ayu_account, do="preview", images=[image()]))
    token = value_of("picture", page.content.decode())
    thumb = reverse("content:picture", args=[token])
    assert kind_of(client, thumb) == "image/png"
    assert as_(citra).get(thumb).status_code == 404
    data = typed(ayu_account, picture=[token], **{"alt-0": "Peta kecamatan"})
    assert client.post(write, data).status_code == 302
    kept = PostMedia.objects.get()
    assert (kept.alt, kept.name) == ("Peta kecamatan", "peta.png")
    shown = reverse("content:media", args=[kept.pk])
    assert kind_of(client, shown) == "image/png"
    assert as_(citra).get(shown).status_code == 404


def test_a_file_that_is_no_image_is_refused_and_the_text_kept(
    ayu: User, ayu_account: Account
) -> None:
    bad = io.BytesIO(b"bukan gambar")
    bad.name = "surat.pdf"
    page = as_(ayu).post(reverse("content:write"), typed(ayu_account, images=[bad]))
    assert page.status_code == 200
    assert "Layanan Sabtu tetap buka" in page.content.decode()
    assert "surat.pdf" in page.content.decode()
    assert not Post.objects.exists()


def test_saving_over_a_newer_version_keeps_what_was_typed(
    ayu: User, draft: Post, ayu_account: Account
) -> None:
    actions.edit(ayu, draft, version=1, text="Versi rekan", accounts=[ayu_account])
    url, client = reverse("content:edit", args=[draft.pk]), as_(ayu)
    page = client.post(url, typed(ayu_account, version="1", text="Versi saya"))
    shown = page.content.decode()
    assert "Versi saya" in shown
    assert "Versi rekan" in shown
    again = typed(ayu_account, version=value_of("version", shown), text="Versi saya")
    assert client.post(url, again).status_code == 302
    draft.refresh_from_db()
    assert (draft.text, draft.version) == ("Versi saya", 3)


def test_a_scheduled_post_is_on_the_calendar_and_can_be_moved(
    budi: User, approved: Approval
) -> None:
    client = as_(budi)
    assert approved.due is not None
    day = {"day": timezone.localtime(approved.due).date().isoformat()}
    assert str(approved.post) in client.get(reverse("content:calendar"), day).content.decode()
    move = reverse("content:move", args=[approved.post_id])
    due = timezone.localtime() + timedelta(days=2)
    data = {"due": due.strftime("%Y-%m-%dT%H:%M"), "next": "calendar"}
    assert client.post(move, data)["Location"] == reverse("content:calendar")
    approved.refresh_from_db()
    assert timezone.localtime(approved.due).date() == due.date()
    assert client.post(move, {"due": "besok"}).status_code == 302


def test_an_unsure_delivery_is_settled_on_its_page(ayu: User, due_now: Approval) -> None:
    Delivery.objects.update(state="unsure", committed_at=timezone.now(), attempts=2)
    url = reverse("content:delivery", args=[Delivery.objects.get().pk])
    client = as_(ayu)
    assert client.get(url).status_code == 200
    assert client.post(url, {"do": "there", "url": "bukan tautan"}).status_code == 200
    link = "https://latihan.example/7"
    assert client.post(url, {"do": "there", "url": link}).status_code == 302
    assert (Delivery.objects.get().state, Delivery.objects.get().url) == ("sent", link)
    assert client.post(url, {"do": "absent"}).status_code == 200  # settled meanwhile: said so


def test_an_unsure_reply_is_settled_too(
    ayu: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    reply = networks.queue(
        ayu_account, unit=tree["cibinong"], kind="reply", text="Halo", due=timezone.now()
    )
    Delivery.objects.update(state="unsure", committed_at=timezone.now(), attempts=2)
    url = reverse("content:delivery", args=[reply.pk])
    assert as_(ayu).get(url).status_code == 200
    assert as_(ayu).post(url, {"do": "there"}).status_code == 302
    reply.refresh_from_db()
    assert reply.state == "sent"


@pytest.mark.parametrize("state", Post.State.values)
def test_a_post_has_a_page_in_every_state(ayu: User, approved: Approval, state: str) -> None:
    Post.objects.update(state=state)
    client = as_(ayu)
    page = client.get(reverse("content:post", args=[approved.post_id]))
    assert page.status_code == 200
    assert client.get(reverse("content:posts")).status_code == 200


@pytest.mark.parametrize("state", Delivery.State.values)
def test_a_delivery_has_a_page_in_every_state(ayu: User, approved: Approval, state: str) -> None:
    Delivery.objects.update(state=state, sent_at=timezone.now())
    pk = Delivery.objects.get().pk
    assert as_(ayu).get(reverse("content:delivery", args=[pk])).status_code == 200


@pytest.mark.parametrize("query", ["?tab=x", "?cursor=x", "?tab=draft&cursor=%00", "?tab=problem"])
def test_odd_addresses_of_the_list_are_no_fault_of_ours(ayu: User, query: str) -> None:
    assert as_(ayu).get(reverse("content:posts") + query).status_code in {200, 302, 404}


@pytest.mark.parametrize("day", ["2026-11-24", "kemarin", "9999-12-31", "0001-01-01"])
def test_the_calendar_takes_any_day_or_says_404(ayu: User, day: str) -> None:
    answer = as_(ayu).get(reverse("content:calendar"), {"day": day})
    assert answer.status_code == (200 if day.startswith("2026") else 404)


def test_every_page_speaks_english_too(ayu: User, approved: Approval) -> None:
    User.objects.filter(pk=ayu.pk).update(language="en")
    page = as_(User.objects.get(pk=ayu.pk)).get(reverse("content:posts"))
    assert "Write a post" in page.content.decode()


def test_problems_are_told_before_one_can_ask(ayu: User, write: Write) -> None:
    post = write("", accounts=[])
    page = as_(ayu).get(reverse("content:post", args=[post.pk])).content.decode()
    assert reverse("content:ask", args=[post.pk]) not in page


def test_a_stored_note_of_an_image_is_refused_when_altered(ayu: User) -> None:
    kept = pictures.Picture("a.png", "a.png", "image/png", 1, "0")
    token = pictures.token(kept, ayu.pk)
    assert as_(ayu).get(reverse("content:picture", args=[token + "x"])).status_code == 404
    assert as_(ayu).get(reverse("content:picture", args=[token])).status_code == 404  # no file
