"""The page of a case: what each of them said, and one text for all who wait."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.inbox.cases import answering, looking
from sinergi.inbox.models import Case, Conversation, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_cases import ANSWER, by_hand
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_a_text_that_no_thread_takes_is_refused_and_stays(case: Case, ayu: User) -> None:
    text = ("Kami cek. " * 90).strip()
    told = as_(ayu).post(reverse("inbox:case-answer", args=[case.pk]), {"text": text})
    shown = told.content.decode()
    assert "899 karakter" in shown
    assert text in shown
    assert "899/280" in shown
    assert not case.answers.exists()


def test_the_box_counts_for_the_place_that_takes_least(case: Case, ayu: User) -> None:
    by_hand(ayu, looking.answerable(ayu, case)[0])
    shown = page(as_(ayu), reverse("inbox:case", args=[case.pk]))
    assert "0/280" in shown
    assert "/20000" not in shown


def test_voices_stay_those_of_the_public_when_they_were_answered(
    case: Case, ayu: User, heard: Hear
) -> None:
    heard("v9", "Nomor saya 081234567890", author="warga.0", answers="p1")
    asked = answering.ask(ayu, case, looking.answerable(ayu, case), text=ANSWER)
    answering.carry_out(asked.pk)
    shown = page(as_(ayu), reverse("inbox:case", args=[case.pk]))
    assert shown.count("Warga · w***") == 3
    assert "Nomor saya [telepon]" in shown
    assert "lubangnya besar banget" in shown
    assert shown.count(ANSWER) == 1
    assert "Tidak ada yang menunggu jawaban di sini." in shown
    assert 'name="text"' not in shown


def test_who_tells_of_something_else_is_left_out_of_a_new_case(
    voices: list[Conversation], ayu: User
) -> None:
    shown = page(as_(ayu), reverse("inbox:conversation", args=[voices[1].pk]))
    for one in (voices[0], voices[2]):
        assert f'type="checkbox" name="with" value="{one.pk}" checked' in shown


def test_the_page_sends_to_all(case: Case, ayu: User, budi: User) -> None:
    url = reverse("inbox:case-answer", args=[case.pk])
    assert as_(budi).post(url, {"text": ANSWER}).status_code == 403
    as_(ayu).post(url, {"text": ANSWER})
    answering.carry_out(case.answers.get().pk)  # as the job does
    assert Message.objects.filter(text=ANSWER).count() == 3
    assert "diberikan: 3" in page(as_(ayu), reverse("inbox:case", args=[case.pk]))
    assert "Tulis jawaban" in as_(ayu).post(url, {"text": " "}).content.decode()


def test_while_it_goes_out_voices_and_their_number_are_looked_at_again(
    case: Case, ayu: User
) -> None:
    answering.ask(ayu, case, looking.answerable(ayu, case), text=ANSWER)
    url = reverse("inbox:case", args=[case.pk])
    shown = page(as_(ayu), url)
    assert 'hx-select-oob="#case-voices,#case-waiting"' in shown
    answering.carry_out(case.answers.get().pk)
    after = page(as_(ayu), url)
    for part in ("case-voices", "case-waiting"):
        assert shown.count(f'id="{part}"') == after.count(f'id="{part}"') == 1
    assert "hx-select-oob" not in after
