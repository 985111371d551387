"""The screens of answers: who sees them, what they keep, and that Citra sees none of Ayu's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.knowledge import actions, queries
from sinergi.knowledge.models import Answer, Release, Use
from sinergi.knowledge.tests.conftest import Tell, as_, expire, held, says
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

URL = "/kerja/kotak-masuk/1/"


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def typed(**changed: object) -> dict[str, object]:
    return {
        "seen": 0,
        "questions": "KTP hilang bagaimana?\nGanti KTP",
        "text": "Bawa surat kehilangan.",
        "source": "Standar pelayanan",
        "valid_until": str(timezone.localdate() + timedelta(days=90)),
        "labels": "KTP, Adminduk",
        "reach": "office",
        "short_micro": "Bawa surat kehilangan ke kecamatan.",
        "variant_su": "Candak serat kaleungitan.",
        **changed,
    }


def test_ayu_writes_and_budi_verifies(ayu: User, budi: User, tree: dict[str, Unit]) -> None:
    client = as_(ayu)
    assert "Pertanyaan yang dijawab" in page(client, reverse("knowledge:write"))
    client.post(reverse("knowledge:write"), typed(unit=tree["cibinong"].pk))
    answer = Answer.objects.get()
    url = reverse("knowledge:answer", args=[answer.pk])
    assert "Candak serat" in page(client, url)
    assert "Versi 1 menunggu orang kedua" in page(client, url)
    shown = page(as_(budi), url)
    assert 'value="verify"' in shown
    as_(budi).post(reverse("knowledge:verify", args=[answer.pk]), {"seen": 1, "do": "verify"})
    answer.refresh_from_db()
    assert answer.state == "verified"
    assert [label.name for label in answer.labels.all()] == ["adminduk", "ktp"]
    assert "Terverifikasi" in page(client, reverse("knowledge:list"))


def test_a_refused_answer_keeps_what_was_typed(ayu: User, tree: dict[str, Unit]) -> None:
    wrong = typed(unit=tree["cibinong"].pk, short_micro="x" * 300, text="Jangan hilang.")
    answer = as_(ayu).post(reverse("knowledge:write"), wrong).content.decode()
    assert "Jangan hilang." in answer
    assert 'id="errors"' in answer
    assert "<details open>" in answer
    past = typed(unit=tree["cibinong"].pk, valid_until="2020-01-01", text="Jangan hilang.")
    assert "Jangan hilang." in as_(ayu).post(reverse("knowledge:write"), past).content.decode()
    assert not Answer.objects.exists()


def test_a_change_over_a_colleague_keeps_what_was_typed(ayu: User, tell: Tell) -> None:
    answer = tell()
    url = reverse("knowledge:edit", args=[answer.pk])
    assert 'name="seen" value="1"' in page(as_(ayu), url)
    actions.edit(ayu, answer, says(text="Versi dua."), seen=1)
    told = as_(ayu).post(url, typed(seen=1, text="Milik saya.")).content.decode()
    assert "Milik saya." in told
    assert "Rekan Anda mengubah" in told
    as_(ayu).post(url, typed(seen=2, text="Milik saya."))
    assert queries.newest(answer).text == "Milik saya."


def test_budi_sends_back_and_withdraws(budi: User, ayu: User, tell: Tell) -> None:
    answer = tell()
    actions.edit(ayu, answer, says(text="Baru."), seen=1)
    url = reverse("knowledge:verify", args=[answer.pk])
    as_(budi).post(url, {"seen": 2, "do": "send_back", "reason": "Sebutkan jamnya."})
    shown = page(as_(ayu), reverse("knowledge:answer", args=[answer.pk]))
    assert "Sebutkan jamnya." in shown
    as_(budi).post(reverse("knowledge:withdraw", args=[answer.pk]), {"withdraw-reason": "Usang."})
    answer.refresh_from_db()
    assert answer.state == "withdrawn"


def test_the_versions_tell_what_changed(ayu: User, tell: Tell) -> None:
    answer = tell()
    actions.edit(ayu, answer, says(text="Bawa surat <b>hilang</b> & KK."), seen=1)
    shown = page(as_(ayu), reverse("knowledge:history", args=[answer.pk]))
    assert "<ins>" in shown
    assert "<del>" in shown
    assert "&lt;b&gt;" in shown


@pytest.mark.parametrize("tab", queries.STATES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_list_can_be_drawn_in_both_languages(
    ayu: User, tell: Tell, tab: str, language: str
) -> None:
    tell(), expire(tell()), tell(verified=False)
    url = f"{reverse('knowledge:list')}?tab={tab}"
    answer = as_(ayu).get(url, headers={"accept-language": language})
    assert answer.status_code == 200


def test_the_list_is_narrowed_by_words_topic_and_office(
    ayu: User, tell: Tell, tree: dict[str, Unit]
) -> None:
    one = tell(questions=["Jadwal pasar murah"], labels=["pangan"])
    tell()

    def listed(**asked: object) -> list[Answer]:
        return list(queries.answer_page(ayu, queries.Asked(**asked)).rows)  # type: ignore[arg-type]  # handed on

    assert listed(words="pasar jadwal") == [one]
    assert listed(label="pangan") == [one]
    assert listed(words="pasar malam") == []
    assert listed(unit=tree["ciomas"].pk) == []
    assert len(listed()) == 2
    assert queries.labels_for(ayu) == ["adminduk", "pangan"]


def test_pages_of_the_list_meet(ayu: User, tell: Tell) -> None:
    for _ in range(5):
        tell()
    first = queries.answer_page(ayu, queries.Asked(), size=3)
    second = queries.answer_page(ayu, queries.Asked(), cursor=first.older, size=3)
    assert [len(first.rows), len(second.rows), second.older] == [3, 2, ""]
    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}


@pytest.mark.parametrize("query", ["tab=x", "cursor=x", "q=%00", "topic=%00&q=%25"])
def test_an_address_that_does_not_exist_is_no_fault(ayu: User, query: str) -> None:
    assert as_(ayu).get(f"{reverse('knowledge:list')}?{query}").status_code in {200, 302, 404}


def test_find_suggests_and_keeps_nothing(ayu: User, tell: Tell, tree: dict[str, Unit]) -> None:
    tell()
    given = {"unit": tree["cibinong"].pk, "text": "ktp sy ilang min", "do": "find"}
    shown = as_(ayu).post(reverse("knowledge:try"), given).content.decode()
    assert "Bawa surat kehilangan dari kepolisian" in shown
    assert "Karena: ilang, ktp" in shown
    assert 'value="draft"' not in shown  # off by default
    given["text"] = "harga emas"
    assert "Tidak ada jawaban" in as_(ayu).post(reverse("knowledge:try"), given).content.decode()
    assert not Use.objects.exists()


def test_a_reply_is_settled_on_the_page(ayu: User, budi: User, tell: Tell) -> None:
    answer = tell()
    use = actions.used(held(answer), "message:1", URL, ayu)
    actions.withdraw(budi, answer, reason="Salah.")
    url = reverse("knowledge:corrections")
    assert "jawabannya ditarik" in page(as_(ayu), url)
    settle = reverse("knowledge:settle", args=[use.pk])
    for wrong in ({}, {"state": "x"}, {"state": "left"}):
        as_(ayu).post(settle, wrong)
        assert queries.to_correct(ayu).count() == 1
    as_(ayu).post(settle, {"state": "left", "reason": "Sudah dijelaskan."})
    assert "Tidak ada yang perlu dikoreksi" in page(as_(ayu), url)


def test_a_release_is_decided_on_the_page(ayu: User, budi: User, tell: Tell) -> None:
    version = held(expire(tell()))
    asked = actions.ask_release(
        ayu, version, origin="message:1", url=URL, unit_id=version.answer.unit_id
    )
    assert "Izinkan satu kali" in page(as_(budi), reverse("knowledge:releases"))
    as_(budi).post(reverse("knowledge:decide", args=[asked.pk]), {"do": "grant"})
    assert Release.objects.get().state == "granted"


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("answer", "get"),
        ("edit", "get"),
        ("edit", "post"),
        ("history", "get"),
        ("verify", "post"),
        ("withdraw", "post"),
    ],
)
def test_citra_sees_nothing_of_it(citra: User, tell: Tell, name: str, method: str) -> None:
    for answer in (tell(), tell(verified=False, reach="everywhere")):
        url = reverse(f"knowledge:{name}", args=[answer.pk])
        told = getattr(as_(citra), method)(url, typed(seen=1, do="verify"))
        assert told.status_code == 404
        assert "KTP saya hilang" not in page(as_(citra), reverse("knowledge:list"))
    assert Answer.objects.filter(versions__number=2).count() == 0


def test_citra_finds_nothing_to_settle_or_decide_of_ayus(
    ayu: User, budi: User, citra: User, tell: Tell, tree: dict[str, Unit]
) -> None:
    answer = tell()
    use = actions.used(held(answer), "message:1", URL, ayu)
    actions.withdraw(budi, answer, reason="Salah.")
    version = held(expire(tell()))
    asked = actions.ask_release(
        ayu, version, origin="message:2", url=URL, unit_id=tree["cibinong"].pk
    )
    sent = {"state": "corrected", "do": "grant"}
    assert as_(citra).post(reverse("knowledge:settle", args=[use.pk]), sent).status_code == 404
    assert as_(citra).post(reverse("knowledge:decide", args=[asked.pk]), sent).status_code == 404
    assert "KTP saya hilang" not in page(as_(citra), reverse("knowledge:corrections"))
    assert as_(citra).get(reverse("knowledge:releases")).status_code == 403
    given = {"unit": tree["cibinong"].pk, "text": "ktp hilang"}
    assert "Bawa surat" not in as_(citra).post(reverse("knowledge:try"), given).content.decode()


def test_citra_uses_what_holds_everywhere_and_changes_none_of_it(citra: User, tell: Tell) -> None:
    answer = tell(reach="everywhere")
    shown = page(as_(citra), reverse("knowledge:answer", args=[answer.pk]))
    assert "Bawa surat kehilangan" in shown
    assert reverse("knowledge:edit", args=[answer.pk]) not in shown
    for name in ("edit", "verify", "withdraw"):
        url = reverse(f"knowledge:{name}", args=[answer.pk])
        assert as_(citra).post(url, typed(seen=1)).status_code == 403
    assert as_(citra).get(reverse("knowledge:history", args=[answer.pk])).status_code == 404


def test_citra_does_not_see_the_change_that_waits(ayu: User, citra: User, tell: Tell) -> None:
    answer = tell(reach="everywhere")
    actions.edit(ayu, answer, says(text="Rahasia sampai diverifikasi."), seen=1)
    shown = page(as_(citra), reverse("knowledge:answer", args=[answer.pk]))
    assert "Rahasia" not in shown


def test_who_only_reads_writes_nothing(budi: User, ayu: User, tell: Tell) -> None:
    answer = tell()
    assert as_(budi).get(reverse("knowledge:write")).status_code == 403
    assert as_(budi).get(reverse("knowledge:edit", args=[answer.pk])).status_code == 403
    given = {"seen": 1, "do": "verify"}
    url = reverse("knowledge:verify", args=[answer.pk])
    assert as_(ayu).post(url, given).status_code == 403


def test_a_form_with_no_version_decides_nothing(budi: User, tell: Tell) -> None:
    answer = tell(verified=False)
    as_(budi).post(reverse("knowledge:verify", args=[answer.pk]), {"do": "verify"})
    answer.refresh_from_db()
    assert answer.state == "draft"
