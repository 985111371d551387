"""A conversation is taken from state to state on its own page, and tells how it came there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.inbox import actions, history
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.inbox.transfers import moving
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def of(talk: Conversation, name: str = "state") -> str:
    return reverse(f"inbox:{name}", args=[talk.pk])


def asked(to: str, reason: str = "") -> dict[str, str]:
    return {"state-to": to, "state-reason": reason}


def test_ayu_postpones_what_lacks_details_and_says_which(heard: Hear, ayu: User) -> None:
    talk, client = heard("c1", "Jalan rusak, tolong."), as_(ayu)
    shown = page(client, of(talk, "conversation"))
    assert '<option value="postponed">' in shown.partition('data-key="state"')[2][:200]
    answer = client.post(of(talk), asked("postponed", "Nama   jalannya"))
    assert answer["Location"] == of(talk, "conversation")
    talk.refresh_from_db()
    assert (talk.state, talk.due_at) == ("postponed", None)
    assert "Sekarang: Ditunda (data kurang)." in page(client, of(talk, "conversation"))
    told = page(client, of(talk, "history"))
    assert "Nama jalannya" in told
    assert "Ayu" in told


@pytest.mark.parametrize(
    ("to", "reason", "kept"),
    [
        ("postponed", " ", "Tulis alasannya"),
        ("archived", "", "Tulis alasannya"),
        ("done", "Sudah", "bukan salah satu"),
        ("outside", "Kota", "bukan salah satu"),
        ("reopened", "", "bukan salah satu"),
        ("", "", "tidak boleh kosong"),
        ("forgotten", "", "bukan salah satu"),
        ("coordinating", "x" * 501, "500"),
    ],
)
def test_what_is_no_way_is_said_and_what_was_typed_stays(
    heard: Hear, ayu: User, to: str, reason: str, kept: str
) -> None:
    talk = heard("c1")
    answer = as_(ayu).post(of(talk), asked(to, reason)).content.decode()
    assert 'id="errors"' in answer
    assert "<title>Kesalahan:" in answer
    assert kept in answer
    assert reason.strip() in answer
    assert Conversation.objects.get().state == "new"


def test_a_way_that_a_colleague_closed_meanwhile_is_not_gone(heard: Hear, ayu: User) -> None:
    talk = heard("c1")
    actions.finish(ayu, talk)
    answer = as_(ayu).post(of(talk), asked("postponed", "Nama jalannya"))
    assert answer.status_code == 200
    assert Conversation.objects.get().state == "done"


def test_who_may_not_assign_reads_how_it_stands_and_went(
    heard: Hear, ayu: User, budi: User
) -> None:
    talk = heard("c1")
    actions.move(ayu, talk, "coordinating", reason="Dinas PU <b>")
    assert 'data-key="state"' not in page(as_(budi), of(talk, "conversation"))
    assert as_(budi).post(of(talk), asked("working")).status_code == 403
    assert "Dinas PU &lt;b&gt;" in page(as_(budi), of(talk, "history"))


def test_citra_sees_no_history_and_changes_nothing(heard: Hear, citra: User) -> None:
    talk = heard("c1")
    assert as_(citra).get(of(talk, "history")).status_code == 404
    assert as_(citra).post(of(talk), asked("archived", "Iklan")).status_code == 404
    assert Conversation.objects.get().state == "new"


def test_the_history_names_offices_and_goes_back_page_by_page(
    heard: Hear, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    talk = heard("c1")
    moving.hand_over(ayu, talk, tree["ciomas"], reason="Jalan di Ciomas")
    moving.refuse(citra, talk, reason="Di Cibinong")
    for to in ("coordinating", "working") * 30:
        actions.move(ayu, talk, to, reason="Bolak-balik")
    shown = page(as_(ayu), of(talk, "history"))
    assert shown.count("<li data-row>") == history.MOST
    older = shown.partition("?before=")[2].partition('"')[0]
    rest = page(as_(ayu), f"{of(talk, 'history')}?before={older}")
    assert "</b> · Ciomas" in rest
    assert rest.count("<li data-row>") == 62 - history.MOST
    for wrong in ("x", "-1", "9" * 40, "%00x"):
        answer = as_(ayu).get(f"{of(talk, 'history')}?before={wrong}")
        assert answer["Location"] == of(talk, "history")


def test_what_the_desk_did_by_itself_is_told_in_the_readers_language(
    heard: Hear, ayu: User
) -> None:
    talk = heard("c1")
    actions.finish(ayu, talk)
    heard("c2", "Belum, Min", answers="c1")
    told = page(as_(ayu), of(talk, "history"))
    assert "Meja respons sendiri" in told
    assert "The public wrote again" not in told
