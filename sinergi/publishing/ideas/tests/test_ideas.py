"""An idea goes from where it came from to a post, and back with what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions as posts
from sinergi.publishing.ideas import actions, moving, queries
from sinergi.publishing.models import Approval, Idea
from sinergi.publishing.tests.conftest import Network, work
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def fitri(tree: dict[str, Unit]) -> User:
    """Works in Ayu's office."""
    return person("fitri", "Fitri", tree["cibinong"], Role.ADMIN)


@pytest.fixture
def idea(ayu: User, tree: dict[str, Unit]) -> Idea:
    return actions.write(
        ayu, tree["cibinong"], title="Jalan pintas ke loket", text="Peta singkat.",
        pillar="Informasi", sheet={"strategy": "Satu gambar.", "scoring": "  "},
    )  # fmt: skip


def test_an_idea_is_kept_as_it_was_said(idea: Idea, ayu: User) -> None:
    idea.refresh_from_db()
    assert (idea.state, idea.by, idea.pillar) == ("open", ayu, "Informasi")
    assert idea.sheet == {"strategy": "Satu gambar."}
    assert Entry.objects.filter(verb="idea.written").count() == 1


def test_it_is_picked_up_handed_over_parked_and_brought_back(
    idea: Idea, ayu: User, fitri: User
) -> None:
    moving.pick(ayu, idea)
    with pytest.raises(No, match="works on it"):
        moving.pick(fitri, idea)
    moving.hand(ayu, idea, fitri)
    idea.refresh_from_db()
    assert (idea.state, idea.holder) == ("picked", fitri)
    assert Notice.objects.get(kind="idea.handed_over").user == fitri
    with pytest.raises(No):
        moving.park(fitri, idea, " ")
    moving.park(fitri, idea, "Tunggu anggaran")
    idea.refresh_from_db()
    assert (idea.state, idea.holder, idea.reason) == ("parked", None, "Tunggu anggaran")
    moving.reopen(ayu, idea)
    idea.refresh_from_db()
    assert (idea.state, idea.reason) == ("open", "")
    verbs = set(Entry.objects.filter(verb__startswith="idea.").values_list("verb", flat=True))
    assert verbs == {
        "idea.written", "idea.picked", "idea.handed_over", "idea.parked", "idea.reopened",
    }  # fmt: skip


def test_nobody_of_another_office_is_handed_an_idea_or_does_anything(
    idea: Idea, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    with pytest.raises(No):
        moving.hand(ayu, idea, citra)
    acts: list[Callable[[], object]] = [
        lambda: moving.pick(citra, idea),
        lambda: moving.park(citra, idea, "x"),
        lambda: moving.use(citra, idea),
        lambda: moving.reopen(citra, idea),
        lambda: actions.edit(citra, idea, seen=idea.changed, title="x"),
        lambda: actions.write(citra, tree["cibinong"], title="x"),
    ]
    for act in acts:
        with pytest.raises(No):
            act()
    assert not queries.ideas_for(citra).exists()


def test_whoever_saved_in_between_is_not_written_over(idea: Idea, ayu: User, fitri: User) -> None:
    seen = idea.changed
    actions.edit(fitri, idea, seen=seen, title="Peta ke loket")
    with pytest.raises(actions.Changed):
        actions.edit(ayu, idea, seen=seen, title="Lain")
    idea.refresh_from_db()
    assert idea.title == "Peta ke loket"


def publish(ayu: User, budi: User, account: Account, idea: Idea, network: Network) -> Approval:
    post = idea.post
    assert post is not None
    posts.edit(ayu, post, version=post.version, text=post.text, accounts=[account])
    approval = posts.approve(budi, posts.ask_approval(ayu, post), due=None)
    work(network)
    return approval


def test_the_loop_closes_a_used_idea_leads_to_its_post_and_its_result(
    idea: Idea, ayu: User, budi: User, ayu_account: Account, network: Network
) -> None:
    post = moving.use(ayu, idea)
    assert post.text == "Peta singkat.\n\nSatu gambar."
    idea.refresh_from_db()
    assert (idea.state, idea.holder, idea.post) == ("picked", ayu, post)
    with pytest.raises(No, match="already"):
        moving.use(ayu, idea)
    publish(ayu, budi, ayu_account, idea, network)
    idea.refresh_from_db()
    assert idea.state == "used"
    assert idea.used_at is not None
    (result,) = queries.results_of(idea)
    assert result.url == "https://latihan.example/1"
    for act in (moving.pick, moving.reopen, moving.use):
        with pytest.raises(No, match="was used"):
            act(ayu, idea)


def test_when_the_post_is_cancelled_the_idea_can_be_used_again(idea: Idea, ayu: User) -> None:
    first = moving.use(ayu, idea)
    posts.cancel(ayu, first)
    second = moving.use(ayu, idea)
    idea.refresh_from_db()
    assert idea.post == second != first


def test_what_a_machine_found_comes_once_also_when_it_was_parked(
    tree: dict[str, Unit], ayu: User, now: datetime
) -> None:
    def offer() -> bool:
        return actions.offer(
            tree["cibinong"], kind="worked", mark="post:1", title="x" * 300, text="y",
            origin="/kerja/konten/1/", now=now,
        )  # fmt: skip

    assert offer()
    assert not offer()
    found = Idea.objects.get()
    assert len(found.title) == 200
    moving.park(ayu, found, "Sudah cukup")
    assert not offer()
    assert Idea.objects.count() == 1


def test_a_board_has_a_column_for_each_state_and_tells_how_many_are_not_shown(
    ayu: User, tree: dict[str, Unit], now: datetime
) -> None:
    Idea.objects.bulk_create(
        Idea(unit=tree["cibinong"], title=f"i{n}", created=now, changed=now) for n in range(33)
    )
    columns = {column.state: column for column in queries.board_for(ayu)}
    assert list(columns) == ["open", "picked", "parked", "used"]
    assert (len(columns["open"].rows), columns["open"].more) == (30, 3)
    assert queries.board_for(ayu, mine=True)[0].rows == []
    later = timezone.now() + timedelta(days=1)
    Idea.objects.filter(title="i0").update(changed=later, pillar="Wisata")
    assert [i.title for i in queries.board_for(ayu, pillar="Wisata")[0].rows] == ["i0"]
    assert queries.pillars_for(ayu) == ["Wisata"]
