"""One form that arrives twice at the same moment, and two windows that begin at the same moment."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.actions.keeping import Page
from sinergi.publishing.models import Post, Unsaved
from sinergi.publishing.tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_form_that_arrives_twice_at_once_makes_one_post(ayu: User, ayu_account: Account) -> None:
    key = uuid4()

    def act() -> object:
        return actions.write(ayu, ayu_account.unit, text="Sekali", accounts=[ayu_account], key=key)

    said = at_once(act, act, act)
    assert sorted(bool(s) for s in said) == [False, True, True]
    assert Post.objects.get().revisions.count() == 1


def test_of_two_windows_that_begin_at_once_one_is_kept_and_one_is_told(
    ayu: User, ayu_account: Account
) -> None:
    key = uuid4()
    said = at_once(
        lambda: actions.keep_unsaved(ayu, {"text": ["Satu"]}, Page("a"), key=key),
        lambda: actions.keep_unsaved(ayu, {"text": ["Dua"]}, Page("b"), key=key),
    )
    assert sorted(bool(s) for s in said) == [False, True]
    kept = Unsaved.objects.get().values["text"]
    assert kept == [["Satu"], ["Dua"]][said[0] != ""]
