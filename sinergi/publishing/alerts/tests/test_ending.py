"""What is out is corrected and ended; what nobody needs any more is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from sinergi.people.models import User
from sinergi.publishing.alerts import deciding, ending, taking
from sinergi.publishing.alerts.tests.conftest import Network, Tell, approve, work
from sinergi.publishing.models import Alert, AlertDraft
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("borders", "bpbd")]


def test_what_is_out_is_corrected_and_ended_by_words_that_follow_it(
    words: AlertDraft, ayu: User, budi: User, network: Network,
    tree: dict[str, Unit], tell: Tell, now: datetime,
) -> None:  # fmt: skip
    post = deciding.take(ayu, words)
    approve(ayu, budi, post)
    work(network)
    taking.take(tree["regency"], tell("b", "update", replaces=("a",), event="Angin"), now=now)
    second = AlertDraft.objects.get(alert__identifier="b", unit=tree["cibinong"])
    assert (second.role, second.follows) == ("update", post)
    assert second.text.startswith("PEMBARUAN: ")
    third = tell("c", "update", replaces=("b",), event="Hujan")
    taking.take(tree["regency"], third, now=now)
    third_words = AlertDraft.objects.get(alert__identifier="c", unit=tree["cibinong"])
    assert third_words.follows == post, "nobody took the second: the first is still out"
    taking.take(tree["regency"], tell("d", "cancel", replaces=("c",)), now=now)
    last = AlertDraft.objects.get(alert__identifier="d")
    assert (last.unit, last.role, last.follows) == (tree["cibinong"], "end", post)
    assert "sudah berakhir" in last.text
    assert last.ends is None
    end = deciding.take(ayu, last)
    assert end.kind == "ordinary"


def test_when_its_time_is_over_words_that_it_is_are_prepared_once(
    words: AlertDraft, ayu: User, budi: User, network: Network, now: datetime
) -> None:
    post = deciding.take(ayu, words)
    approve(ayu, budi, post)
    work(network)
    assert ending.sweep(now) == 0
    later = now + timedelta(hours=4)
    assert ending.sweep(later) == 3
    assert ending.sweep(later) == 0
    last = AlertDraft.objects.get(role="end")
    assert (last.unit, last.follows, last.state) == (words.unit, post, "ready")


def test_old_warnings_nobody_wrote_about_are_forgotten(
    words: AlertDraft, ayu: User, tree: dict[str, Unit], tell: Tell, now: datetime
) -> None:
    taking.take(tree["regency"], tell("b"), now=now)
    deciding.take(ayu, words)
    ending.forget(now + timedelta(days=91))
    assert [a.identifier for a in Alert.objects.all()] == ["a"]
