"""Remarks on a passage keep the words they are about."""

from __future__ import annotations

import pytest

from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.models import Approval
from sinergi.publishing.policies import commenting

pytestmark = pytest.mark.django_db


def test_a_remark_keeps_the_words_it_is_about(
    asked: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    made = commenting.comment_on_words(
        budi, asked, account=ayu_account.pk, words=" Sabtu ", text="Jam berapa?"
    )
    assert (made.start, made.end, made.quote) == (8, 13, "Sabtu")
    assert Notice.objects.get(kind="post.commented").user == ayu
    assert [row for row, there in commenting.open_of(asked.post) if there] == [made]
    actions.edit(ayu, asked.post, version=1, text="Buka tiap hari", accounts=[ayu_account])
    asked.post.refresh_from_db()
    assert [(row.quote, there) for row, there in commenting.open_of(asked.post)] == [
        ("Sabtu", False)
    ]
    commenting.resolve(ayu, made)
    assert commenting.open_of(asked.post) == []


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
    pieces = commenting.marked(asked.asked[0]["text"], rows)
    assert "".join(piece.text for piece in pieces) == "Layanan Sabtu tetap buka"
    assert [(p.text, p.numbers) for p in pieces] == [
        ("Layanan ", (1,)), ("Sabtu", (1, 2)), (" tetap", (2,)), (" buka", ()),
    ]  # fmt: skip
