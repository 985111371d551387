"""One change to many posts: in the background, whole, seen, tried again, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.bulk import batches, labels
from sinergi.publishing.calendars import campaigns, moving
from sinergi.publishing.models import Approval, Batch, BatchItem, Post
from sinergi.publishing.tests.conftest import As, Write
from sinergi.publishing.tests.planned import at, day, plan_of, read
from sinergi.publishing.tests.test_campaigns import begun
from sinergi.units.models import Appointment, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def nothing(pk: int) -> None:
    """Begin nothing: the test does the work."""


@pytest.fixture
def three(ayu: User, write: Write) -> list[Post]:
    return [moving.plan(ayu, write(f"Kabar {n}"), at(n)) for n in (1, 2, 3)]


def done(actor: User, posts: list[Post], act: str, **asked: Any) -> Batch:
    batch = batches.change(actor, posts, act, asked, begin=nothing)
    batches.work(batch.pk)
    batch.refresh_from_db()
    return batch


def undone(actor: User, batch: Batch) -> Batch:
    batches.undo(actor, batch, now=timezone.now(), begin=nothing)
    batches.work(batch.pk)
    batch.refresh_from_db()
    return batch


def times(posts: list[Post]) -> list[datetime | None]:
    return [Post.objects.get(pk=post.pk).planned_at for post in posts]


def test_posts_are_moved_by_days_and_put_back(ayu: User, three: list[Post]) -> None:
    batch = done(ayu, three, "move", days=7)
    assert batch.state == Batch.State.DONE
    assert times(three) == [at(8), at(9), at(10)]
    assert Entry.objects.filter(verb="post.planned").count() == 6
    undone(ayu, batch)
    assert times(three) == [at(1), at(2), at(3)]
    assert Entry.objects.filter(verb="post.taken_back").count() == 3
    assert batches.counted(batch).undone == 3


def test_the_same_form_sent_twice_moves_once(ayu: User, three: list[Post]) -> None:
    first = done(ayu, three, "move", days=7)
    assert done(ayu, three, "move", days=7) == first
    assert times(three) == [at(8), at(9), at(10)]
    other = done(ayu, three, "move", days=1)
    assert times(three) == [at(9), at(10), at(11)]
    assert done(ayu, three[:2], "move", days=1) != other
    assert times(three) == [at(10), at(11), at(11)]


def test_what_was_taken_back_is_done_again_when_asked_again(ayu: User, three: list[Post]) -> None:
    first = undone(ayu, done(ayu, three, "move", days=7))
    assert done(ayu, three, "move", days=7) != first
    assert times(three) == [at(8), at(9), at(10)]


def test_what_somebody_went_on_with_is_not_taken_back(
    ayu: User, three: list[Post], ayu_account: Account
) -> None:
    batch = done(ayu, three, "move", days=7)
    moving.plan(ayu, three[0], at(20))
    undone(ayu, batch)
    assert times(three) == [at(20), at(2), at(3)]
    (kept,) = batches.failed(batch)
    assert kept.state == BatchItem.State.KEPT
    assert "went on" in kept.problem["message"]


def test_a_label_is_added_once_and_taken_back_only_where_it_was_new(
    ayu: User, three: list[Post]
) -> None:
    labels.put(three[0], ["sehat"])
    batch = done(ayu, three, "label", label="sehat")
    assert [labels.of(post) for post in three] == [["sehat"]] * 3
    assert Entry.objects.filter(verb="post.labelled").count() == 2
    undone(ayu, batch)
    assert [labels.of(post) for post in three] == [["sehat"], [], []]


def test_a_label_is_removed_and_put_back(ayu: User, three: list[Post]) -> None:
    labels.put(three[0], ["sehat"])
    batch = done(ayu, three, "unlabel", label="sehat")
    assert labels.of(three[0]) == []
    undone(ayu, batch)
    assert [labels.of(post) for post in three] == [["sehat"], [], []]


def test_posts_are_given_to_who_writes_there_and_to_nobody_else(
    ayu: User, citra: User, three: list[Post]
) -> None:
    batch = done(ayu, three, "assign", to=ayu.pk)
    assert {Post.objects.get(pk=post.pk).assigned_to_id for post in three} == {ayu.pk}
    undone(ayu, batch)
    assert {Post.objects.get(pk=post.pk).assigned_to_id for post in three} == {None}
    batch = done(ayu, three, "assign", to=citra.pk)
    assert batches.counted(batch).failed == 3


def test_posts_are_cancelled_and_drafts_again_when_taken_back(
    ayu: User, approved: Approval, three: list[Post]
) -> None:
    posts = [approved.post, *three]
    batch = done(ayu, posts, "cancel")
    assert {Post.objects.get(pk=p.pk).state for p in posts} == {Post.State.CANCELLED}
    undone(ayu, batch)
    assert {Post.objects.get(pk=p.pk).state for p in posts} == {Post.State.DRAFT}
    approved.refresh_from_db()
    assert approved.state == Approval.State.WITHDRAWN


def test_what_cannot_be_done_does_not_stop_the_rest_and_is_tried_again(
    ayu: User, three: list[Post]
) -> None:
    actions.cancel(ayu, three[1])
    batch = done(ayu, three, "move", days=7)
    standing = batches.counted(batch)
    assert (standing.done, standing.failed) == (2, 1)
    Post.objects.filter(pk=three[1].pk).update(state=Post.State.DRAFT)
    assert batches.again(ayu, batch, begin=nothing) == 1
    batches.work(batch.pk)
    assert batches.counted(batch).done == 3
    assert times(three) == [at(8), at(9), at(10)]
    batch.refresh_from_db()
    with pytest.raises(No, match="Nothing failed"):
        batches.again(ayu, batch, begin=nothing)


def test_a_mistake_of_ours_in_one_is_told_and_does_not_stop_the_rest(
    ayu: User, three: list[Post]
) -> None:
    batch = batches.change(ayu, three, "move", {"days": 7}, begin=nothing)
    batch.items.filter(number=2).update(post=None)  # what no path of ours writes
    batches.work(batch.pk)
    batch.refresh_from_db()
    assert batch.state == Batch.State.DONE
    assert times([three[0], three[2]]) == [at(8), at(10)]
    assert batch.items.get(number=2).problem["message"] == batches.STUMBLED


def test_a_batch_that_was_killed_goes_on_where_it_was(ayu: User, three: list[Post]) -> None:
    batch = batches.change(ayu, three, "move", {"days": 7}, begin=nothing)
    first = batch.items.get(number=1)
    batches._each(Batch.objects.get(pk=batch.pk), "waiting", _only(first))
    assert batches.counted(batch) == batches.Standing(waiting=0, done=1, failed=2)
    batch.items.filter(state="failed").update(state="waiting", problem={})
    batches.work(batch.pk)
    batches.work(batch.pk)
    assert times(three) == [at(8), at(9), at(10)]


def _only(first: BatchItem) -> Callable[[User, BatchItem], None]:
    """Do the first item, and be gone before the others."""

    def do(actor: User, item: BatchItem) -> None:
        if item.pk != first.pk:
            raise No("gone")
        batches._done(actor, item)

    return do


def test_a_silent_batch_is_begun_anew_by_the_clock(ayu: User, three: list[Post]) -> None:
    batch = batches.change(ayu, three, "move", {"days": 7}, begin=nothing)
    begun: list[int] = []
    now = timezone.now()
    assert batches.resume(now + timedelta(minutes=1), begun.append) == 0
    assert batches.resume(now + timedelta(minutes=6), begun.append) == 1
    assert batches.resume(now + timedelta(minutes=7), begun.append) == 0
    assert begun == [batch.pk]


def test_rights_that_ended_meanwhile_hold(ayu: User, three: list[Post]) -> None:
    batch = batches.change(ayu, three, "move", {"days": 7}, begin=nothing)
    Appointment.objects.filter(user=ayu).update(ended=timezone.now())
    batches.work(batch.pk)
    assert batches.counted(batch).failed == 3
    assert times(three) == [at(1), at(2), at(3)]


def test_who_has_no_role_there_any_more_reads_nothing_new_of_it(
    as_: As, ayu: User, three: list[Post]
) -> None:
    actions.cancel(ayu, three[1])  # stays as it was
    url = reverse("content:batch", args=[done(ayu, three, "move", days=7).pk])
    Post.objects.update(title="Rahasia")
    assert as_(ayu).get(url).content.decode().count("Rahasia") == 3
    Appointment.objects.filter(user=ayu).update(ended=timezone.now())
    page = as_(ayu).get(url)
    assert page.status_code == 200
    assert "Rahasia" not in page.content.decode()


def test_a_batch_is_taken_back_once_and_within_a_day(ayu: User, three: list[Post]) -> None:
    batch = done(ayu, three, "move", days=7)
    late = timezone.now() + timedelta(hours=25)
    with pytest.raises(No, match="for a day only"):
        batches.undo(ayu, batch, now=late, begin=nothing)
    undone(ayu, batch)
    with pytest.raises(No, match="was taken back"):
        batches.undo(ayu, batch, now=timezone.now(), begin=nothing)


def test_a_plan_is_taken_back_but_not_what_was_changed_since(
    ayu: User, ayu_account: Account
) -> None:
    report = read(ayu, ayu_account, plan_of(f"{day(2)},,,Satu,,", f"{day(3)},,,Dua,,"))
    batch = batches.bring(ayu, ayu_account.unit, report, name="r.csv", begin=nothing)
    batches.work(batch.pk)
    two = Post.objects.get(text="Dua")
    actions.edit(ayu, two, version=1, text="Dua, diperbaiki", accounts=[ayu_account])
    batch.refresh_from_db()
    undone(ayu, batch)
    states = dict(Post.objects.values_list("text", "state"))
    assert states == {"Satu": "cancelled", "Dua, diperbaiki": "draft"}


def test_two_taps_bring_a_plan_once(ayu: User, ayu_account: Account) -> None:
    report = read(ayu, ayu_account, plan_of(f"{day(2)},,,Satu,,", f"{day(3)},,,Dua,,"))
    other = read(ayu, ayu_account, plan_of(f"{day(2)},,,Satu,,"))

    def bring(plan: Any) -> Batch:
        return batches.bring(ayu, ayu_account.unit, plan, name="r.csv", begin=nothing)

    first = bring(report)
    assert bring(report) == first
    assert BatchItem.objects.count() == 2
    assert bring(other) != first
    Batch.objects.exclude(pk=first.pk).delete()
    batches.work(first.pk)
    first.refresh_from_db()
    undone(ayu, first)
    assert bring(report) != first  # taken back, and brought once more


def test_many_are_changed_on_their_page(as_: As, ayu: User, three: list[Post]) -> None:
    client, url = as_(ayu), reverse("content:many")
    ids = [str(post.pk) for post in three]
    assert "Kabar 2" in client.post(url, {"id": ids}).content.decode()
    assert 'id="errors"' in client.post(url, {"id": ids, "act": "move"}).content.decode()
    answer = client.post(url, {"id": ids, "act": "move", "days": "-0"})
    assert 'id="errors"' in answer.content.decode()
    answer = client.post(url, {"id": ids, "act": "label", "label": "#Sehat"})
    batch = Batch.objects.get()
    assert answer["Location"] == reverse("content:batch", args=[batch.pk])
    assert "hx-trigger" in client.get(answer["Location"]).content.decode()
    batches.work(batch.pk)
    assert "hx-trigger" not in client.get(answer["Location"]).content.decode()
    client.post(reverse("content:batch-undo", args=[batch.pk]))
    batches.work(batch.pk)
    batch.refresh_from_db()
    assert batch.state == Batch.State.UNDONE
    client.post(reverse("content:batch-again", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == Batch.State.UNDONE


def test_many_are_put_into_a_campaign_and_taken_out_again(
    as_: As, ayu: User, dewi: User, three: list[Post], tree: dict[str, Unit]
) -> None:
    before, regional = begun(dewi, tree["cibinong"], "Dulu"), begun(dewi, tree["regency"])
    campaigns.put(ayu, three[0], before)
    told = {"id": [str(post.pk) for post in three], "act": "campaign"}
    as_(ayu).post(reverse("content:many"), {**told, "campaign": regional.pk})
    batch = Batch.objects.get()
    batches.work(batch.pk)
    assert set(Post.objects.values_list("campaign", flat=True)) == {regional.pk}
    campaigns.put(ayu, three[2], None)
    undone(ayu, batch)
    there = [Post.objects.get(pk=post.pk).campaign_id for post in three]
    assert there == [before.pk, None, None]
    assert [item.post_id for item in batches.failed(batch)] == [three[2].pk]


def test_only_campaigns_of_all_their_offices_are_offered(
    as_: As, ayu: User, dewi: User, citra_account: Account, tree: dict[str, Unit], write: Write
) -> None:
    own, regional = begun(dewi, tree["cibinong"], "Pilah"), begun(dewi, tree["regency"], "Sehat")
    theirs = begun(dewi, citra_account.unit, "Jonggol")
    mine = write()
    both = [mine.pk, actions.write(dewi, citra_account.unit, text="Kabar", accounts=[]).pk]
    page = as_(dewi).post(reverse("content:many"), {"id": both}).content.decode()
    offered = [one.name for one in (own, regional, theirs) if f">{one.name}" in page]
    assert offered == ["Sehat"]
    sent = {"id": [mine.pk], "act": "campaign", "campaign": theirs.pk}
    assert 'id="errors"' in as_(ayu).post(reverse("content:many"), sent).content.decode()
    assert not Batch.objects.exists()


def test_a_campaign_that_was_deleted_meanwhile_leaves_posts_as_they_are(
    ayu: User, dewi: User, three: list[Post], tree: dict[str, Unit]
) -> None:
    gone = begun(dewi, tree["regency"])
    batch = batches.change(ayu, three, "campaign", {"campaign": gone.pk}, begin=nothing)
    gone.delete()
    batches.work(batch.pk)
    assert batches.counted(batch).failed == 3
    assert "not there any more" in batches.failed(batch)[0].problem["message"]


def test_nothing_chosen_leads_back_with_a_word(as_: As, ayu: User) -> None:
    back = reverse("content:calendar") + "?view=agenda"
    answer = as_(ayu).post(reverse("content:many"), {"back": back})
    assert answer["Location"] == back


def test_citra_changes_none_of_ayus_posts_and_sees_none_of_her_batches(
    as_: As, ayu: User, citra: User, three: list[Post]
) -> None:
    batch = done(ayu, three, "move", days=7)
    client = as_(citra)
    ids = [str(three[0].pk)]
    data = {"id": ids, "act": "cancel"}
    assert client.post(reverse("content:many"), data).status_code == 404
    for name in ("content:batch-again", "content:batch-undo"):
        assert client.post(reverse(name, args=[batch.pk])).status_code == 404
    assert client.get(reverse("content:batch", args=[batch.pk])).status_code == 404
    assert Batch.objects.count() == 1
    assert times(three) == [at(8), at(9), at(10)]


def test_who_only_sees_posts_changes_none(
    as_: As, ayu: User, three: list[Post], tree: dict[str, Any]
) -> None:
    Appointment.objects.filter(user=ayu).update(role="leader")
    data = {"id": [str(three[0].pk)]}
    assert as_(ayu).post(reverse("content:many"), data).status_code == 403
