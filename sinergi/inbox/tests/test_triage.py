"""What was understood decides how a conversation stands; a person's word counts more."""

from __future__ import annotations

import pytest

from sinergi.inbox import triage
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.people.models import User
from sinergi.understanding import actions as understanding
from sinergi.understanding.models import Text
from sinergi.understanding.tests.conftest import read_all
from sinergi.understanding.understood import Known

pytestmark = pytest.mark.django_db

FLOOD = "Tolong, banjir setinggi dada di Kampung Sawah, masih ada orang di dalam rumah!"


def text_of(conversation: Conversation) -> Text:
    found = Message.objects.filter(conversation=conversation).latest("id").understood
    assert found is not None
    return found


def test_what_was_read_is_on_the_conversation(heard: Hear) -> None:
    conversation = heard("c1", "Jalan rusak di Desa Kemang, Kecamatan Kemang, kapan diperbaiki?")
    read_all()
    conversation.refresh_from_db()
    assert (conversation.topic, conversation.danger) == ("roads", False)
    assert conversation.place.startswith("32.01.12")
    assert conversation.matter in {"complaint", "question"}


def test_a_danger_to_life_is_marked(heard: Hear) -> None:
    conversation = heard("c1", FLOOD)
    read_all()
    conversation.refresh_from_db()
    assert (conversation.danger, conversation.matter) == (True, "danger")


def test_a_persons_word_counts_more_than_the_machines(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", FLOOD)
    read_all()
    understanding.label(ayu, text_of(conversation), head="urgency", label="normal")
    understanding.label(ayu, text_of(conversation), head="kind", label="praise")
    conversation.refresh_from_db()
    assert (conversation.danger, conversation.matter) == (False, "praise")


@pytest.mark.parametrize(
    ("label", "share", "said_by", "aside"),
    [("judol", 0.99, "", True), ("judol", 0.97, "", False), ("judol", 1.0, "Ayu", True),
     ("normal", 1.0, "", False)],
)  # fmt: skip
def test_only_sure_spam_is_set_aside(label: str, share: float, said_by: str, aside: bool) -> None:
    assert triage.is_spam(Known("spam", label, share, False, (), said_by)) is aside


def test_what_is_decided_of_unknown_words_is_not_set_aside() -> None:
    assert not triage.is_spam(Known("spam", "judol", 0.99, abstained=True, words=()))
    assert triage.is_spam(Known("spam", "judol", 1.0, abstained=True, words=(), said_by="Ayu"))


def test_nothing_known_is_no_spam() -> None:
    assert not triage.is_spam(None)
