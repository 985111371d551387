"""The list: newest first, page by page, the same cost on every page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import queries
from sinergi.publishing.models import Post, Target
from sinergi.publishing.tests.conftest import As
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit
from tests.support.plans import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(ayu: User, ayu_account: Account, tree: dict[str, Unit]) -> list[int]:
    """Seven posts, three of them changed in the same moment; newest first."""
    now = timezone.now()
    ages = [0, 1, 1, 1, 2, 3, 4]
    posts = Post.objects.bulk_create(
        Post(
            unit=tree["cibinong"], author=ayu, text=f"Unggahan {n}", created=now,
            changed=now - timedelta(hours=age), state="draft" if n % 2 else "published",
        )
        for n, age in enumerate(ages)
    )  # fmt: skip
    Target.objects.bulk_create(Target(post=p, account=ayu_account) for p in posts)
    ordered = sorted(posts, key=lambda p: (p.changed, p.pk), reverse=True)
    return [p.pk for p in ordered]


def walk(user: User, size: int, state: str = "") -> tuple[list[int], str]:
    seen, cursor = [], ""
    while True:
        page = queries.post_page(user, cursor=cursor, state=state, size=size)
        seen += [row.id for row in page.rows]
        if not page.older:
            return seen, cursor
        cursor = page.older


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_show_everything_once_and_in_order(ayu: User, many: list[int], size: int) -> None:
    assert walk(ayu, size)[0] == many


def test_one_comes_back_by_newer(ayu: User, many: list[int]) -> None:
    _, last = walk(ayu, 3)
    page = queries.post_page(ayu, cursor=last, state="", size=3)
    assert [r.id for r in page.rows] == many[6:]
    back = queries.post_page(ayu, cursor=page.newer, state="", size=3)
    assert [r.id for r in back.rows] == many[3:6]
    first = queries.post_page(ayu, cursor=back.newer, state="", size=3)
    assert ([r.id for r in first.rows], first.newer) == (many[:3], "")


@pytest.mark.usefixtures("pages")
def test_a_line_that_was_drawn_before_is_drawn_anew_where_it_changed(
    ayu: User, many: list[int], tree: dict[str, Unit], as_: As
) -> None:
    client, row = as_(ayu), Post.objects.get(pk=many[0])

    def line(language: str = "id") -> str:
        User.objects.filter(pk=ayu.pk).update(language=language)
        page = client.get(reverse("content:posts"))
        (found,) = re.findall(
            rf'<a class="row" href="/kerja/konten/{row.pk}/".*?</a>', page.text, re.DOTALL
        )
        return str(found)

    before = line()
    assert line() == before
    assert "Draf" not in before
    row.state, row.title = "draft", "Pasar murah"
    row.save()
    Unit.objects.filter(pk=tree["cibinong"].pk).update(name="Cibinong Raya")
    User.objects.filter(pk=ayu.pk).update(name="Ayu Dua")
    Target.objects.filter(post=row).delete()
    after = line()
    for word in ("Draf", "Pasar murah", "Cibinong Raya · Ayu Dua"):
        assert word in after
    assert 'class="chip' in before
    assert 'class="chip' not in after
    assert "Draft" in line("en")
    assert line() == after


def test_a_tab_shows_its_states_only(ayu: User, many: list[int]) -> None:
    page = queries.post_page(ayu, cursor="", state="draft")
    assert {row.state for row in page.rows} == {"draft"}
    assert len(page.rows) == 3


def test_citra_sees_none_of_it(citra: User, many: list[int]) -> None:
    page = queries.post_page(citra, cursor="", state="")
    assert (list(page.rows), page.older, page.newer) == ([], "", "")


def test_whoever_works_in_two_offices_sees_both_and_no_third(
    ayu: User, citra: User, tree: dict[str, Unit], many: list[int]
) -> None:
    now = timezone.now()
    others = [
        Post.objects.create(unit=tree[name], author=citra, text=name, created=now, changed=now)
        for name in ("ciomas", "diskominfo")
    ]
    units.appoint(
        None, user=ayu, unit=tree["ciomas"], role=Role.LEADER, valid_from=timezone.localdate()
    )
    assert walk(ayu, 3)[0] == [others[0].pk, *many]
    drafts = set(Post.objects.filter(state="draft").values_list("pk", flat=True))
    assert walk(ayu, 3, "draft")[0] == [pk for pk in (others[0].pk, *many) if pk in drafts]


def test_whoever_has_no_role_sees_nothing(many: list[int]) -> None:
    stranger = User.objects.create(username="dodi", email="dodi@example.go.id", name="Dodi")
    assert walk(stranger, 3) == ([], "")


@pytest.mark.parametrize("cursor", ["x", "!!", "bzA", "a" * 500, "é", "b2ZmLjE" * 3])
def test_a_cursor_that_is_not_ours_is_refused(ayu: User, cursor: str) -> None:
    with pytest.raises(No, match="first page"):
        queries.post_page(ayu, cursor=cursor, state="")


def test_a_page_takes_few_queries_however_many_rows(ayu: User, many: list[int]) -> None:
    queries.post_page(ayu, cursor="", state="", size=1)  # roles are read once per person
    counts = []
    for size in (1, 7):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            queries.post_page(ayu, cursor="", state="", size=size)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 4


def test_a_page_is_read_from_an_index(budi: User, many: list[int]) -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.post_page(budi, cursor="", state="", size=3)
    way = plan(asked, "publishing_post")
    assert "post_newest" in way
    assert "TEMP B-TREE" not in way
