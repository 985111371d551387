"""Search in what was said: right on both databases, whatever is typed, within one's rights."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from sinergi.inbox.filters import Filters
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.search import index, searching
from sinergi.inbox.search.words import excerpt, for_postgresql, for_sqlite, office, words_of
from sinergi.inbox.tests.conftest import Hear, hear_items, incoming
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units import actions as units
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def texts(user: User, q: str, **asked: object) -> list[str]:
    told = {"tab": "", "q": q, **asked}
    return [row.last_text for row in searching.page(user, Filters(**told)).rows]  # type: ignore[arg-type]  # a test's words


def test_all_words_must_be_there_and_the_newest_comes_first(heard: Hear, ayu: User) -> None:
    heard("c1", "Lampu jalan mati di Pakansari", author="a")
    heard("c2", "Jalan rusak di Pakansari", author="b")
    heard("c3", "LAMPU taman, jalan setapak", author="c")
    assert texts(ayu, "jalan lampu") == [
        "LAMPU taman, jalan setapak",
        "Lampu jalan mati di Pakansari",
    ]
    assert texts(ayu, "pakansari rusak") == ["Jalan rusak di Pakansari"]
    assert texts(ayu, "trotoar") == []


def test_what_is_written_in_chats_is_found_by_the_usual_word(heard: Hear, ayu: User) -> None:
    heard("c1", "Kok tdk bisa daftar sih")
    assert texts(ayu, "tidak bisa") == ["Kok tdk bisa daftar sih"]
    assert texts(ayu, "tak daftar") == ["Kok tdk bisa daftar sih"]


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "a\" OR b", "lampu*", "(((", "NEAR(a b)", "office : u1", "-lampu", "%' OR 1=1 --",
     "lampu & ! mati", "<b>lampu</b>", "😀 lampu", "\u202elampu", "a" * 5000, "{x}", "%s %(y)s",
     "\\"],
)  # fmt: skip
def test_no_sign_breaks_the_search(heard: Hear, ayu: User, typed: str) -> None:
    heard("c1", "Lampu mati")
    client = as_(ayu)
    answer = client.get(reverse("inbox:list"), {"q": typed, "tab": ""}, follow=True)
    assert answer.status_code == 200
    if any(sign.isalnum() for sign in typed):
        assert len(texts(ayu, typed)) <= 1


def test_signs_alone_are_no_word(ayu: User) -> None:
    with pytest.raises(No):
        texts(ayu, "?! 😀")


def test_addresses_hyphens_and_markup_are_words_too(heard: Hear, ayu: User) -> None:
    heard("c1", "Lihat https://cibinong.example/lampu-jalan?x=1 <b>rusak</b> anak-anak/ibu")
    for word in ("cibinong", "lampu", "jalan", "rusak", "anak", "ibu"):
        assert len(texts(ayu, word)) == 1, word


def test_filters_limit_what_is_found(
    budi: User, ayu_account: Account, citra_account: Account, tree: dict[str, Unit]
) -> None:
    hear_items(ayu_account, incoming("c1", "Banjir di Cibinong"))
    hear_items(citra_account, incoming("c2", "Banjir di Ciomas"))
    Conversation.objects.filter(unit=tree["ciomas"]).update(state="working")
    assert texts(budi, "banjir") == ["Banjir di Ciomas", "Banjir di Cibinong"]
    assert texts(budi, "banjir", office=tree["cibinong"].pk) == ["Banjir di Cibinong"]
    assert texts(budi, "banjir", state="working") == ["Banjir di Ciomas"]
    assert texts(budi, "banjir", state="working", office=tree["cibinong"].pk) == []


def test_citra_finds_nothing_of_ayus(heard: Hear, citra: User, tree: dict[str, Unit]) -> None:
    heard("c1", "Banjir di Cibinong")
    assert texts(citra, "banjir") == []
    assert texts(citra, "banjir", office=tree["cibinong"].pk) == []


def test_what_is_found_is_shown_masked(heard: Hear, ayu: User) -> None:
    heard("c1", "Tolong telepon 081234567890 soal lampu")
    assert "081234567890" not in page(as_(ayu), f"{reverse('inbox:list')}?q=lampu&tab=")
    assert texts(ayu, "081234567890") == ["Tolong telepon [telepon] soal lampu"]


def test_pages_lead_back_in_time(ayu: User, ayu_account: Account) -> None:
    hear_items(
        ayu_account, *[incoming(f"c{n}", f"lampu nomor {n}", author=f"w{n}") for n in range(5)]
    )
    first = searching.page(ayu, Filters(tab="", q="lampu"), size=2)
    second = searching.page(ayu, Filters(tab="", q="lampu"), size=2, cursor=first.older)
    third = searching.page(ayu, Filters(tab="", q="lampu"), size=2, cursor=second.older)
    shown = [row.last_text[-1] for one in (first, second, third) for row in one.rows]
    assert (shown, third.older) == (["4", "3", "2", "1", "0"], "")
    with pytest.raises(No):
        searching.page(ayu, Filters(q="lampu"), cursor="bG9uZw")


def test_a_conversation_stands_once_on_a_page(heard: Hear, ayu: User) -> None:
    heard("c1", "lampu pertama", answers="p1")
    heard("c2", "lampu kedua", answers="p1")
    assert texts(ayu, "lampu") == ["lampu kedua"]


def test_the_index_follows_what_changes(
    heard: Hear, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    conversation = heard("c1", "lampu mati")
    Message.objects.update(text="air mati", understood=None)
    assert (texts(ayu, "lampu"), texts(ayu, "air")) == ([], ["air mati"])
    Conversation.objects.update(unit=tree["ciomas"])
    assert (texts(ayu, "air"), texts(citra, "air")) == ([], ["air mati"])
    conversation.messages.all().delete()
    assert texts(citra, "air") == []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {index.TABLE}")
        assert cursor.fetchone() == (0,)


def test_the_index_can_be_made_anew(heard: Hear, ayu: User) -> None:
    heard("c1", "lampu mati")
    index.lift()
    heard("c2", "lampu taman", author="b")
    assert texts(ayu, "lampu") == ["lampu mati"]
    call_command("migrate", verbosity=0)
    assert texts(ayu, "lampu") == ["lampu taman", "lampu mati"]
    index.rebuild()
    assert texts(ayu, "lampu") == ["lampu taman", "lampu mati"]


@pytest.mark.parametrize("text", ["x" * 100_000, "😀" * 50, "\u202e\u200fمرحبا\u0007", "=1+1"])
def test_whatever_is_said_can_be_kept(heard: Hear, ayu: User, text: str) -> None:
    heard("c1", f"{text} lampu"[-100_000:])
    assert len(texts(ayu, "lampu")) == 1
    assert as_(ayu).get(reverse("inbox:list"), {"q": "lampu"}).status_code == 200


def test_questions_are_asked_as_each_database_understands_them() -> None:
    (lamp, no) = words_of("Lampu! tidak; LAMPU")
    assert lamp == ("lampu",)
    assert "tdk" in no
    assert for_sqlite([lamp], [7, 8]) == '(words : (("lampu"))) AND (office : ("u7" OR "u8"))'
    assert for_postgresql([lamp, (office(7), office(8))]) == "('lampu') & ('@7' | '@8')"


def test_a_piece_begins_near_the_word() -> None:
    text = "kata " * 100 + "lampu mati"
    piece = excerpt(text, words_of("lampu"), 60)
    assert piece.startswith("… kata")
    assert piece.endswith("kata lampu mati")
    assert len(piece) < 60


def test_an_office_that_moves_takes_its_words_along(
    heard: Hear, budi: User, tree: dict[str, Unit]
) -> None:
    heard("c1", "lampu mati")
    assert texts(budi, "lampu", office=tree["ciomas"].pk) == []
    units.move_unit(None, tree["cibinong"], tree["ciomas"])
    assert texts(budi, "lampu", office=tree["ciomas"].pk) == ["lampu mati"]
    assert texts(budi, "lampu", office=tree["diskominfo"].pk) == []


def test_among_few_conversations_the_same_is_found_as_among_all(
    budi: User, ayu: User, citra: User, ayu_account: Account, citra_account: Account
) -> None:
    for account, places in ((ayu_account, ("32.01.07", "32.01.07.2003")),
                            (citra_account, ("32.01.07", ""))):  # fmt: skip
        for number, place in enumerate([*places, *places]):
            said = f"lampu {'mati' if number % 2 else 'padam'} nomor {number} {account.handle}"
            one = f"{account.handle}{number}"
            hear_items(account, incoming(one, said, author=one))
            Conversation.objects.filter(messages__remote_id=one).update(place=place)
    known = dict(Conversation.objects.values_list("id", "place"))
    for user in (budi, ayu, citra):
        for q in ("lampu", "lampu mati", "trotoar"):
            rows = searching.page(user, Filters(tab="", q=q)).rows
            for place in ("32.01.07", "32.01.07.2003", "32.01.99"):
                there = [row.id for row in rows if known[row.id][: len(place)] == place]
                found = searching.page(user, Filters(tab="", q=q, place=place)).rows
                assert [row.id for row in found] == there
    theirs = searching.page(citra, Filters(tab="", q="lampu", place="32.01.07")).rows
    assert {row.account_id for row in theirs} == {citra_account.pk}


def test_pages_lead_back_among_few_conversations(ayu: User, ayu_account: Account) -> None:
    hear_items(
        ayu_account, *[incoming(f"c{n}", f"lampu nomor {n}", author=f"w{n}") for n in range(5)]
    )
    Conversation.objects.update(place="32.01.07")
    asked, cursor, shown = Filters(tab="", q="lampu", place="32.01.07"), "", []
    for _ in range(3):
        found = searching.page(ayu, asked, size=2, cursor=cursor)
        shown += [row.last_text[-1] for row in found.rows]
        cursor = found.older
    assert (shown, cursor) == (["4", "3", "2", "1", "0"], "")
