"""Findings beside a text: shown, taken, switched off; and that Citra sees none of Ayu's."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, checks
from sinergi.publishing.models import Approval, BlockedWords, Post
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_screens import as_, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

HARD = "Pelayanan ini tidak dipungut biaya."


def key_of(page: str, rule: str) -> str:
    """Return the value of the button that takes a proposal of a rule."""
    found = re.search(rf'name="apply" value="([\w-]+:{rule}:\d+:\d+)"', page)
    assert found, f"nothing of {rule} can be taken"
    return found[1]


def text_in(page: str, name: str = "text") -> str:
    found = re.search(rf'<textarea name="{name}"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def test_ayu_sees_what_could_be_better_and_takes_it_without_javascript(
    ayu: User, ayu_account: Account
) -> None:
    client = as_(ayu)
    page = client.post("/kerja/tulis/", typed(ayu_account, text=HARD, do="preview"))
    key = key_of(page.content.decode(), "plain-wording")
    sent = typed(ayu_account, text=HARD, apply=key)
    sent.pop("do")
    page = client.post("/kerja/tulis/", sent)
    assert text_in(page.content.decode()) == "Pelayanan ini gratis."
    assert Post.objects.count() == 0  # nothing was saved


def test_a_proposal_is_taken_in_place(ayu: User, ayu_account: Account) -> None:
    client = as_(ayu)
    sent = typed(ayu_account, text=HARD)
    swap = {"hx-request": "true", "hx-target": "checks"}
    page = client.post("/kerja/tulis/periksa/", sent, headers=swap).content.decode()
    assert "<html" not in page
    assert "textarea" not in page
    sent["apply"] = key_of(page, "plain-wording")
    page = client.post("/kerja/tulis/periksa/", sent, headers=swap).content.decode()
    assert text_in(page) == "Pelayanan ini gratis."
    assert 'hx-swap-oob="true"' in page


def test_a_proposal_for_words_that_changed_meanwhile_changes_nothing(
    ayu: User, ayu_account: Account
) -> None:
    sent = typed(ayu_account, text="Sudah lain.", apply="text:plain-wording:14:35")
    page = as_(ayu).post("/kerja/tulis/periksa/", sent).content.decode()
    assert text_in(page) == "Sudah lain."


@pytest.mark.parametrize("key", ["", "x", "alt-9:alt-text:0:1", "own-99:x:1:2", "version:x:0:0"])
def test_a_strange_key_does_no_harm(ayu: User, ayu_account: Account, key: str) -> None:
    sent = typed(ayu_account, text=HARD, apply=key)
    assert as_(ayu).post("/kerja/tulis/periksa/", sent).status_code == 200


def test_an_own_text_is_checked_too(ayu: User, ayu_account: Account) -> None:
    own = {f"own-{ayu_account.pk}": "WA saya 0812-3456-7002"}
    page = as_(ayu).post("/kerja/tulis/periksa/", typed(ayu_account, **own)).content.decode()
    assert key_of(page, "personal-phone").startswith(f"own-{ayu_account.pk}:")


def test_citra_finds_nothing_of_ayus_post(citra: User, draft: Post) -> None:
    client = as_(citra)
    assert client.post(f"/kerja/tulis/{draft.pk}/periksa/", {"text": HARD}).status_code == 404


def test_nobody_signed_out_checks_anything() -> None:
    for url in ("/kerja/tulis/periksa/", "/kerja/aturan-teks/"):
        assert Client().post(url).status_code == 302


def test_a_saved_post_is_opened_with_what_was_found_in_it(ayu: User, write: Write) -> None:
    post = write(text="Hubungi saya di 0812-3456-7002")
    page = as_(ayu).get(f"/kerja/tulis/{post.pk}/").content.decode()
    assert key_of(page, "personal-phone")


def test_words_of_an_election_are_looked_for_on_the_day_the_post_goes_out(
    ayu: User, budi: User, write: Write
) -> None:
    post, now = write(text="Bogor Jaya untuk semua"), timezone.now()
    first = timezone.localdate(now) + timedelta(days=5)
    BlockedWords.objects.create(
        unit=post.unit, words="Bogor Jaya", phase="kampanye", since=first, by=ayu
    )
    page = as_(ayu).get(f"/kerja/tulis/{post.pk}/").content.decode()
    assert "Bogor Jaya" in page
    assert "kampanye" not in page
    asked = actions.ask_approval(ayu, post, wish=now + timedelta(days=6))
    actions.send_back(budi, asked, reason="Perjelas judulnya")
    assert "kampanye" in as_(ayu).get(f"/kerja/tulis/{post.pk}/").content.decode()


def test_a_day_that_has_passed_is_today(asked: Approval) -> None:
    now = timezone.now()
    Approval.objects.update(wish=now - timedelta(days=2))
    assert checks.day_of(asked.post, now) == timezone.localdate(now)
    assert checks.day_of(None, now) == timezone.localdate(now)


@pytest.mark.parametrize("field", ["text", "own-{pk}", "comment-{pk}", "translation-su"])
def test_far_more_than_fits_is_looked_at_kept_and_said(
    field: str, ayu: User, ayu_account: Account
) -> None:
    name, many = field.format(pk=ayu_account.pk), "a b " * 6_000
    sent = typed(ayu_account, text="Halo") | {name: many}
    assert as_(ayu).post(reverse("content:checks"), sent).status_code == 200
    for do in ("preview", "save"):
        page = as_(ayu).post(reverse("content:write"), sent | {"do": do})
        assert page.status_code == 200
        assert text_in(page.content.decode(), name) == many
        assert 'id="errors"' in page.content.decode()
    assert not Post.objects.exists()
