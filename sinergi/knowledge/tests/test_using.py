"""Where an answer was given is known, and followed up when it changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.knowledge import actions, queries, today
from sinergi.knowledge.actions.using import check_use
from sinergi.knowledge.models import Release, Use, Version
from sinergi.knowledge.tests.conftest import Tell, expire, held, says
from sinergi.lib.text import No
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

URL = "/kerja/kotak-masuk/1/"


def use(actor: User, version: Version, origin: str = "message:1", *, public: bool = True) -> Use:
    unit = version.answer.unit_id
    return actions.use(actor, version, origin=origin, url=URL, unit_id=unit, public=public)


def ask(actor: User, version: Version, origin: str = "message:1") -> Release:
    unit = version.answer.unit_id
    return actions.ask_release(actor, version, origin=origin, url=URL, unit_id=unit)


def test_a_use_is_remembered_once(ayu: User, tell: Tell) -> None:
    answer = tell()
    first = use(ayu, held(answer), public=False)
    assert use(ayu, held(answer)) == first
    (kept,) = queries.uses_of(answer)
    assert (kept.origin, kept.url, kept.by, kept.public) == ("message:1", URL, ayu, True)


def test_a_draft_and_an_older_version_are_not_used(ayu: User, budi: User, tell: Tell) -> None:
    draft = tell(verified=False)
    with pytest.raises(No, match="changed or withdrawn"):
        use(ayu, draft.versions.get())
    answer = tell()
    old = held(answer)
    actions.edit(ayu, answer, says(text="Lain."), seen=1)
    actions.verify(budi, answer, seen=2)
    with pytest.raises(No, match="changed or withdrawn"):
        use(ayu, old)
    assert not Use.objects.exists()


def test_an_expired_answer_needs_a_second_person_for_each_use(
    ayu: User, budi: User, tell: Tell
) -> None:
    version = held(expire(tell()))
    with pytest.raises(No, match="expired"):
        use(ayu, version)
    asked = ask(ayu, version)
    assert ask(ayu, version) == asked
    assert list(queries.to_release(budi)) == [asked]
    with pytest.raises(No, match="expired"):
        use(ayu, version)
    actions.grant(budi, asked)
    with pytest.raises(No, match="expired"):
        use(ayu, version, "message:2")
    use(ayu, version)
    with pytest.raises(No, match="expired"):
        check_use(version, "message:1")  # once
    assert Notice.objects.filter(user=ayu, kind="answer released").count() == 1


def test_nobody_releases_what_they_asked_for(dewi: User, tell: Tell) -> None:
    asked = ask(dewi, held(expire(tell())))
    assert list(queries.to_release(dewi)) == []
    with pytest.raises(No, match="Somebody else"):
        actions.grant(dewi, asked)


def test_a_release_that_is_refused_or_old_is_none(ayu: User, budi: User, tell: Tell) -> None:
    version = held(expire(tell()))
    actions.refuse(budi, ask(ayu, version))
    with pytest.raises(No, match="expired"):
        use(ayu, version)
    granted = actions.grant(budi, ask(ayu, version))
    with pytest.raises(No, match="already"):
        actions.refuse(budi, granted)
    Release.objects.filter(pk=granted.pk).update(decided_at=timezone.now() - timedelta(days=1))
    with pytest.raises(No, match="expired"):
        use(ayu, version)


def test_what_has_not_expired_needs_no_release(ayu: User, tell: Tell) -> None:
    with pytest.raises(No, match="not expired"):
        ask(ayu, held(tell()))


def test_when_an_answer_changes_its_public_replies_are_listed(
    ayu: User, budi: User, tell: Tell
) -> None:
    answer = tell()
    public = use(ayu, held(answer))
    use(ayu, held(answer), "message:2", public=False)
    actions.edit(ayu, answer, says(text="Kini cukup KK."), seen=1)
    assert list(queries.to_correct(ayu)) == []  # not before it is verified
    actions.verify(budi, answer, seen=2)
    assert list(queries.to_correct(ayu)) == [public]
    assert Notice.objects.filter(user=ayu, kind="answer correct").count() == 1
    (task, *_) = today.today_for(ayu)
    assert (task.urgency, task.url) == ("late", reverse("knowledge:corrections"))


def test_another_form_of_the_question_is_no_change_for_the_public(
    ayu: User, budi: User, tell: Tell
) -> None:
    answer = tell()
    use(ayu, held(answer))
    actions.edit(ayu, answer, says(questions=["KTP hilang", "KTP dicopet"]), seen=1)
    actions.verify(budi, answer, seen=2)
    assert list(queries.to_correct(ayu)) == []


def test_a_reply_is_corrected_or_left_with_a_reason(ayu: User, budi: User, tell: Tell) -> None:
    answer = tell()
    first, second = use(ayu, held(answer)), use(ayu, held(answer), "message:2")
    actions.withdraw(budi, answer, reason="Tidak berlaku.")
    actions.correct(ayu, first)
    with pytest.raises(No, match="already"):
        actions.correct(ayu, first)
    with pytest.raises(No, match="reason"):
        actions.leave(ayu, second, reason="")
    actions.leave(ayu, second, reason="Warganya sudah dilayani.")
    states = dict(queries.uses_of(answer).values_list("origin", "correction"))
    assert states == {"message:1": "corrected", "message:2": "left"}


def test_a_reply_that_was_left_is_listed_again_at_the_next_change(
    ayu: User, budi: User, tell: Tell
) -> None:
    answer = tell()
    left, corrected = use(ayu, held(answer)), use(ayu, held(answer), "message:2")
    for number, text in ((1, "Satu."), (2, "Dua.")):
        actions.edit(ayu, answer, says(text=text), seen=number)
        actions.verify(budi, answer, seen=number + 1)
        if number == 1:
            actions.leave(ayu, left, reason="Masih benar.")
            actions.correct(ayu, corrected)
    assert list(queries.to_correct(ayu)) == [left]


def test_citra_has_nothing_to_correct_or_release_of_ayus(
    ayu: User, budi: User, citra: User, tell: Tell
) -> None:
    answer = tell(reach="everywhere")
    use(ayu, held(answer))
    actions.withdraw(budi, answer, reason="Salah.")
    ask(ayu, held(expire(tell())), "message:9")
    assert list(queries.to_correct(citra)) == []
    assert list(queries.to_release(citra)) == []
    assert today.today_for(citra) == []


def test_another_office_that_used_an_answer_corrects_its_own_replies(
    budi: User, ayu: User, citra: User, tell: Tell, tree: dict[str, Unit]
) -> None:
    answer = tell(reach="everywhere")
    used = actions.used(held(answer), "message:7", URL, citra, unit_id=tree["ciomas"].pk)
    actions.withdraw(budi, answer, reason="Salah.")
    assert list(queries.to_correct(citra)) == [used]
    assert list(queries.to_correct(ayu)) == []
