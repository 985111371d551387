"""Corrections from a page that is old by now."""

from __future__ import annotations

import pytest

from sinergi.inbox import queries
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_meanwhile import address, eko, sent, talk
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.people.models import User
from sinergi.understanding.models import Label
from sinergi.understanding.tests.conftest import read_all

__all__ = ["eko", "talk"]  # fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_a_correction_of_other_words_than_were_seen_is_refused(
    talk: Conversation, heard: Hear, ayu: User
) -> None:
    text = queries.newest_understood(talk)
    assert text is not None
    heard("c2", "Terima kasih banyak", author="warga", answers="p1")
    read_all()
    shown = sent(ayu, talk, "label", {"topic": "roads", "of": text.pk})
    assert not Label.objects.exists()
    assert "Warga menulis lagi sementara itu" in shown


def test_a_correction_leaves_alone_what_its_writer_did_not_touch(
    talk: Conversation, ayu: User, eko: User
) -> None:
    text = queries.newest_understood(talk)
    assert text is not None
    page_of = {"of": text.pk, "others": "1", "initial-sentiment": "neutral",
               "initial-kind": "complaint", "initial-place": ""}  # fmt: skip
    sent(eko, talk, "label", page_of | {"sentiment": "positive", "kind": "complaint"})
    sent(ayu, talk, "label", page_of | {"sentiment": "neutral", "kind": "question"})
    said = {(row.by, row.head, row.label) for row in Label.objects.all()}
    assert said == {(eko, "sentiment", "positive"), (ayu, "kind", "question")}


def test_a_page_sends_along_what_it_showed_of_a_text(talk: Conversation, ayu: User) -> None:
    shown = page(as_(ayu), address("conversation", talk))
    assert 'name="initial-sentiment"' in shown
    assert 'name="of"' in shown
