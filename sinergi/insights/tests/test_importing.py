"""A file comes in as a whole or not at all, once, and never over what the network told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.insights import actions, queries, storing, tasks
from sinergi.insights.models import Import, Sample
from sinergi.insights.storing import Figure
from sinergi.insights.tests.conftest import NOON, Network, Sent, work
from sinergi.lib.text import No
from sinergi.networks import signals
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User

pytestmark = pytest.mark.django_db

FILE = (
    b"tautan,suka,pengikut,tanggal\nhttps://sosial.example/p/1,8,,2026-11-01\n,,1500,2026-11-01\n"
)
ROLES = {
    "tautan": "link", "suka": "metric:likes", "pengikut": "metric:followers", "tanggal": "day",
}  # fmt: skip


def brought(user: User, account: Account, content: bytes = FILE, **said: Any) -> Import:
    found = actions.bring(user, account, content, name="wawasan.csv")
    values: dict[str, Any] = {
        "order": "dmy",
        "decimal": "dot",
        "day": date(2026, 11, 20),
        "columns": ROLES,
    }
    return actions.map_columns(found, **(values | said))


def bring_in(found: Import) -> actions.Report:
    assert actions.begin(found)
    return actions.bring_in(found, now=timezone.now())


def test_looking_first_writes_nothing(ayu: User, ayu_account: Account) -> None:
    report = actions.report(brought(ayu, ayu_account), now=timezone.now())
    assert report.counts["new"] == 2
    assert not Sample.objects.exists()


def test_what_comes_is_counted_and_noted_and_the_lines_are_forgotten(
    ayu: User, ayu_account: Account
) -> None:
    found = brought(ayu, ayu_account)
    bring_in(found)
    found.refresh_from_db()
    assert (found.state, found.table, found.counts["new"]) == ("done", {}, 2)
    assert set(Sample.objects.values_list("source", "imported")) == {("csv", found.pk)}
    assert Entry.objects.get(verb="figures.imported").unit_id == ayu_account.unit_id


def test_the_same_file_twice_changes_nothing(ayu: User, ayu_account: Account) -> None:
    bring_in(brought(ayu, ayu_account))
    again = bring_in(brought(ayu, ayu_account))
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 2)
    assert Sample.objects.count() == 2


def test_a_newer_file_corrects_an_older_one(ayu: User, ayu_account: Account) -> None:
    bring_in(brought(ayu, ayu_account))
    again = bring_in(brought(ayu, ayu_account, FILE.replace(b",8,", b",9,")))
    assert again.counts["changed"] == 1
    assert Sample.objects.get(metric="likes").value == 9


def test_one_wrong_line_keeps_everything_out(ayu: User, ayu_account: Account) -> None:
    found = brought(ayu, ayu_account, FILE + b"https://sosial.example/p/2,banyak,,2026-11-01\n")
    report = bring_in(found)
    found.refresh_from_db()
    assert [line for line, _ in report.found.problems] == [4]
    assert (found.state, found.problems[0][0]) == ("failed", 4)
    assert not Sample.objects.exists()


def test_a_file_is_begun_once(ayu: User, ayu_account: Account) -> None:
    found = brought(ayu, ayu_account)
    assert actions.begin(found)
    assert not actions.begin(found)
    tasks.bring_in.call(found.pk)
    tasks.bring_in.call(found.pk)
    assert Sample.objects.count() == 2


def test_a_column_must_be_a_figure_and_none_may_be_said_twice(
    ayu: User, ayu_account: Account
) -> None:
    with pytest.raises(No):
        brought(ayu, ayu_account, columns={"tautan": "link"})
    with pytest.raises(No):
        brought(ayu, ayu_account, columns={"suka": "metric:likes", "pengikut": "metric:likes"})


def test_the_mapping_of_the_last_file_of_this_kind_is_proposed(
    ayu: User, citra: User, ayu_account: Account
) -> None:
    content = b"tautan,suka,hari\nhttps://sosial.example/p/1,8,2026-11-01\n"
    roles = {"tautan": "link", "suka": "metric:likes", "hari": "day"}
    bring_in(brought(ayu, ayu_account, content, columns=roles))
    new = actions.bring(ayu, ayu_account, content, name="lagi.csv")
    assert queries.mapping_before(ayu, new)["columns"]["hari"] == "day"
    assert queries.mapping_before(citra, new) == {}


def test_files_nobody_goes_on_with_are_forgotten(ayu: User, ayu_account: Account) -> None:
    brought(ayu, ayu_account)
    stuck = brought(ayu, ayu_account)
    actions.begin(stuck)
    actions.forget(timezone.now())
    assert Import.objects.count() == 2
    actions.forget(timezone.now() + timedelta(days=2))
    assert Import.objects.get().state == "failed"


def test_a_file_of_the_past_does_not_hide_what_the_network_tells_now(
    ayu: User, ayu_account: Account, network: Network, watch: object
) -> None:
    network.account = {"followers": 1600}
    work(network, NOON)
    bring_in(brought(ayu, ayu_account))
    newest = Sample.objects.get(metric="followers", newest=True)
    assert (newest.value, newest.source) == (1600, "network")
    assert Sample.objects.filter(metric="followers").count() == 2


def test_history_may_come_in_any_order(ayu_account: Account) -> None:
    days = [NOON - timedelta(days=n) for n in (3, 9, 1, 5)]
    for at in days:
        figure = Figure("", "followers", 100 + at.day, at)
        storing.keep(storing.plan(ayu_account, [figure], "csv", now=NOON))
    assert Sample.objects.get(newest=True).at == days[2]
    assert Sample.objects.count() == 4


def test_figures_brought_before_the_link_was_pasted_find_their_post(
    ayu_account: Account, sent: Sent
) -> None:
    figure = Figure("p1", "likes", 8, NOON)
    storing.keep(storing.plan(ayu_account, [figure], "csv", now=NOON))
    post = sent("p1")
    signals.settled.send(Delivery, deliveries=[post])
    assert Sample.objects.get().delivery == post
