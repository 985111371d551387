"""A thread and a first comment: written, checked, approved and sent like the post itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.connectors.errors import Refused
from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import (
    actions,
    carried,
    checks,
    content,
    putting_in,
    shown,
    today,
    unsaved,
    versions,
)
from sinergi.publishing.bulk import batches, duplicating, plans
from sinergi.publishing.composing import Composed
from sinergi.publishing.correcting import acting as correcting
from sinergi.publishing.holding import acting, listing
from sinergi.publishing.models import Approval, Post, Target
from sinergi.publishing.tests.conftest import Network, Write, work
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

TEXT = "Layanan KTP keliling.\n\n---\n\nBawa KK asli.\n\n---\n\nGratis."
TAGS = "#Cibinong #LayananKTP"


def further(account: Account, comment: str = TAGS, *, numbered: bool = False) -> Composed:
    numbers = {account.pk} if numbered else set()
    return Composed(comments={account.pk: comment}, numbered=numbers)


@pytest.fixture
def thread(write: Write, ayu_account: Account) -> Post:
    return write(TEXT, more=further(ayu_account))


@pytest.fixture
def going(thread: Post, ayu: User, budi: User) -> Approval:
    return actions.approve(budi, actions.ask_approval(ayu, thread), due=None)


def states(post: Post) -> list[str]:
    return [row.state for row in carried.of_post(post).order_by("part")]


def test_it_goes_out_part_by_part_with_its_first_comment(going: Approval, network: Network) -> None:
    work(network, rounds=6)
    assert network.visible == ["Layanan KTP keliling.", "Bawa KK asli.", "Gratis.", TAGS]
    going.post.refresh_from_db()
    assert going.post.state == Post.State.PUBLISHED


def test_parts_say_which_they_are_where_one_wishes(
    write: Write, ayu: User, budi: User, ayu_account: Account, network: Network
) -> None:
    post = write(TEXT, more=further(ayu_account, "", numbered=True))
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    work(network, rounds=5)
    assert network.visible[1:] == ["Bawa KK asli. (2/3)", "Gratis. (3/3)"]


def test_where_there_are_no_threads_it_is_one_text(
    write: Write, ayu_account: Account, ayu: User
) -> None:
    Account.objects.filter(pk=ayu_account.pk).update(network="telegram")
    post = write(TEXT)
    asked = actions.ask_approval(ayu, post).asked[0]
    assert asked["text"] == "Layanan KTP keliling.\n\nBawa KK asli.\n\nGratis."
    assert "parts" not in asked


def test_an_item_without_parts_is_what_it_always_was(draft: Post, ayu: User) -> None:
    asked = actions.ask_approval(ayu, draft).asked[0]
    assert set(asked) == {"account", "text", "media", "options"}


def test_every_part_is_counted(write: Write, ayu_account: Account) -> None:
    post = write(f"Pendek.\n---\n{'a' * 290}", more=further(ayu_account, "b" * 300))
    found = content.problems(post)
    assert [no.facts.get("over") for no in found] == [10, 20]
    assert "(2/2)" in found[0].facts["account"]


def test_a_thread_has_an_end(write: Write) -> None:
    post = write("\n---\n".join(["Satu kalimat."] * 26))
    assert any("at most" in no.message and no.facts["count"] == 26 for no in content.problems(post))


def test_a_first_comment_where_there_is_none_is_said_not_lost(
    write: Write, ayu_account: Account
) -> None:
    post = write(more=further(ayu_account))
    Account.objects.filter(pk=ayu_account.pk).update(network="telegram")
    assert any("no first comment" in no.message for no in content.problems(post))


def test_other_words_of_a_part_than_were_approved_do_not_go_out(
    going: Approval, network: Network
) -> None:
    Target.objects.filter(post=going.post).update(comment="#Lain")
    work(network)
    assert network.visible == []
    assert states(going.post) == ["failed", "waiting", "waiting", "waiting"]


def test_a_changed_request_names_its_parts(going: Approval, network: Network) -> None:
    part = carried.of_post(going.post).get(part=2)
    Delivery.objects.filter(pk=part.pk).update(part=7)
    work(network, rounds=6)
    assert "Gratis." not in network.visible


def test_a_part_that_fails_leaves_the_post_partly_out_and_goes_on_from_there(
    going: Approval, network: Network, budi: User
) -> None:
    work(network, rounds=1)
    network.errors = [Refused("too long")]
    work(network, rounds=3)
    going.post.refresh_from_db()
    assert (going.post.state, states(going.post)[1:]) == (
        "partly",
        ["failed", "waiting", "waiting"],
    )
    actions.retry(budi, carried.of_post(going.post).get(part=1))
    work(network, rounds=5)
    going.post.refresh_from_db()
    assert (going.post.state, len(network.visible)) == ("published", 4)


def test_the_rest_is_left_out_and_the_post_is_out(
    going: Approval, network: Network, budi: User
) -> None:
    work(network, rounds=1)
    network.errors = [Refused("too long")]
    work(network, rounds=1)
    actions.leave_rest(budi, carried.of_post(going.post).get(part=1))
    going.post.refresh_from_db()
    assert (going.post.state, len(network.visible)) == ("published", 1)


def test_an_approval_taken_back_in_the_middle_stops_what_is_left(
    going: Approval, network: Network
) -> None:
    work(network, rounds=1)
    Approval.objects.filter(pk=going.pk).update(state="withdrawn")
    work(network, rounds=3)
    assert states(going.post) == ["sent", "failed", "waiting", "waiting"]


def test_a_hold_in_the_middle_stops_what_is_left(
    going: Approval, network: Network, budi: User, tree: dict[str, Unit]
) -> None:
    work(network, rounds=1)
    acting.end(budi, acting.begin(budi, tree["regency"], reason="mourning"))
    acting.begin(budi, tree["regency"], reason="mourning")
    work(network, rounds=3)
    assert states(going.post) == ["sent", "held", "waiting", "waiting"]
    assert list(listing.held_for(budi)) == [going.post]
    assert listing.stopped_posts([going.post], timezone.now())[0].accounts == 1


def test_what_is_scheduled_can_be_moved_withdrawn_and_cancelled_whole(
    thread: Post, ayu: User, budi: User
) -> None:
    due = timezone.now() + timedelta(hours=2)
    actions.approve(budi, actions.ask_approval(ayu, thread), due=due)
    later = due + timedelta(hours=3)
    actions.reschedule(budi, thread, later)
    assert set(carried.of_post(thread).values_list("due", flat=True)) == {later}
    first = carried.of_post(thread)
    actions.withdraw(ayu, thread)
    assert {row.state for row in first.all()} == {"cancelled"}


def test_a_correction_in_its_place_edits_each_part(
    going: Approval, network: Network, ayu: User, budi: User
) -> None:
    work(network, rounds=6)
    ids = list(carried.of_post(going.post).order_by("part").values_list("remote_id", flat=True))
    made = correcting.begin(ayu, going.post, reason="Salah hari", in_place=True)
    assert (made.text, made.targets.get().comment) == (TEXT, TAGS)
    asked = actions.ask_approval(ayu, made).asked[0]
    edits = [asked["edits"], *(p["edits"] for p in asked["parts"]), asked["comment"]["edits"]]
    assert edits == ids


def test_a_correction_in_its_place_has_as_many_parts(
    going: Approval, network: Network, ayu: User, ayu_account: Account
) -> None:
    work(network, rounds=6)
    made = correcting.begin(ayu, going.post, reason="Salah hari", in_place=True)
    actions.edit(
        ayu, made, version=1, text="Satu saja", accounts=[ayu_account], more=further(ayu_account)
    )
    with pytest.raises(No, match="none added"):
        actions.ask_approval(ayu, Post.objects.get(pk=made.pk))


def test_versions_keep_and_bring_back_comments(
    thread: Post, ayu: User, ayu_account: Account
) -> None:
    actions.edit(ayu, thread, version=1, text="Lain", accounts=[ayu_account], more=Composed())
    old, new = versions.version_of(thread, 1), versions.newest(thread)
    changed = {c.label for c in versions.changes(versions.said_by(old), versions.said_by(new))}
    assert f"{ayu_account.handle}: First comment" in changed
    actions.bring_back(ayu, thread, old, [ayu_account], version=2)
    assert thread.targets.get().comment == TAGS


def test_an_edit_that_says_nothing_of_them_keeps_them(
    thread: Post, ayu: User, ayu_account: Account
) -> None:
    actions.edit(ayu, thread, version=1, text="Lain", accounts=[ayu_account])
    assert thread.targets.get().comment == TAGS


def test_a_copy_has_the_same(thread: Post, ayu: User) -> None:
    assert duplicating.duplicate(ayu, thread).targets.get().comment == TAGS


def test_the_preview_shows_each_part_with_its_length(thread: Post) -> None:
    later = shown.of_post(thread)[0].later
    assert [(one.number, one.of, one.length) for one in later] == [
        (2, 3, 13),
        (3, 3, 7),
        (0, 0, 21),
    ]


def test_what_is_too_long_is_cut_for_one_account(ayu: User, ayu_account: Account) -> None:
    data = QueryDict(mutable=True)
    data.update({"text": "Kalimat yang cukup panjang. " * 30, "cut": str(ayu_account.pk)})
    own = putting_in.cut(ayu, None, data)[f"own-{ayu_account.pk}"]
    assert own.count("---") == 2


def test_the_composer_shows_and_keeps_them(client: Client, ayu: User, ayu_account: Account) -> None:
    client.force_login(ayu)
    said = {
        "unit": ayu_account.unit_id,
        "text": TEXT,
        "accounts": ayu_account.pk,
        f"comment-{ayu_account.pk}": TAGS,
        f"numbered-{ayu_account.pk}": "on",
    }
    page = client.post(reverse("content:write"), {**said, "do": "preview"}).content.decode()
    assert "Bawa KK asli. (2/3)" in page
    client.post(reverse("content:write"), said)
    target = Target.objects.get(post__text=TEXT)
    assert (target.comment, target.numbered) == (TAGS, True)
    page = client.get(reverse("content:edit", args=[target.post_id])).content.decode()
    assert TAGS in page
    cut = client.post(reverse("content:write"), {**said, "cut": ayu_account.pk}).content.decode()
    assert Post.objects.count() == 1
    assert "Layanan KTP keliling." in cut


def test_without_a_first_comment_on_the_network_none_is_asked_for(
    client: Client, ayu: User, ayu_account: Account
) -> None:
    Account.objects.filter(pk=ayu_account.pk).update(network="telegram")
    client.force_login(ayu)
    page = client.get(reverse("content:write")).content.decode()
    assert f"comment-{ayu_account.pk}" not in page
    assert f"numbered-{ayu_account.pk}" not in page


def test_the_page_of_a_post_shows_its_parts(
    client: Client, going: Approval, network: Network, ayu: User, budi: User
) -> None:
    work(network, rounds=1)
    network.errors = [Refused("too long")]
    work(network, rounds=1)
    client.force_login(budi)
    page = client.get(reverse("content:post", args=[going.post_id])).content.decode()
    failed = carried.of_post(going.post).get(part=1)
    assert reverse("content:delivery", args=[failed.pk]) in page
    address = reverse("content:delivery", args=[failed.pk])
    assert 'value="leave"' in client.get(address).content.decode()
    client.post(address, {"do": "leave"})
    going.post.refresh_from_db()
    assert going.post.state == "published"


def test_citra_sees_and_settles_no_part(
    client: Client, going: Approval, network: Network, citra: User
) -> None:
    work(network, rounds=1)
    client.force_login(citra)
    for part in carried.of_post(going.post):
        address = reverse("content:delivery", args=[part.pk])
        assert client.get(address).status_code == 404
        assert client.post(address, {"do": "leave"}).status_code == 404
    assert states(going.post) == ["sent", "waiting", "waiting", "waiting"]


def test_citra_cuts_no_text_for_ayus_account(citra: User, ayu_account: Account) -> None:
    data = QueryDict(mutable=True)
    data.update({"text": "Kalimat. " * 90, "cut": str(ayu_account.pk)})
    assert f"own-{ayu_account.pk}" not in putting_in.cut(citra, None, data)


def test_a_first_comment_is_read_like_the_text(
    thread: Post, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    says = checks.Texts("Layanan buka.", more=further(ayu_account, "Hubungi {{kontak}}."))
    found = checks.findings(tree["cibinong"], says, [ayu_account], day=timezone.localdate())
    assert f"comment-{ayu_account.pk}" in {name for name, _ in found}
    says = checks.Texts("Layanan buka.", more=further(ayu_account, TAGS))
    found = checks.findings(tree["cibinong"], says, [ayu_account], day=timezone.localdate())
    asked = {f.rule for name, f in found if name == f"comment-{ayu_account.pk}"}
    assert not [rule for rule in asked if rule.startswith("attention-")]


def test_a_plan_from_a_file_brings_threads_and_first_comments(
    ayu: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    day = timezone.localdate() + timedelta(days=3)
    file = (
        "tanggal,teks,akun,komentar pertama\n"
        f'{day:%d-%m-%Y},"Satu\n---\nDua",{ayu_account.handle},#Cibinong\n'
    )
    report = plans.read(ayu, tree["cibinong"], file.encode(), now=timezone.now())
    batch = batches.bring(ayu, tree["cibinong"], report, name="rencana.csv", begin=batches.work)
    batches.work(batch.pk)
    target = Target.objects.get()
    assert (target.post.text, target.comment) == ("Satu\n---\nDua", "#Cibinong")


def test_a_part_that_failed_is_on_the_list_of_who_settles_it(
    going: Approval, network: Network, budi: User, citra: User
) -> None:
    work(network, rounds=1)
    network.errors = [Refused("too long")]
    work(network, rounds=1)
    failed = carried.of_post(going.post).get(part=1)
    address = reverse("content:delivery", args=[failed.pk])
    assert address in {task.url for task in today.today_for(budi)}
    assert address not in {task.url for task in today.today_for(citra)}


def test_comments_and_numbers_are_kept_as_they_are_typed(ayu_account: Account) -> None:
    pk = ayu_account.pk
    sent = QueryDict(f"comment-{pk}=%23Cibinong&numbered-{pk}=on&csrf=x")
    assert set(unsaved.values_of(sent)) == {f"comment-{pk}", f"numbered-{pk}"}
