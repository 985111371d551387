"""A plan from a file, and one change to many posts: in the background, whole, taken back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, tasks
from sinergi.publishing.bulk import batches, labels, plans, sheets
from sinergi.publishing.calendars import moving
from sinergi.publishing.models import Approval, Batch, BatchItem, Post
from sinergi.publishing.tests.conftest import Write
from sinergi.units.models import Appointment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]
As = Callable[[User], Client]
HEAD = "tanggal,jam,judul,teks,akun,label"


@pytest.fixture
def as_(client: Client) -> As:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def at(days: int, hour: int = 9) -> datetime:
    found = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(found, time(hour)))


def plan_of(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *lines]).encode()


def workbook(*rows: list[Any]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def nothing(pk: int) -> None:
    """Begin nothing: the test does the work."""


def read(user: User, account: Account, content: bytes) -> plans.Report:
    return plans.read(user, account.unit, content, now=timezone.now())


def test_a_line_is_a_draft_with_its_time_its_accounts_and_its_labels(
    ayu: User, ayu_account: Account
) -> None:
    line = f"{day(3)},07:30,Posyandu,Datang pagi,kecamatan.cibinong,#Sehat; Balita"
    report = read(ayu, ayu_account, plan_of(line))
    assert report.problems == []
    (found,) = report.lines
    assert found.at == at(3, 7) + timedelta(minutes=30)
    assert (found.title, found.text) == ("Posyandu", "Datang pagi")
    assert found.accounts == [ayu_account.pk]
    assert found.labels == ["sehat", "balita"]


@pytest.mark.parametrize("spelled", ["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"])
def test_days_are_read_as_people_write_them(spelled: str, ayu: User, ayu_account: Account) -> None:
    when = timezone.localdate() + timedelta(days=40)
    report = read(ayu, ayu_account, plan_of(f"{when.strftime(spelled)},18.05 WIB,,Halo,,"))
    assert report.lines[0].at == at(40, 18) + timedelta(minutes=5)


def test_a_workbook_says_the_same_as_a_csv_file(ayu: User, ayu_account: Account) -> None:
    when = timezone.localdate() + timedelta(days=5)
    content = workbook(
        ["Tanggal", "Jam", "Teks", "Akun"],
        [when, time(7, 30), "Halo warga", "kecamatan.cibinong"],
        [None, None, None, None],
        [datetime.combine(when, time(9)), None, "=SUM(1;2)", None],
    )
    report = read(ayu, ayu_account, content)
    assert report.lines[0].at == at(5, 7) + timedelta(minutes=30)
    assert report.lines[0].accounts == [ayu_account.pk]
    # A formula that no program has worked out says nothing, and nothing works it out here.
    assert [number for number, _ in report.problems] == [4]


def test_every_wrong_line_is_told_by_its_number(ayu: User, ayu_account: Account) -> None:
    report = read(
        ayu,
        ayu_account,
        plan_of(
            f"{day(1)},07:30,,Benar,,",
            "kapan-kapan,07:30,,Hari,,",
            f"{day(1)},25:00,,Jam,,",
            f"{day(1)},07:30,,,,",
            f"{day(1)},07:30,,Akun,kecamatan.ciomas,",
            f"{day(-9)},07:30,,Lewat,,",
            f"{day(900)},07:30,,Jauh,,",
            f"{day(1)},07:30,,Label,," + ";".join(f"l{n}" for n in range(11)),
        ),
    )
    assert [number for number, _ in report.problems] == [3, 4, 5, 6, 7, 8, 9]
    assert len(report.lines) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"a,b\n1,2\n", "needs the columns"),
        (b"", "needs the columns"),
        (plan_of(), "no line below"),
        (b"\xff\xfe\x00", "no CSV text"),
        (b"PK\x03\x04broken", "neither a CSV"),
        (b"x" * (sheets.MOST_BYTES + 1), "larger than"),
    ],
)
def test_what_is_no_plan_is_refused_in_words(
    content: bytes, why: str, ayu: User, ayu_account: Account
) -> None:
    with pytest.raises(No, match=why):
        read(ayu, ayu_account, content)


def zipped(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return out.getvalue()


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(
    ayu: User, ayu_account: Account
) -> None:
    bomb = zipped(("xl/worksheets/sheet1.xml", b"0" * (sheets.MOST_UNPACKED + 1)))
    assert len(bomb) < sheets.MOST_BYTES
    with pytest.raises(No, match="too large once it is opened"):
        read(ayu, ayu_account, bomb)


def test_other_archives_are_no_plan(ayu: User, ayu_account: Account) -> None:
    with pytest.raises(No, match="neither a CSV"):
        read(ayu, ayu_account, zipped(("word/document.xml", b"<w/>")))


def test_a_sheet_with_a_million_empty_lines_ends(ayu: User, ayu_account: Account) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["tanggal", "teks"])
    book.active.cell(row=500_000, column=2, value="Jauh di bawah")
    book.save(out)
    with pytest.raises(No, match="no line below"):
        read(ayu, ayu_account, out.getvalue())


def test_the_first_look_writes_nothing_and_the_second_begins(
    as_: As, ayu: User, ayu_account: Account
) -> None:
    client, url = as_(ayu), reverse("content:plan-file")
    content = plan_of(f"{day(2)},,Judul,Satu,kecamatan.cibinong,", f"{day(3)},08:00,,Dua,,")

    def send(**values: object) -> Any:
        file = SimpleUploadedFile("rencana.csv", content)
        return client.post(url, {"unit": ayu_account.unit_id, "file": file, **values})

    assert "2 " in send(dry_run="on").content.decode()
    assert not Post.objects.exists()
    assert not Batch.objects.exists()
    answer = send()
    batch = Batch.objects.get()
    assert answer["Location"] == reverse("content:batch", args=[batch.pk])
    assert DBTaskResult.objects.count() == 1
    assert not Post.objects.exists()
    tasks.go_on_with_batch.call(batch.pk)
    made = list(Post.objects.order_by("planned_at"))
    assert [post.text for post in made] == ["Satu", "Dua"]
    assert [post.planned_at for post in made] == [at(2, 12), at(3, 8)]
    assert {post.state for post in made} == {Post.State.DRAFT}
    shown = client.get(answer["Location"]).content.decode()
    assert "Judul" in shown
    assert reverse("content:batch-undo", args=[batch.pk]) in shown
    assert Entry.objects.filter(verb="plan.imported").count() == 1
    assert Entry.objects.filter(verb="post.written").count() == 2


def test_a_plan_with_a_wrong_line_writes_nothing(as_: As, ayu: User, ayu_account: Account) -> None:
    content = plan_of(f"{day(2)},,,Satu,,", "salah,,,Dua,,")
    data = {"unit": ayu_account.unit_id, "file": SimpleUploadedFile("r.csv", content)}
    shown = as_(ayu).post(reverse("content:plan-file"), data).content.decode()
    assert 'role="alert"' in shown
    assert not Batch.objects.exists()


def test_the_file_to_begin_with_is_one_that_can_be_read(
    as_: As, ayu: User, ayu_account: Account
) -> None:
    answer = as_(ayu).get(reverse("content:plan-template"))
    head, lines = sheets.table(answer.content)
    assert head == list(plans.TEMPLATE)
    assert len(list(lines)) == 1


def test_citra_cannot_bring_a_plan_for_ayus_office_or_account(
    as_: As, ayu_account: Account, citra: User, citra_account: Account
) -> None:
    client, url = as_(citra), reverse("content:plan-file")
    line = f"{day(2)},,,Satu,kecamatan.cibinong,"
    data = {"unit": ayu_account.unit_id, "file": SimpleUploadedFile("r.csv", plan_of(line))}
    assert 'id="errors"' in client.post(url, data).content.decode()
    data = {"unit": citra_account.unit_id, "file": SimpleUploadedFile("r.csv", plan_of(line))}
    assert 'role="alert"' in client.post(url, data).content.decode()
    assert not Batch.objects.exists()


def test_who_only_approves_brings_no_plan(as_: As, budi: User) -> None:
    assert as_(budi).get(reverse("content:plan-file")).status_code == 403


# --- One change to many ---------------------------------------------------------------------------


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
