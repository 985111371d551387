"""Remarks on a passage keep the words they are about."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.models import Approval, Comment
from sinergi.publishing.policies import commenting, passages
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_screens import as_
from sinergi.publishing.tests.test_writing import picture

pytestmark = pytest.mark.django_db


def remark(who: User, asked: Approval) -> Comment:
    account = asked.asked[0]["account"]
    return commenting.comment_on_words(who, asked, account=account, words="Sabtu", text="Jam?")


def test_a_remark_keeps_the_words_it_is_about(
    asked: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    made = commenting.comment_on_words(
        budi, asked, account=ayu_account.pk, words=" Sabtu ", text="Jam berapa?"
    )
    assert (made.start, made.end, made.quote) == (8, 13, "Sabtu")
    assert Notice.objects.get(kind="post.commented").user == ayu
    assert [(p.row, p.at.same) for p in passages.open_of(asked.post)] == [(made, True)]
    actions.edit(ayu, asked.post, version=1, text="Layanan Minggu buka", accounts=[ayu_account])
    asked.post.refresh_from_db()
    (placed,) = passages.open_of(asked.post)
    assert (placed.row.quote, placed.at.same, placed.now) == ("Sabtu", False, "Minggu")
    commenting.resolve(ayu, made)
    assert passages.open_of(asked.post) == []


def test_a_remark_moves_along_with_its_words_into_the_next_request(
    asked: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    remark(budi, asked)
    text = "Kabar baik! Layanan Sabtu tetap buka"
    actions.edit(ayu, asked.post, version=1, text=text, accounts=[ayu_account])
    asked.post.refresh_from_db()
    again = actions.ask_approval(ayu, asked.post)
    (placed,) = passages.earlier(again)
    assert placed.at.same
    assert text[placed.at.start : placed.at.end] == "Sabtu"
    assert placed.at.start == text.index("Sabtu")
    actions.edit(ayu, asked.post, version=2, text=text, accounts=[])
    asked.post.refresh_from_db()
    (gone,) = passages.open_of(asked.post)
    assert (gone.at.same, gone.now) == (False, "")


def test_where_words_stand_twice_the_place_that_was_chosen_is_meant(
    write: Write, ayu: User, budi: User, ayu_account: Account
) -> None:
    post = write("Buka Sabtu. Tutup Sabtu depan.")
    asked = actions.ask_approval(ayu, post)

    def at(start: int | None) -> int:
        return commenting.comment_on_words(
            budi, asked, account=ayu_account.pk, words="Sabtu\r\n", text="Yakin?", start=start
        ).start

    assert [at(18), at(None), at(5), at(7), at(900)] == [18, 5, 5, 5, 5]


@pytest.fixture
def with_picture(write: Write, ayu: User) -> Approval:
    post = write("Satu.\n---\nDua.", media=[picture("Kantor Sabtu pagi")], labels=["sehat", "ktp"])
    return actions.ask_approval(ayu, post)


def test_a_description_and_a_label_are_remarked_on_like_the_text(
    with_picture: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    pk = ayu_account.pk
    alt, named = passages.beside(with_picture, pk)
    assert (alt.name, alt.text, named.name, named.text) == (
        "a.png", "Kantor Sabtu pagi", "", "ktp, sehat",
    )  # fmt: skip
    for spot, words in ((alt, "Sabtu"), (named, "sehat")):
        start = spot.start + spot.text.index(words)
        made = commenting.comment(
            budi, with_picture, account=pk, start=start, end=start + 5, text="?"
        )
        assert made.quote == words
    found = commenting.comment_on_words(budi, with_picture, account=pk, words="ktp", text="?")
    assert found.start == named.start
    assert [(p.row.quote, p.at.same) for p in passages.open_of(with_picture.post)] == [
        ("Sabtu", True), ("sehat", True), ("ktp", True),
    ]  # fmt: skip


def test_a_remark_on_a_description_follows_it_into_the_next_request(
    with_picture: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    commenting.comment_on_words(
        budi, with_picture, account=ayu_account.pk, words="Sabtu", text="Hari apa?"
    )
    post = with_picture.post
    actions.edit(
        ayu, post, version=1, text="Satu.\n---\nDua, dan lebih panjang.", accounts=[ayu_account],
        media=[picture("Kantor Minggu pagi")],
    )  # fmt: skip
    post.refresh_from_db()
    (placed,) = passages.open_of(post)
    assert (placed.row.quote, placed.now) == ("Sabtu", "Minggu")
    (placed,) = passages.earlier(actions.ask_approval(ayu, post))
    assert placed.now == "Minggu"


@pytest.mark.usefixtures("pages")
def test_each_text_on_the_page_says_where_it_begins(
    with_picture: Approval, budi: User, ayu_account: Account
) -> None:
    page = as_(budi).get(reverse("content:approval", args=[with_picture.pk])).content.decode()
    whole = passages.text_of(with_picture, ayu_account.pk)
    found = re.findall(r'data-from="(\d+)">([^<]+)<', page)
    assert [text for _at, text in found] == ["Dua.", "Kantor Sabtu pagi", "ktp, sehat"]
    assert all(whole.startswith(text, int(at)) for at, text in found)


def test_who_made_a_remark_is_told_that_it_is_dealt_with_and_opens_it_again(
    asked: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    made = remark(budi, asked)
    done = commenting.resolve(ayu, commenting.resolve(ayu, made))
    assert done.resolved_by == ayu
    assert Notice.objects.get(kind="post.comment_resolved").user == budi
    for _again in range(2):
        made = commenting.reopen(budi, made)
    assert (made.resolved_by, made.resolved_at) == (None, None)
    assert [n.user for n in Notice.objects.filter(kind="post.comment_reopened")] == [ayu]
    verbs = Entry.objects.filter(verb__startswith="post.comment_").order_by("seq")
    assert list(verbs.values_list("verb", flat=True)) == [
        "post.comment_resolved", "post.comment_reopened",
    ]  # fmt: skip


def test_what_a_writer_answers_is_told_to_those_who_said_something(
    asked: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    remark(budi, asked)
    remark(ayu, asked)
    told = Notice.objects.filter(kind="post.commented").order_by("pk")
    assert [n.user for n in told] == [ayu, budi]


@pytest.mark.usefixtures("pages")
def test_remarks_are_opened_again_on_their_page_and_citra_cannot(
    asked: Approval, ayu: User, budi: User, citra: User, ayu_account: Account
) -> None:
    page = reverse("content:approval", args=[asked.pk])
    sent = {"account": ayu_account.pk, "words": "Sabtu", "start": "8", "text": "Jam berapa?"}
    as_(budi).post(reverse("content:comment", args=[asked.pk]), sent)
    made = Comment.objects.get()
    assert made.start == 8
    assert '<mark>Sabtu</mark><sup><a href="#remark-1"' in as_(ayu).get(page).content.decode()
    as_(ayu).post(reverse("content:resolve", args=[made.pk]))
    again = reverse("content:reopen", args=[made.pk])
    assert again in as_(ayu).get(page).content.decode()
    assert as_(citra).post(again).status_code == 404
    assert Comment.objects.get().resolved_by == ayu
    assert as_(budi).post(again, {"next": "post"}).status_code == 302
    assert Comment.objects.get().resolved_by is None
    edit = as_(ayu).get(reverse("content:edit", args=[asked.post_id])).content.decode()
    assert "Jam berapa?" in edit  # beside the text while one writes


@pytest.mark.parametrize(
    ("start", "end", "text", "why"),
    [
        (0, 0, "x", "not in the text"),
        (5, 4, "x", "not in the text"),
        (-1, 4, "x", "not in the text"),
        (0, 999, "x", "not in the text"),
        (0, 4, "  ", "Write what"),
        (0, 4, "x" * 1001, "Write what"),
    ],
)
def test_a_remark_needs_words_and_a_passage(
    start: int, end: int, text: str, why: str, asked: Approval, budi: User, ayu_account: Account
) -> None:
    with pytest.raises(No, match=why):
        commenting.comment(budi, asked, account=ayu_account.pk, start=start, end=end, text=text)


def test_a_remark_is_on_an_account_it_goes_to(
    asked: Approval, budi: User, citra_account: Account
) -> None:
    with pytest.raises(No, match="does not go"):
        commenting.comment_on_words(
            budi, asked, account=citra_account.pk, words="Sabtu", text="Apa?"
        )


def test_overlapping_remarks_are_shown_in_their_places(
    asked: Approval, budi: User, ayu_account: Account
) -> None:
    for words in ("Layanan Sabtu", "Sabtu tetap"):
        commenting.comment_on_words(
            budi, asked, account=ayu_account.pk, words=words, text="Perjelas"
        )
    rows = list(enumerate(commenting.of_request(asked), start=1))
    pieces = passages.marked(asked.asked[0]["text"], rows)
    assert "".join(piece.text for piece in pieces) == "Layanan Sabtu tetap buka"
    assert [(p.text, p.numbers) for p in pieces] == [
        ("Layanan ", (1,)), ("Sabtu", (1, 2)), (" tetap", (2,)), (" buka", ()),
    ]  # fmt: skip
