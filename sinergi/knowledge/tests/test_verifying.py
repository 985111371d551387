"""An answer is given to the public once a second person stands for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.knowledge import actions, queries
from sinergi.knowledge.models import Answer, Term, Version
from sinergi.knowledge.tests.conftest import Tell, held, says
from sinergi.lib.text import No
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db


def test_an_answer_is_a_draft_until_somebody_else_verifies_it(
    ayu: User, budi: User, tree: dict[str, Unit]
) -> None:
    answer = actions.write(ayu, tree["cibinong"], says())
    assert (answer.state, queries.holding(answer)) == ("draft", None)
    assert queries.suggest(tree["cibinong"].pk, "KTP hilang") == []
    assert [v.answer for v in queries.to_verify(budi)] == [answer]
    actions.verify(budi, answer, seen=1)
    answer.refresh_from_db()
    assert (answer.state, held(answer).verified_by) == ("verified", budi)
    assert queries.to_verify(budi) == []
    acts = Entry.objects.filter(object_type="knowledge.answer").order_by("seq")
    assert [act.verb for act in acts] == ["answer.written", "answer.verified"]


def test_nobody_verifies_what_they_wrote(dewi: User, tree: dict[str, Unit]) -> None:
    answer = actions.write(dewi, tree["cibinong"], says())
    with pytest.raises(No, match="Somebody else"):
        actions.verify(dewi, answer, seen=1)
    assert queries.to_verify(dewi) == []


def test_who_wrote_an_earlier_draft_is_no_second_person(
    ayu: User, dewi: User, budi: User, tree: dict[str, Unit]
) -> None:
    answer = actions.write(dewi, tree["cibinong"], says())
    actions.edit(ayu, answer, says(text="Bawa surat kehilangan."), seen=1)
    with pytest.raises(No, match="Somebody else"):
        actions.verify(dewi, answer, seen=2)
    actions.verify(budi, answer, seen=2)
    actions.edit(ayu, answer, says(text="Bawa KK."), seen=2)
    assert actions.verify(dewi, answer, seen=3).holds  # what she wrote was verified before


def test_the_database_keeps_a_writer_from_verifying(ayu: User, tell: Tell) -> None:
    version = held(tell())
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(verified_by=ayu)


def test_what_holds_goes_on_until_the_change_is_verified(ayu: User, budi: User, tell: Tell) -> None:
    answer = tell()
    actions.edit(ayu, answer, says(text="Cukup bawa KK."), seen=1)
    assert held(answer).number == 1
    actions.verify(budi, answer, seen=2)
    assert (held(answer).number, held(answer).text) == (2, "Cukup bawa KK.")
    assert answer.versions.count() == 2


def test_what_is_verified_is_what_was_read(ayu: User, budi: User, tell: Tell) -> None:
    answer = tell(verified=False)
    actions.edit(ayu, answer, says(text="Diubah."), seen=1)
    with pytest.raises(No, match="meanwhile"):
        actions.verify(budi, answer, seen=1)
    with pytest.raises(No, match="meanwhile"):
        actions.edit(ayu, answer, says(text="Lain."), seen=1)


def test_an_answer_sent_back_waits_for_its_writer(ayu: User, budi: User, tell: Tell) -> None:
    answer = tell(verified=False)
    with pytest.raises(No, match="reason"):
        actions.send_back(budi, answer, seen=1, reason=" ")
    actions.send_back(budi, answer, seen=1, reason="Sebutkan jamnya.")
    with pytest.raises(No, match="nothing new"):
        actions.verify(budi, answer, seen=1)
    assert Notice.objects.filter(user=ayu, kind="answer sent back").exists()
    actions.edit(ayu, answer, says(text="Pukul 08.00."), seen=1)
    assert actions.verify(budi, answer, seen=2).holds


def test_a_withdrawn_answer_is_found_no_more(budi: User, tell: Tell, tree: dict[str, Unit]) -> None:
    answer = tell()
    actions.withdraw(budi, answer, reason="Prosedur berubah.")
    assert not Term.objects.exists()
    assert queries.suggest(tree["cibinong"].pk, "KTP hilang") == []
    with pytest.raises(No, match="already"):
        actions.withdraw(budi, answer, reason="Lagi")


def test_a_withdrawn_answer_can_be_written_anew(ayu: User, budi: User, tell: Tell) -> None:
    answer = tell()
    actions.withdraw(budi, answer, reason="Salah.")
    actions.edit(ayu, answer, says(text="Yang benar."), seen=1)
    actions.verify(budi, answer, seen=2)
    answer.refresh_from_db()
    assert answer.state == Answer.State.VERIFIED


def test_verifiers_are_told_once_however_often_it_is_written(
    ayu: User, budi: User, tell: Tell
) -> None:
    answer = tell(verified=False)
    actions.edit(ayu, answer, says(text="Satu."), seen=1)
    actions.edit(ayu, answer, says(text="Dua."), seen=2)
    assert Notice.objects.filter(user=budi, kind="answer verify").count() == 1


def test_once_it_is_verified_nobody_is_asked(ayu: User, budi: User, tree: dict[str, Unit]) -> None:
    answer = actions.write(ayu, tree["cibinong"], says())
    asked = Notice.objects.filter(kind="answer verify", read=None)
    assert asked.exists()
    actions.verify(budi, answer, seen=1)
    assert not asked.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"questions": [" "]}, "Write a question"),
        ({"text": ""}, "Write a question"),
        ({"source": " "}, "where it stands"),
        ({"source_url": "javascript:alert(1)"}, "https"),
        ({"shorts": {"micro": "x" * 281}}, "281"),
        ({"shorts": {"elsewhere": "x"}}, "no such place"),
        ({"variants": {"xx": "x"}}, "no such language"),
        ({"questions": ["x" * 301]}, "300"),
        ({"questions": [f"x{n}" for n in range(21)]}, "At most 20"),
        ({"labels": ["x" * 41]}, "40"),
        ({"text": "x" * 5001}, "5000"),
        ({"valid_until": timezone.localdate() - timedelta(days=1)}, "two years"),
        ({"valid_until": timezone.localdate() + timedelta(days=734)}, "two years"),
    ],
)
def test_what_is_no_answer_is_refused(
    ayu: User, tree: dict[str, Unit], wrong: dict[str, Any], told: str
) -> None:
    with pytest.raises(No, match=told):
        actions.write(ayu, tree["cibinong"], says(**wrong))
    assert not Answer.objects.exists()


def test_strange_characters_are_kept_as_they_can_be(ayu: User, tree: dict[str, Unit]) -> None:
    odd = "\u202eKTP\u0000 😀 <script>alert(1)</script> =1+1"
    answer = actions.write(ayu, tree["cibinong"], says(questions=[odd], text=odd))
    assert answer.question == odd.replace("\0", "")


def test_nothing_of_a_change_is_seen_before_it_is_verified(
    ayu: User, budi: User, citra: User, tell: Tell, tree: dict[str, Unit]
) -> None:
    answer = tell()
    changed = says(questions=["Dompet hilang?"], labels=["dompet"], text="Rahasia.")
    actions.edit(ayu, answer, changed, seen=1, reach=Answer.Reach.EVERYWHERE)
    answer.refresh_from_db()
    assert (answer.question, answer.reach) == ("KTP saya hilang, bagaimana mengurusnya?", "office")
    assert queries.labels_for(ayu) == ["adminduk"]
    assert not queries.answers_for(citra).exists()
    actions.verify(budi, answer, seen=2)
    (found,) = queries.answers_for(citra)
    assert (found.question, queries.labels_for(citra)) == ("Dompet hilang?", ["dompet"])


def test_nobody_finds_a_change_that_waits_by_searching_for_its_words(
    ayu: User, citra: User, tell: Tell
) -> None:
    answer = tell(reach=Answer.Reach.EVERYWHERE)
    actions.edit(ayu, answer, says(text="Rahasia sekali."), seen=1)
    for words, there in (("kepolisian", [answer]), ("Rahasia", [])):
        assert list(queries.answer_page(citra, queries.Asked(words=words)).rows) == there
