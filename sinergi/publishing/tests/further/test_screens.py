"""What people see of threads and first comments, and that Citra sees none of Ayu's."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from sinergi.connectors.errors import Refused
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import (
    carried,
    putting_in,
    shown,
    today,
    unsaved,
)
from sinergi.publishing.models import Approval, Post, Target
from sinergi.publishing.tests.conftest import Network, work
from sinergi.publishing.tests.further.conftest import TAGS, TEXT, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


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


def test_a_story_with_a_first_comment_is_refused_while_it_is_written(
    client: Client, ayu: User, ayu_account: Account
) -> None:
    pk = ayu_account.pk
    Account.objects.filter(pk=pk).update(network="instagram")
    client.force_login(ayu)
    told = {"text": "Halo", "accounts": pk, f"comment-{pk}": TAGS, f"option-{pk}-format": "post"}
    words = "tidak mempunyai komentar dengan “Format: Story (24 jam)”"
    assert words not in client.post(reverse("content:checks"), told).content.decode()
    told[f"option-{pk}-format"] = "story"
    assert words in client.post(reverse("content:checks"), told).content.decode()


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


def test_whoever_takes_a_thread_down_reads_all_that_goes(
    client: Client, going: Approval, network: Network, budi: User
) -> None:
    work(network, rounds=6)
    client.force_login(budi)
    first = carried.of_post(going.post).get(part=0)
    page = client.get(reverse("content:take-down", args=[first.pk])).content.decode()
    assert TAGS in page
    assert "bagian terakhir lebih dulu" in page
