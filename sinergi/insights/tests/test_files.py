"""Files as networks export them become tables; columns are known by name or told by people."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sinergi.connectors.contract import About, Limits, Metric
from sinergi.insights.imports import formats, rows, table, values
from sinergi.insights.storing import Figure
from sinergi.insights.tests.conftest import NOON, Sent
from sinergi.lib.text import No
from sinergi.networks.models import Account

META = (
    "Post ID,Account ID,Account username,Description,Publish time,Permalink,Post type,Date,Views,"
    "Reach,Likes,Shares,Follows,Comments,Saves\n"
    '18011,1784,kec.cibinong,"Layanan, Sabtu",09/16/2026 14:05,https://sosial.example/p/AB/,'
    'IG reel,Lifetime,"12,400",9100,610,88,41,57,\n'
)
TIKTOK = (
    "Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views,"
    "Average watch time,Add to favorites\n"
    "Sabtu,https://video.example/@kec/video/74?lang=id,2026-09-03 09:10,300,22,15,5000,12.5,40\n"
)
TIKTOK_DAYS = (
    '"Date","Video Views","Profile Views","Likes","Comments","Shares"\n'
    '"December 31","1441","52","31","2","undefined"\n"January 1","2110","77","57","1","6"\n'
)
YOUTUBE = (
    "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,"
    "Impressions,Impressions click-through rate (%)\nTotal,,,,620,230.5,12,9000,5.1\n"
    'dQw4w9WgXcQ,Sabtu,"Sep 1, 2026",812,500,200.25,10,7000,5.4\n'
)


def read(text: str, account: Account, **said: str) -> rows.Found:
    """Read a file as its format proposes, but for what is said otherwise."""
    found = table.read(text.encode())
    card = About(slug="a", name="A", chip="A", limits=Limits(text=1))
    columns = formats.proposed(found, card)
    order = said.get("order", formats.order_of(found))
    decimal = said.get("decimal", formats.decimal_of(found))
    told = rows.Said(columns, order, decimal, date(2026, 11, 23))
    return rows.read(found, told, account, now=NOON)


def as_told(found: rows.Found) -> dict[str, int]:
    assert found.problems == []
    return {figure.metric: figure.value for figure in found.figures}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_table_is_read_however_it_was_written(encoding: str, delimiter: str) -> None:
    text = (
        f"Tanggal{delimiter}Tayangan\r\n2026-11-01{delimiter}12\r\n\r\n2026-11-02{delimiter}é\r\n"
    )
    found = table.read(text.encode(encoding))
    assert found.columns == ("Tanggal", "Tayangan")
    assert found.rows == ((2, ("2026-11-01", "12")), (4, ("2026-11-02", "é")))
    assert table.kept(found.plain()) == found


def test_what_stands_above_the_columns_is_its_title() -> None:
    text = 'sep=,\n"Reach"\n"Date","Primary"\n"2026-11-01T00:00:00","12"\n'
    found = table.read(text.encode("utf-16"))
    assert (found.title, found.columns) == ("Reach", ("Date", "Primary"))
    assert formats.proposed(found, None) == {"Date": "day", "Primary": "metric:day_reach"}


def test_columns_about_persons_are_dropped_at_the_door() -> None:
    found = table.read(b"Tanggal,Nama pengguna,E-mail,Suka,Suka\n2026-11-01,budi,b@c.id,3,4\n")
    assert found.columns == ("Tanggal", "Suka", "Suka (2)")
    assert found.dropped == ("Nama pengguna", "E-mail")
    assert "budi" not in str(found.plain())


@pytest.mark.parametrize("content", [b"", b"halo", b"\xff\xfe\x00", b"a\n" * 3])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(No):
        table.read(content)


def test_a_file_with_too_many_lines_is_refused() -> None:
    with pytest.raises(No, match="20000"):
        table.read(b"a,b\n" + b"1,2\n" * 20_001)


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1,234", "dot", 1234), ("1.234", "comma", 1234), ("1 234", "comma", 1234),
        ("12.0", "dot", 12), ("0", "dot", 0), ("", "dot", None), ("-", "comma", None),
        ("undefined", "dot", None), ("N/A", "dot", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_the_file_writes_them(
    cell: str, decimal: str, value: int | None
) -> None:
    assert values.whole(cell, decimal) == value


@pytest.mark.parametrize("cell", ["12.5", "1,23", "-4", "1.2K", "=1+1", "1e9", "9" * 17])
def test_what_is_no_whole_number_is_refused_rather_than_guessed(cell: str) -> None:
    with pytest.raises(No):
        values.whole(cell, "dot")


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("03/04/2026", "dmy", (2026, 4, 3)), ("03/04/2026 14:05", "mdy", (2026, 3, 4)),
        ("2026-04-03T10:00:00", "mdy", (2026, 4, 3)), ("Sep 1, 2026", "dmy", (2026, 9, 1)),
        ("10 Agu 2026", "dmy", (2026, 8, 10)), ("3 Oktober 2026", "dmy", (2026, 10, 3)),
        ("20260403", "dmy", (2026, 4, 3)), ("December 30", "dmy", (2025, 12, 30)),
        ("Lifetime", "mdy", (2026, 11, 23)), ("", "dmy", (2026, 11, 23)),
    ],
)  # fmt: skip
def test_days_are_read_as_exports_write_them(
    cell: str, order: str, day: tuple[int, int, int]
) -> None:
    assert values.day(cell, order, date(2026, 11, 23)) == date(*day)


@pytest.mark.parametrize("cell", ["31/31/2026", "besok", "2026-13-01", "Foo 3, 2026"])
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(No):
        values.day(cell, "dmy", date(2026, 11, 23))


def test_a_day_is_kept_as_its_midnight_in_the_offices_zone() -> None:
    assert values.midnight(date(2026, 11, 24)) == datetime(2026, 11, 23, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (META, "meta-content"), (TIKTOK, "tiktok-content"), (TIKTOK_DAYS, "tiktok-days"),
        (YOUTUBE, "youtube-content"), ("Date,Views\n1,2\n", "days"), ("A,B\n1,2\n", ""),
        (";".join(formats.TEMPLATE) + "\n", "template"),
    ],
)  # fmt: skip
def test_exports_are_known_by_their_columns(text: str, slug: str) -> None:
    found = formats.recognised(table.read(text.encode()))
    assert (found.slug if found else "") == slug


def test_files_with_the_same_columns_are_of_one_kind_and_others_are_not() -> None:
    kinds = [formats.kind_of(table.read(t)) for t in (b"A,B\n1,2\n", b"b,a\n3,4\n", b"A,C\n1,2\n")]
    assert kinds[0] == kinds[1] != kinds[2]


def test_a_figure_gets_the_name_the_network_has_for_it() -> None:
    metrics = (Metric("comments", "Comments", ""), Metric("bookmarks", "Bookmarks", ""))
    card = About(slug="a", name="A", chip="A", limits=Limits(text=1), metrics=metrics)
    proposed = formats.proposed(table.read(META.encode()), card)
    assert proposed["Comments"] == "metric:comments"
    assert proposed["Saves"] == "metric:bookmarks"
    assert proposed["Publish time"] == ""


def test_metas_export_gives_the_figures_of_all_time_on_the_day_it_was_made(
    ayu_account: Account,
) -> None:
    found = read(META, ayu_account)
    assert as_told(found) == {
        "views": 12400, "reach": 9100, "likes": 610, "shares": 88, "follows": 41, "replies": 57,
    }  # fmt: skip
    assert {f.remote_id for f in found.figures} == {"18011"}
    assert {f.at for f in found.figures} == {values.midnight(date(2026, 11, 23))}


def test_tiktoks_exports_give_posts_and_days(ayu_account: Account) -> None:
    found = read(TIKTOK, ayu_account)
    assert as_told(found)["saves"] == 40
    assert {f.remote_id for f in found.figures} == {"video.example/@kec/video/74"}
    days = read(TIKTOK_DAYS, ayu_account)
    assert days.problems == []
    assert Figure("", "day_views", 1441, values.midnight(date(2025, 12, 31))) in days.figures
    assert not [f for f in days.figures if f.metric == "day_shares" and f.value == 0]
    assert len(days.figures) == 9


def test_youtubes_export_leaves_out_totals_and_rates(ayu_account: Account) -> None:
    found = read(YOUTUBE, ayu_account)
    assert as_told(found) == {
        "views": 500, "watch_seconds": 720_900, "follows": 10, "impressions": 7000,
    }  # fmt: skip
    assert found.empty == 1


def test_posts_of_ours_are_found_by_id_and_by_link(ayu_account: Account, sent: Sent) -> None:
    named = sent("9_18011", text="satu")
    linked = sent("x1", text="dua", url="https://www.video.example/@kec/video/74/")
    assert {f.delivery for f in read(META, ayu_account).figures} == {named.pk}
    by_link = read(TIKTOK, ayu_account)
    assert {(f.delivery, f.remote_id) for f in by_link.figures} == {(linked.pk, "x1")}
    assert (by_link.matched, by_link.loose) == (1, 0)


def test_the_template_takes_posts_and_the_account(ayu_account: Account) -> None:
    text = (
        "tanggal;tautan;tayangan;jangkauan;suka;komentar;bagikan;simpan;pengikut\n"
        "01/11/2026;https://sosial.example/p/1;1.200;;8;2;1;;\n01/11/2026;;;;;;;;1.500\n"
    )
    found = read(text, ayu_account)
    assert found.problems == []
    assert [(f.remote_id, f.value) for f in found.figures][-1] == ("", 1500)
    assert (found.figures[0].value, found.loose) == (1200, 1)


def test_every_wrong_line_is_named_with_its_number(ayu_account: Account) -> None:
    text = (
        "Video link,Post time,Total views\n,x,5\nhttps://a.example/1,x,lima\nbukan tautan,x,5\n"
        f"https://a.example/{'1' * 400},x,6\n"
    )
    found = read(text, ayu_account)
    assert [line for line, _ in found.problems] == [2, 3, 4, 5]


def test_figures_of_days_to_come_are_refused(ayu_account: Account) -> None:
    found = read("Date,Followers\n2027-01-01,5\n1990-01-01,5\n", ayu_account)
    assert [line for line, _ in found.problems] == [2, 3]


def test_a_line_of_more_columns_than_a_table_has_is_refused_before_they_are_named() -> None:
    """All of one name: each was held against all before it, which took minutes."""
    for head in ("a," * 10_000, ";".join(["Tayangan"] * 20_000)):
        with pytest.raises(No, match="at most 200"):
            table.read(f"{head}\n1,2\n".encode())
