"""Filters of the list: read from an address, combined, and never wider than one's rights."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import make_account
from sinergi.inbox import filters, lists
from sinergi.inbox.deadlines.standing import standing
from sinergi.inbox.filters import DUES, Filters
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def make(account: Account, name: str, **more: object) -> Conversation:
    now = timezone.now()
    given = {"opened_at": now, "last_at": now, "waiting_since": now, "kind": "comment"} | more
    return Conversation.objects.create(
        account=account, unit=account.unit, root=name, handle=name, **given
    )


def found(user: User, **asked: object) -> list[str]:
    told = {"tab": "", **asked}
    return [row.handle for row in lists.page(user, Filters(**told)).rows]  # type: ignore[arg-type]  # a test's words


def test_an_address_says_the_same_again() -> None:
    asked = {"tab": "open", "office": "7", "due": "late", "danger": "1", "q": "lampu  mati"}
    read = filters.read(asked)
    assert read == Filters("open", 7, due="late", danger=True, q="lampu mati")
    assert filters.read({**read.told, "cursor": "x"}) == read
    assert Filters().spelled() == ""
    assert Filters().spelled(cursor="c") == "cursor=c"


@pytest.mark.parametrize(
    "asked",
    [{"tab": "x"}, {"state": "open"}, {"office": "satu"}, {"due": "x"}, {"topic": "x" * 61},
     {"danger": "perhaps"}, {"order": "name"}, {"office": "9" * 19}],
)  # fmt: skip
def test_a_value_that_no_filter_has_is_told(asked: dict[str, str]) -> None:
    with pytest.raises(No):
        filters.read(asked)


def test_filters_are_combined(ayu: User, ayu_account: Account) -> None:
    other = make_account(ayu, ayu_account.unit, "@cibinong@sosial.example", "mastodon")
    make(ayu_account, "a", matter="question", topic="jalan", place="32.01.26.2003")
    make(ayu_account, "b", matter="complaint", topic="jalan", place="32.01.26", assigned_to=ayu)
    make(other, "c", matter="complaint", topic="air", danger=True, state="working")
    make(other, "d", matter="complaint", spam=True)
    assert found(ayu, matter="complaint") == ["c", "b"]
    assert found(ayu, matter="complaint", topic="jalan") == ["b"]
    assert found(ayu, place="32.01.26") == ["b", "a"]
    assert found(ayu, place="32.01.26.2003") == ["a"]
    assert found(ayu, network="mastodon") == ["c"]
    assert found(ayu, who="me") == ["b"] == found(ayu, tab="mine")
    assert found(ayu, who="none") == ["c", "a"]
    assert found(ayu, danger=True) == ["c"] == found(ayu, state="working")
    assert found(ayu, spam=True) == ["d"]


@pytest.mark.parametrize("due", DUES)
def test_each_deadline_stands_in_one_place(ayu: User, ayu_account: Account, due: str) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    make(ayu_account, "late", due_at=now - hour, soon_at=now - 2 * hour)
    make(ayu_account, "soon", due_at=now + hour, soon_at=now - hour)
    make(ayu_account, "safe", due_at=now + 3 * hour, soon_at=now + 2 * hour)
    make(ayu_account, "answered", waiting_since=None, state="answered")
    assert found(ayu, due=due) == [due]
    (row,) = lists.page(ayu, Filters(tab="", due=due)).rows
    assert standing(row, now) == {"safe": "calm"}.get(due, due)


def test_the_nearest_deadline_comes_first_on_every_page(ayu: User, ayu_account: Account) -> None:
    now = timezone.now()
    for number in (3, 1, 2, 0, 4):
        make(ayu_account, str(number), due_at=now + timedelta(hours=number // 2))
    asked, seen, cursor = Filters(tab="", order="due"), "", ""
    pages = []
    for _ in range(3):
        shown = lists.page(ayu, asked, cursor=cursor, size=2)
        pages.append(shown)
        cursor, seen = shown.older, seen + "".join(row.handle for row in shown.rows)
    assert sorted(seen[:2]) == ["0", "1"]
    assert sorted(seen[2:4]) == ["2", "3"]
    assert seen[4:] == "4"
    back = lists.page(ayu, asked, cursor=pages[2].newer, size=2)
    assert back.rows == pages[1].rows


def test_an_office_stands_for_all_under_it(
    budi: User, ayu_account: Account, citra_account: Account, tree: dict[str, Unit]
) -> None:
    make(ayu_account, "cibinong")
    make(citra_account, "ciomas")
    assert found(budi, office=tree["regency"].pk) == ["ciomas", "cibinong"]
    assert found(budi, office=tree["ciomas"].pk) == ["ciomas"]
    assert found(budi, office=99_999) == []


def test_no_filter_shows_citra_what_is_not_hers(
    citra: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    make(ayu_account, "a", danger=True)
    assert found(citra, office=tree["cibinong"].pk) == []
    assert found(citra, danger=True) == []
    assert lists.count(citra, Filters()) == 0
    shown = page(as_(citra), f"{reverse('inbox:list')}?sheet=1")
    assert "Cibinong" not in shown.partition("<form")[2].partition('name="place"')[0]


def test_danger_stands_on_top_of_the_first_page(heard: Hear, ayu: User) -> None:
    old = heard("c1", "Tolong, rumah kami kebakaran", minutes_ago=90)
    Conversation.objects.filter(pk=old.pk).update(danger=True)
    heard("c2", "Buka jam berapa?", author="warga.kenanga")
    shown = page(as_(ayu), reverse("inbox:list"))
    assert shown.index("kebakaran") < shown.index("Buka jam berapa")
    assert shown.count("kebakaran") == 1


def test_the_list_hides_who_wrote_and_what_tells_of_them(heard: Hear, ayu: User) -> None:
    heard("c1", "Nomor saya 081234567890", author="kenanga.wangi")
    shown = page(as_(ayu), reverse("inbox:list"))
    assert "Warga · k***" in shown
    assert "kenanga" not in shown.lower()
    assert "081234567890" not in shown
    assert "[telepon]" in shown


def test_the_sheet_is_a_form_that_needs_no_script(heard: Hear, ayu: User) -> None:
    heard("c1", "Buka jam berapa?")
    url = reverse("inbox:list")
    sheet = page(as_(ayu), f"{url}?tab=open&due=late&sheet=1")
    assert '<form class="form" method="get"' in sheet
    assert '<option value="late" selected>' in sheet
    assert '<input type="hidden" name="tab" value="open">' in sheet
    filtered = page(as_(ayu), f"{url}?tab=open&kind=review")
    assert "Ulasan" in filtered
    assert f'href="{url}?tab=open"' in filtered
    assert "Buka jam berapa" not in filtered


def test_tabs_tell_how_many_there_are(
    ayu: User, ayu_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        make(ayu_account, str(number))
    assert '<small class="tally">3</small>' in page(as_(ayu), reverse("inbox:list"))
    assert lists.count(ayu, Filters(tab="mine")) == 0


def test_a_limited_list_tells_its_own_number_alone(ayu: User, ayu_account: Account) -> None:
    for number in range(3):
        make(ayu_account, str(number))
    limited = page(as_(ayu), f"{reverse('inbox:list')}?tab=open&who=none")
    assert limited.count('<small class="tally">') == 1


def test_a_filter_that_does_not_exist_leads_back(ayu: User, client: Client) -> None:
    client.force_login(ayu)
    answer = client.get(reverse("inbox:list"), {"due": "x"}, follow=True)
    assert answer.redirect_chain
    assert "due" in answer.content.decode()
