"""A claim goes round: it is kept with its evidence, checked, spoken about and judged; in time."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from sinergi.audit.models import Entry
from sinergi.inbox import today
from sinergi.inbox.hoaxes import acting, proving, steps, texts
from sinergi.inbox.models import Conversation, Evidence, Hoax
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.staged import fresh
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.units import queries as units

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

CLAIM = "Bendungan Katulampa jebol malam ini"


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def claim(ayu: User) -> Hoax:
    unit = units.units_where(ayu, "conversation.reply").get()
    return acting.begin(ayu, unit, claim=CLAIM)


def prove(ayu: User, claim: Hoax) -> None:
    """Bring what a judgement needs: a screenshot and two steps of the check."""
    proving.add(ayu, claim, file=io.BytesIO(picture()))
    acting.done(ayu, claim, "source", note="Akun tanpa nama, hari ini")
    acting.done(ayu, claim, "office", note="Pos Katulampa: siaga 4, bendungan utuh")


def judged(budi: User, claim: Hoax, finding: str = "disinformation") -> Hoax:
    facts = "Bendungan utuh, air 40 cm. Hubungi 0812-3456-7890."
    return acting.judge(budi, claim, finding, facts=facts, sources="Pos Katulampa, pukul 19.00")


def test_the_clocks_run_at_any_hour(claim: Hoax) -> None:
    assert claim.statement_due_at == claim.known_at + timedelta(hours=3)
    assert claim.result_due_at == claim.known_at + timedelta(hours=24)


def test_a_claim_turns_no_line_and_is_shown_as_it_was_typed(ayu: User, claim: Hoax) -> None:
    made = acting.begin(ayu, claim.unit, claim="\u202e<b>=1+1</b>\n\x07 jebol")
    assert made.claim == "<b>=1+1</b> jebol"
    assert "&lt;b&gt;=1+1" in page(as_(ayu), reverse("inbox:hoax", args=[made.pk]))


def test_a_conversation_is_marked_and_its_words_are_kept(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", "Min, bendungan jebol ya? WA 0812-3456-7890", answers="p1")
    url = reverse("inbox:mark-hoax", args=[conversation.pk])
    as_(ayu).post(url, {"claim": CLAIM})
    made = Hoax.objects.get()
    evidence = made.evidence.get()
    assert "bendungan jebol" in evidence.words
    assert "3456" not in evidence.words
    assert evidence.url == "https://latihan.example/p/c1"
    assert evidence.sha256 == hashlib.sha256(evidence.words.encode()).hexdigest()
    assert fresh(conversation).matter == Conversation.Matter.HOAX
    assert made.known_at == conversation.counted_from
    as_(ayu).post(url, {"hoax": str(made.pk)})
    assert made.conversations.count() == 1
    shown = page(as_(ayu), reverse("inbox:conversation", args=[conversation.pk]))
    assert reverse("inbox:hoax", args=[made.pk]) in shown


def test_a_second_voice_joins_a_known_claim(heard: Hear, ayu: User, claim: Hoax) -> None:
    conversation = heard("c2", "Bendungan jebol?", answers="p1")
    url = reverse("inbox:mark-hoax", args=[conversation.pk])
    as_(ayu).post(url, {"hoax": str(claim.pk)})
    assert list(claim.conversations.all()) == [conversation]
    assert Hoax.objects.count() == 1


def test_a_screenshot_is_kept_as_it_came(claim: Hoax, ayu: User) -> None:
    content = picture()
    url = reverse("inbox:hoax-evidence", args=[claim.pk])
    file = SimpleUploadedFile("layar.png", content, "image/png")
    as_(ayu).post(url, {"file": file, "note": "Grup WhatsApp RT 2"})
    kept = claim.evidence.get()
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert (kept.by, kept.mime, kept.size) == (ayu, "image/png", len(content))
    answer = as_(ayu).get(reverse("inbox:screenshot", args=[claim.pk, kept.pk]))
    assert answer.content == content
    assert Entry.objects.filter(verb="hoax.evidence_read", actor_id=ayu.pk).count() == 1
    assert kept.sha256 in page(as_(ayu), reverse("inbox:hoax", args=[claim.pk]))


def test_a_changed_file_is_not_handed_out(claim: Hoax, ayu: User) -> None:
    kept = proving.add(ayu, claim, file=io.BytesIO(picture()))
    default_storage.delete(kept.file)
    with pytest.raises(No, match="gone from the storage"):
        proving.read(kept)
    with default_storage.open(kept.file, "wb") as file:
        file.write(b"something else")
    with pytest.raises(No, match="fingerprint differs"):
        proving.read(kept)
    address = reverse("inbox:screenshot", args=[claim.pk, kept.pk])
    assert as_(ayu).get(address).status_code == 302
    default_storage.delete(kept.file)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "a link or a screenshot"),
        ({"url": "javascript:alert(1)"}, "https"),
        ({"file": io.BytesIO(b"no image")}, "no image"),
        ({"file": io.BytesIO(b"x" * (proving.MOST_BYTES + 1))}, "larger"),
    ],
)
def test_what_shows_nothing_is_no_evidence(
    claim: Hoax, ayu: User, given: dict[str, object], why: str
) -> None:
    with pytest.raises(No, match=why):
        proving.add(ayu, claim, **given)  # type: ignore[arg-type]  # as it is tried
    assert not Evidence.objects.exists()


def test_nothing_is_seen_in_the_future(claim: Hoax, ayu: User) -> None:
    later = timezone.now() + timedelta(hours=1)
    with pytest.raises(No, match="future"):
        proving.add(ayu, claim, url="https://contoh.example/1", seen_at=later)


def test_two_taps_write_one_claim(claim: Hoax, ayu: User) -> None:
    sent = {"office": claim.unit_id, "claim": "Bendungan jebol"}
    there = [as_(ayu).post(reverse("inbox:begin-hoax"), sent)["Location"] for _ in range(2)]
    assert there[0] == there[1]
    Hoax.objects.filter(claim="Bendungan jebol").update(
        begun_at=timezone.now() - timedelta(hours=1)
    )
    assert as_(ayu).post(reverse("inbox:begin-hoax"), sent)["Location"] != there[0]


def test_a_year_that_is_a_slip_is_told(claim: Hoax, ayu: User) -> None:
    browser, long_ago = as_(ayu), "0001-01-01T00:00"
    begin = {"office": claim.unit_id, "claim": "Bendungan jebol", "known_at": long_ago}
    assert "2000" in browser.post(reverse("inbox:begin-hoax"), begin).content.decode()
    seen = {"url": "https://contoh.example/1", "seen_at": long_ago}
    url = reverse("inbox:hoax-evidence", args=[claim.pk])
    assert "2000" in browser.post(url, seen).content.decode()
    assert (Hoax.objects.count(), Evidence.objects.count()) == (1, 0)


def test_nothing_is_called_a_hoax_without_evidence(claim: Hoax, ayu: User, budi: User) -> None:
    proving.add(ayu, claim, url="https://contoh.example/1")
    url = reverse("inbox:hoax-judge", args=[claim.pk])
    typed = {"finding": "disinformation", "facts": "Bendungan utuh", "sources": "Pos"}
    answer = as_(budi).post(url, typed).content.decode()
    assert 'id="errors"' in answer
    assert "Bendungan utuh" in answer
    assert Hoax.objects.get().state == "open"
    proving.add(ayu, claim, file=io.BytesIO(picture()))
    with pytest.raises(No, match="steps of the check"):
        judged(budi, claim)
    prove(ayu, claim)
    as_(budi).post(url, typed)
    assert Hoax.objects.get().finding == "disinformation"


@pytest.mark.parametrize("missing", ["facts", "sources"])
def test_a_judgement_says_what_is_true_and_why(missing: str) -> None:
    said = {"facts": "Utuh", "sources": "Pos"} | {missing: " "}
    with pytest.raises(No):
        steps.check("true", screenshots=0, steps=2, **said)


def test_true_news_needs_no_screenshot(claim: Hoax, ayu: User, budi: User) -> None:
    acting.done(ayu, claim, "source", note="Rilis BPBD")
    acting.done(ayu, claim, "document", note="Rilis 12/2026")
    assert judged(budi, claim, "true").state == "clarified"


def test_the_public_reads_the_facts_and_no_personal_data(
    claim: Hoax, ayu: User, budi: User
) -> None:
    prove(ayu, claim)
    assert texts.clarification(claim) == ""
    told = texts.clarification(judged(budi, claim))
    assert told.startswith("[HOAKS]")
    assert "Pos Katulampa" in told
    assert "3456" not in told
    shown = page(as_(ayu), reverse("inbox:hoax", args=[claim.pk]))
    assert reverse("content:write") in shown
    assert "[HOAKS]" in page(as_(ayu), texts.writing(told))


def test_the_first_statement_stops_its_clock(claim: Hoax, ayu: User) -> None:
    assert [t.detail for t in today.today_for(ayu)] == ["Pernyataan pertama"]
    Hoax.objects.update(statement_due_at=timezone.now() - timedelta(minutes=1))
    assert [t.urgency for t in today.today_for(ayu)] == ["late"]
    page_of = page(as_(ayu), reverse("inbox:hoax", args=[claim.pk]))
    assert "sedang kami periksa" in page_of
    as_(ayu).post(reverse("inbox:hoax-state", args=[claim.pk]), {"text": "Sedang kami periksa."})
    assert Hoax.objects.get().stated_by == ayu
    assert [t.detail for t in today.today_for(ayu)] == ["Hasil pemeriksaan"]


def test_what_is_judged_is_published_and_linked(claim: Hoax, ayu: User, budi: User) -> None:
    with pytest.raises(No, match="what the claim is"):
        acting.publish(ayu, claim, url="https://latihan.example/p/9")
    prove(ayu, claim)
    judged(budi, claim)
    url = reverse("inbox:hoax-settle", args=[claim.pk])
    as_(ayu).post(url, {"do": "publish", "url": "bukan alamat"})
    assert Hoax.objects.get().published_url == ""
    as_(ayu).post(url, {"do": "publish", "url": "https://latihan.example/p/9"})
    assert Hoax.objects.get().published_url == "https://latihan.example/p/9"
    assert not today.today_for(ayu)


def test_a_judgement_is_taken_back_with_what_is_new(claim: Hoax, ayu: User, budi: User) -> None:
    prove(ayu, claim)
    judged(budi, claim)
    with pytest.raises(No, match="judged already"):
        acting.done(ayu, claim, "source", note="Lagi")
    url = reverse("inbox:hoax-settle", args=[claim.pk])
    as_(budi).post(url, {"do": "reopen", "reason": ""})
    assert Hoax.objects.get().state == "clarified"
    as_(budi).post(url, {"do": "reopen", "reason": "Ada foto baru"})
    assert Hoax.objects.get().state == "open"
    as_(budi).post(
        reverse("inbox:hoax-judge", args=[claim.pk]), {"finding": "", "facts": "Tanpa saksi"}
    )
    assert Hoax.objects.get().state == "unclear"


def test_a_step_needs_its_result(claim: Hoax, ayu: User) -> None:
    url = reverse("inbox:hoax-check", args=[claim.pk])
    for asked in ({"step": "source"}, {"step": "lain", "note": "x"}):
        as_(ayu).post(url, asked)
    assert not claim.checks.exists()
    as_(ayu).post(url, {"step": "source", "note": "Akun tanpa nama"})
    assert claim.checks.get().by == ayu


def test_ayu_writes_a_claim_down(ayu: User, citra: User) -> None:
    url = reverse("inbox:begin-hoax")
    mine, others = (units.units_where(u, "conversation.reply").get() for u in (ayu, citra))
    as_(ayu).post(url, {"office": others.pk, "claim": CLAIM})
    assert not Hoax.objects.exists()
    as_(ayu).post(url, {"office": mine.pk, "claim": CLAIM})
    assert CLAIM in page(as_(ayu), reverse("inbox:hoaxes"))


def test_citra_sees_no_claim_of_ayu(heard: Hear, claim: Hoax, ayu: User, citra: User) -> None:
    kept = proving.add(ayu, claim, file=io.BytesIO(picture()))
    client = as_(citra)
    assert CLAIM not in page(client, reverse("inbox:hoaxes"))
    for name, args in (("hoax", [claim.pk]), ("screenshot", [claim.pk, kept.pk])):
        assert client.get(reverse(f"inbox:{name}", args=args)).status_code == 404
    for name in ("hoax-evidence", "hoax-check", "hoax-state", "hoax-judge", "hoax-settle"):
        url = reverse(f"inbox:{name}", args=[claim.pk])
        assert client.post(url, {"do": "publish"}).status_code == 404
    conversation = heard("c1", answers="p1")
    assert client.post(reverse("inbox:mark-hoax", args=[conversation.pk])).status_code == 404
    assert not today.today_for(citra)


def test_who_gathers_does_not_judge(claim: Hoax, ayu: User, budi: User) -> None:
    judge = reverse("inbox:hoax-judge", args=[claim.pk])
    assert as_(ayu).post(judge, {"finding": "true"}).status_code == 403
    state = reverse("inbox:hoax-state", args=[claim.pk])
    assert as_(budi).post(state, {"text": "x"}).status_code == 403
