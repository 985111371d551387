"""Reviews: stars or a recommendation, heard, entered or from a file; shown, found and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.connectors.contract import Incoming
from sinergi.inbox import actions, entering, lists, rules
from sinergi.inbox.figures import reporting
from sinergi.inbox.filters import Filters
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.tests.conftest import hear_items, incoming
from sinergi.lib.text import No
from sinergi.networks import actions as networks
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def review(remote_id: str = "r1", text: str = "Antre dua jam", **rates: Any) -> Incoming:
    return replace(incoming(remote_id, text, kind="review"), **rates)


@pytest.fixture
def channel(ayu: User, tree: dict[str, Unit]) -> Account:
    """A place on a map, which tells nobody anything."""
    return networks.keep_by_hand(ayu, tree["cibinong"], "mastodon", handle="Loket Cibinong")


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("rates", "rating"),
    [({"stars": 2}, "2"), ({"recommends": True}, "yes"), ({"recommends": False}, "no"), ({}, "")],
)
def test_a_review_keeps_what_it_rates_us(
    ayu_account: Account, rates: dict[str, Any], rating: str
) -> None:
    hear_items(ayu_account, review(**rates))
    talk = Conversation.objects.get()
    assert (talk.kind, talk.rating, talk.messages.get().rating) == ("review", rating, rating)
    assert talk.waiting_since is not None


def test_a_rating_without_words_is_filed_and_counted(ayu_account: Account) -> None:
    hear_items(ayu_account, review(text="", stars=5))
    talk = Conversation.objects.get()
    assert (talk.state, talk.open, talk.waiting_since, talk.due_at) == (
        "archived",
        False,
        None,
        None,
    )
    assert not Notice.objects.exists()


def test_stars_of_anything_else_are_left_out(ayu_account: Account) -> None:
    hear_items(ayu_account, replace(incoming(), stars=3))
    assert (Conversation.objects.get().rating, Message.objects.get().rating) == ("", "")


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("5", "5"), ("4/5", "4"), ("3 bintang", "3"), ("2,0", "2"), ("★★★★☆", "4"), ("⭐⭐", "2"),
        ("Ya", "yes"), ("tidak", "no"), ("", ""), (" ", ""),
    ],
)  # fmt: skip
def test_ratings_are_read_as_people_write_them(words: str, rating: str) -> None:
    assert rules.rating_of(words) == rating


@pytest.mark.parametrize("words", ["0", "6", "4.5", "bagus", "☆☆☆☆☆", "★★★★★★", "mungkin"])
def test_what_is_no_rating_is_refused(words: str) -> None:
    with pytest.raises(No, match="1 to 5"):
        rules.rating_of(words)


def test_a_review_is_entered_by_hand_with_and_without_words(channel: Account, ayu: User) -> None:
    told = {"name": "Warga", "kind": "review", "rating": "1"}
    worded = entering.enter(ayu, channel, text="Loket tutup", **told)  # type: ignore[arg-type]
    alone = entering.enter(ayu, channel, text="", **told)  # type: ignore[arg-type]
    assert (worded.rating, worded.conversation.open) == ("1", True)
    assert (alone.rating, alone.conversation.open) == ("1", False)
    assert actions.reply(ayu, worded.conversation, text="Mohon maaf.").delivery is not None
    with pytest.raises(No, match="choose review"):
        entering.enter(ayu, channel, text="Halo", name="Warga", rating="5")
    with pytest.raises(No, match="who said what"):
        entering.enter(ayu, channel, text="", name="Warga", kind="review")


FILE = (
    "nama;teks;waktu;bintang\n"
    "Warga;Cepat sekali;24-11-2026;5\n"
    "Anonim;;24-11-2026;★★\n"
    "Anonim;;24-11-2026;★★\n"
    "Ibu;Ramah;24-11-2026;ya\n"
)


def test_a_box_at_the_counter_is_imported_once(channel: Account, ayu: User) -> None:
    first = entering.import_file(ayu, channel, FILE.encode(), dry_run=False)
    again = entering.import_file(ayu, channel, FILE.encode(), dry_run=False)
    assert (first.problems, first.new, again.new, again.known) == ([], 4, 0, 4)
    rated = Conversation.objects.order_by("rating").values_list("rating", "kind")
    assert list(rated) == [("2", "review"), ("2", "review"), ("5", "review"), ("yes", "review")]


def test_a_line_with_a_rating_nobody_can_read_is_named(channel: Account, ayu: User) -> None:
    wrong = "nama;teks;bintang;jenis\nA;b;9;\nC;d;5;komentar\n"
    report = entering.import_file(ayu, channel, wrong.encode(), dry_run=False)
    assert [line for line, _ in report.problems] == [2, 3]
    assert not Message.objects.exists()


def test_ayu_enters_a_review_on_the_page_and_citra_cannot(
    channel: Account, ayu: User, citra: User
) -> None:
    url = reverse("inbox:enter")
    given = {"account": channel.pk, "kind": "review", "rating": "4", "name": "W", "text": ""}
    assert as_(citra).post(url, given).status_code == 200
    assert not Message.objects.exists()
    assert as_(ayu).post(url, given).status_code == 302
    assert Message.objects.get().rating == "4"
    file = SimpleUploadedFile("kotak.csv", FILE.encode())
    sent = {"account": channel.pk, "file": file}
    assert as_(ayu).post(reverse("inbox:import"), sent).status_code == 302


def test_reviews_are_found_by_their_rating_and_marked_in_the_list(
    ayu_account: Account, ayu: User, citra: User
) -> None:
    hear_items(ayu_account, review("r1", stars=2), review("r2", "Bagus", stars=5), incoming("c1"))
    assert [row.rating for row in lists.page(ayu, Filters(tab="", rating="2")).rows] == ["2"]
    assert lists.page(citra, Filters(tab="", rating="2")).rows == []
    url = reverse("inbox:list") + "?tab=&rating=2"
    page = as_(ayu).get(url).text
    assert "★★☆☆☆" in page
    assert "2 bintang" in page
    assert "★★★★★" not in page
    assert as_(ayu).get(reverse("inbox:list") + "?rating=9").status_code == 302
    file = as_(ayu).get(reverse("inbox:download") + "?tab=&rating=2").getvalue().decode()
    assert file.splitlines()[1].endswith(",Ulasan,2 bintang")
    talk = Conversation.objects.get(rating="5")
    shown = as_(ayu).get(reverse("inbox:conversation", args=[talk.pk])).text
    assert "★★★★★" in shown
    assert as_(citra).get(reverse("inbox:conversation", args=[talk.pk])).status_code == 404


def test_reviews_are_counted_by_class_for_those_who_see_them(
    ayu_account: Account, ayu: User, citra: User
) -> None:
    given = [5, 5, 4, 1]
    hear_items(
        ayu_account,
        *(review(f"s{n}", f"Ulasan {n}", stars=stars) for n, stars in enumerate(given)),
        review("y", "Ya", recommends=True),
        incoming("c1"),
    )
    since, until = timezone.now() - timedelta(days=1), timezone.now() + timedelta(minutes=1)
    rated = reporting.report(ayu, since, until, "kind").rated
    assert (rated.n, rated.starred, rated.mean) == (5, 4, None)
    assert [(one, n) for one, _, n in rated.lines] == [("5", 2), ("4", 1), ("1", 1), ("yes", 1)]
    hear_items(ayu_account, review("s9", "", stars=5))
    rated = reporting.report(ayu, since, timezone.now() + timedelta(minutes=1), "kind").rated
    assert (rated.starred, rated.mean) == (5, 4.0)
    assert reporting.report(citra, since, until, "kind").rated.n == 0
    page = as_(ayu).get(reverse("inbox:figures") + "?per=kind").text
    assert "4,0 dari 5 bintang" in page
    assert "dari 5 bintang" not in as_(citra).get(reverse("inbox:figures")).text
