"""Sure spam goes aside by itself and comes back with one tap; nothing else goes by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sinergi.inbox import actions, aside, triage
from sinergi.inbox.models import Conversation, Message, SpamHiding, Step
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_hiding import Hiding
from sinergi.inbox.tests.test_triage import text_of
from sinergi.lib.text import No
from sinergi.networks import gateway
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.understanding import actions as understanding
from sinergi.understanding.models import Text

pytestmark = pytest.mark.django_db

State = Conversation.State
Decide = Callable[..., Conversation]


@pytest.fixture
def decided(heard: Hear) -> Decide:
    """Return how a message comes in that a machine finds to be spam, so surely."""

    def decide(share: float = 0.99, remote_id: str = "c1", **kwargs: object) -> Conversation:
        conversation = heard(remote_id, "Slot gacor hari ini", **kwargs)
        shares = {"judol": share, "normal": 1 - share}
        spam = {"label": "judol", "probabilities": shares, "abstained": False, "words": []}
        text = text_of(conversation)
        Text.objects.filter(pk=text.pk).update(decisions={"spam": spam})
        triage.take([text.pk])
        conversation.refresh_from_db()
        return conversation

    return decide


def test_sure_spam_goes_aside_with_a_reason_and_is_not_hidden_on_the_network(
    decided: Decide,
) -> None:
    found = decided()
    assert (found.state, found.spam, found.due_at) == (State.ARCHIVED, True, None)
    step = Step.objects.latest("id")
    assert (step.by, step.reason) == (None, aside.REASON)
    assert Message.objects.get().hiding == Message.Hiding.SHOWN


def test_what_is_less_sure_stays(decided: Decide) -> None:
    assert decided(0.97).state == State.NEW


def test_the_network_hides_it_where_the_account_says_so(
    decided: Decide, ayu: User, ayu_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    enabled = gateway.enabled()
    monkeypatch.setitem(enabled, ayu_account.network, Hiding)
    aside.switch_hiding(ayu, ayu_account, hide=True)
    found = decided(answers="p1")
    assert Message.objects.get().hiding == Message.Hiding.HIDING
    aside.bring_back(ayu, found)
    assert Message.objects.get().hiding == Message.Hiding.SHOWING
    aside.switch_hiding(ayu, ayu_account, hide=False)
    assert not SpamHiding.objects.exists()


def test_one_tap_brings_it_back_and_the_office_learns(decided: Decide, ayu: User) -> None:
    found = aside.bring_back(ayu, decided())
    assert (found.state, found.spam) == (State.REOPENED, False)
    assert found.due_at is not None
    assert text_of(found).labels.values_list("head", "label").get() == ("spam", "normal")
    with pytest.raises(No, match="not put aside"):
        aside.bring_back(ayu, found)


def test_what_a_colleague_took_up_stays(decided: Decide, heard: Hear, ayu: User) -> None:
    actions.assign(ayu, heard("c0", "Jam buka?", answers="p1"), ayu)
    found = decided(answers="c0")
    assert found.state == State.DISPOSED


def test_a_question_is_not_hidden_by_spam_that_follows_it(decided: Decide, heard: Hear) -> None:
    heard("c0", "Jam buka?", answers="p1")
    found = decided(answers="c0")
    assert (found.messages.count(), found.state, found.spam) == (2, State.NEW, False)


def test_a_persons_word_puts_it_aside_and_abuse_alone_does_nothing(heard: Hear, ayu: User) -> None:
    found = heard("c1", "Dasar admin goblok, kerja tidak becus!")
    understanding.label(ayu, text_of(found), head="sentiment", label="negative")
    found.refresh_from_db()
    assert (found.state, found.open) == (State.NEW, True)
    understanding.label(ayu, text_of(found), head="spam", label="judol")
    found.refresh_from_db()
    assert found.state == State.ARCHIVED
