"""Each part of a thread has its own files, where the network has threads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, carried, content, intake, parts, pictures, shown, unsaved
from sinergi.publishing.models import Approval, Post, PostMedia
from sinergi.publishing.pictures import Picture
from sinergi.publishing.tests.conftest import Network, Write, work
from sinergi.publishing.tests.further.conftest import TEXT
from sinergi.publishing.tests.test_pictures import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def files() -> list[Picture]:
    """Return a file for the first part, one for the third, and one for a part nobody wrote."""
    return [
        replace(intake.store(photo(size=(side, 20)), name=f"{side}.jpg", alt="Kantor"), part=part)
        for side, part in ((40, 0), (50, 2), (60, 9))
    ]


def carries(post: Post) -> list[list[str]]:
    rows = carried.of_post(post).order_by("part")
    return [[item["name"] for item in row.media] for row in rows]


def test_files_are_shared_out_among_the_parts_there_are() -> None:
    named = [(0, "a"), (2, "b"), (9, "c"), (0, "d")]
    assert parts.shared_out(named, 3) == [["a", "d"], [], ["b", "c"]]
    assert parts.shared_out(named, 1) == [["a", "b", "c", "d"]]


def test_each_part_goes_out_with_its_own_files(
    write: Write, files: list[Picture], ayu: User, budi: User, network: Network
) -> None:
    post = write(TEXT, media=files)
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    assert carries(post) == [["40.jpg"], [], ["50.jpg", "60.jpg"]]
    work(network, rounds=9)
    post.refresh_from_db()
    assert post.state == Post.State.PUBLISHED


def test_other_files_of_a_part_than_were_approved_do_not_go_out(
    write: Write, files: list[Picture], ayu: User, budi: User, network: Network
) -> None:
    post = write(TEXT, media=files)
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    PostMedia.objects.filter(post=post, name="50.jpg").update(part=1)
    work(network, rounds=9)
    assert network.visible == []


def test_where_there_are_no_threads_all_go_with_the_post(
    write: Write, files: list[Picture], ayu: User, ayu_account: Account
) -> None:
    Account.objects.filter(pk=ayu_account.pk).update(network="telegram")
    (item,) = actions.ask_approval(ayu, write(TEXT, media=files)).asked
    assert [media["name"] for media in item["media"]] == ["40.jpg", "50.jpg", "60.jpg"]
    assert "parts" not in item


def test_nothing_is_said_of_a_part_where_all_go_with_the_first(
    write: Write, files: list[Picture], ayu: User
) -> None:
    first = [replace(file, part=0) for file in files]
    (item,) = actions.ask_approval(ayu, write(TEXT, media=first)).asked
    assert all(set(part) == {"text", "options"} for part in item["parts"])
    assert all("part" not in media for media in item["media"])


def test_what_a_network_takes_is_held_against_each_part(write: Write, ayu_account: Account) -> None:
    many = [
        intake.store(photo(size=(side, 20)), name=f"{side}.jpg", alt="Kantor")
        for side in range(40, 46)
    ]
    post = write(TEXT, media=[replace(one, part=2) for one in many])
    (found,) = content.problems(post)
    assert "(3/3) takes at most 4 images" in str(found)
    spread = [replace(one, part=number // 3) for number, one in enumerate(many)]
    assert content.problems(write(TEXT, media=spread)) == []


def test_the_composer_gives_files_to_parts_and_keeps_that(
    client: Client, ayu: User, ayu_account: Account, files: list[Picture]
) -> None:
    client.force_login(ayu)
    told = {
        "unit": ayu_account.unit_id,
        "text": TEXT,
        "accounts": ayu_account.pk,
        "picture": [pictures.token(file, ayu.pk) for file in files[:2]],
        "alt-0": "Kantor",
        "part-0": "2",
        "alt-1": "Loket",
        "part-1": "sembilan",
    }
    page = client.post(reverse("content:write"), {**told, "do": "preview"}).content.decode()
    assert 'name="part-0" type="number" inputmode="numeric" min="1" max="99" value="2"' in page
    client.post(reverse("content:write"), told)
    post = Post.objects.get(text=TEXT)
    assert list(post.media.values_list("alt", "part")) == [("Kantor", 1), ("Loket", 2)]
    kept = QueryDict("part-0=2&part-x=1")
    assert unsaved.values_of(kept) == {"part-0": ["2"]}


def test_who_approves_sees_which_files_go_with_which_part(
    client: Client, write: Write, files: list[Picture], ayu: User, budi: User, citra: User
) -> None:
    approval = actions.ask_approval(ayu, write(TEXT, media=files))
    there = [(item.name, item.part) for item in shown.of_request(approval)[0].files]
    assert there == [("40.jpg", 0), ("50.jpg", 2), ("60.jpg", 2)]
    client.force_login(budi)
    page = client.get(reverse("content:approval", args=[approval.pk])).content.decode()
    third = address(approval, 2)
    assert page.index("Bawa KK asli.") < page.index("Gratis.") < page.index(third)
    answer = client.get(third)
    assert answer.status_code == 200
    list(answer.streaming_content)  # type: ignore[attr-defined]  # which closes the file
    assert client.get(address(approval, 3)).status_code == 404
    client.force_login(citra)
    assert client.get(third).status_code == 404


def address(approval: Approval, number: int) -> str:
    account = approval.asked[0]["account"]
    return reverse("content:asked-file", args=[approval.pk, account, number])


def test_a_version_says_with_which_part_a_file_went(
    client: Client, write: Write, files: list[Picture], ayu: User, ayu_account: Account
) -> None:
    post = write(TEXT, media=files[:1])
    actions.edit(
        ayu, post, version=1, text=TEXT, accounts=[ayu_account],
        media=[replace(files[0], part=1)],
    )  # fmt: skip
    client.force_login(ayu)
    page = client.get(reverse("content:versions", args=[post.pk])).content.decode()
    assert "Bagian 2" in page
