"""The demo shows a desk at work: each thing a desk can do has been done to some conversation."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from sinergi.cli import archive, demo_desk
from sinergi.cli.demo import NEW, UNFINISHED
from sinergi.cli.serve import show_sign_ins
from sinergi.cli.tests.conftest import call, environment, migrated, words_of
from tests.support.processes import wait_until

# The demo is made by a command, a process of its own.
pytestmark = pytest.mark.real

OF_HANDLE = "SELECT {} FROM inbox_conversation AS c WHERE handle = ?"


def asked(home: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "sinergi.sqlite3")) as db:
        return db.execute(sql, values).fetchall()


def test_three_sign_ins_are_printed_and_where_the_others_stand(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_sign_ins(demo)
    printed = [line for line in capsys.readouterr().out.splitlines() if line]
    note = demo / archive.SIGN_INS
    assert [line.split()[0] for line in printed[:-1]] == ["ayu", "budi", "citra"]
    assert printed[-1] == f"More sign-ins: {note}"
    written = note.read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in written if line] == ["ayu", "budi", "citra", "hesti"]
    assert {*printed[:-1]} < {*written}


def test_a_demo_that_was_interrupted_is_not_taken_for_a_whole_one(
    demo: Path, tmp_path: Path
) -> None:
    home = migrated(tmp_path / "home")
    assert call(home, "init").returncode == 0
    filling = subprocess.Popen(words_of("demo", "--if-empty"), env=environment(home))
    try:
        wait_until(lambda: asked(home, "SELECT 1 FROM people_user LIMIT 1") != [], 250)
        meanwhile = call(home, "demo", "--if-empty")
        assert (meanwhile.returncode, "another process" in meanwhile.stderr) == (1, True)
    finally:
        filling.kill()
        filling.wait()
    again = call(home, "demo", "--if-empty")
    assert (again.returncode, f"Remove {home}" in again.stderr) == (1, True), again.stderr
    assert not (demo / UNFINISHED).exists()


def test_every_citizen_of_the_file_was_heard_and_no_two_are_one() -> None:
    voices = demo_desk.listed()
    assert len({demo_desk.handle_of(voice) for voice in voices}) == len(voices)
    unknown = {key for voice in voices for key in voice} - {*demo_desk.STEPS} - {
        "to", "name", "text", "ago", "says", "because", "refused", "case", "stars", "checked",
    }  # fmt: skip
    assert unknown == set()


@pytest.mark.parametrize(
    ("handle", "what", "so"),
    [
        ("ibu.kamboja", "state, confirmed", ("done", 1)),
        ("pak.durian", "state, asked_at IS NULL", ("answered", 0)),
        ("teh.pandan", "state, asked_at IS NULL", ("working", 1)),
        ("slot.gacor.88", "state, spam", ("archived", 1)),
        ("ketua.rw.bakung", "state, matter, danger", ("new", "danger", 1)),
        ("warga.teratai", "state, place", ("outside", "32.71")),
        ("ibu.kecombrang", "state", ("coordinating",)),
        ("ibu.menteng", "state, kind, rating", ("new", "review", "2")),
        ("warga.gowok", "state, kind, rating", ("archived", "review", "4")),
    ],
)
def test_a_conversation_stands_as_it_should(
    demo: Path, handle: str, what: str, so: tuple[object, ...]
) -> None:
    assert asked(demo, OF_HANDLE.format(what), handle) == [so]


def test_one_text_answers_all_who_tell_of_one_road(demo: Path) -> None:
    lines = asked(demo, "SELECT state, count(*) FROM inbox_caseline GROUP BY state")
    assert lines == [("sent", 5)]


def test_one_office_refused_one_answer_waits_and_rules_sent_one(demo: Path) -> None:
    given = "SELECT state, rule_id IS NULL FROM inbox_transfer ORDER BY state, 2"
    assert asked(demo, given) == [("given", 0), ("given", 1), ("refused", 1)]
    assert asked(demo, "SELECT state FROM inbox_proposal") == [("waiting",)]
    assert asked(demo, "SELECT service, state, number FROM inbox_handing") == [
        ("lapor", "filed", "9482117")
    ]
    assert asked(demo, "SELECT count(*) FROM inbox_draft") == [(1,)]


def test_a_claim_is_checked_and_answers_are_drawn_to_be_judged(demo: Path) -> None:
    claims = (
        "SELECT h.state, count(c.id) FROM inbox_hoax AS h JOIN inbox_hoaxcheck AS c GROUP BY h.id"
    )
    assert asked(demo, claims) == [("open", 1)]
    assert asked(demo, "SELECT count(*) FROM inbox_judgement WHERE verdict = ''")[0] >= (5,)


def test_those_on_duty_were_called_and_colleagues_were_named(demo: Path) -> None:
    called = "SELECT told FROM inbox_escalation WHERE rung = 'duty'"
    assert [told for (told,) in asked(demo, called)]
    named = "SELECT count(*) FROM notices_notice WHERE kind = 'conversation.mentioned'"
    assert asked(demo, named) == [(2,)]


def test_everything_that_was_answered_stands_on_the_practice_network(demo: Path) -> None:
    states = "SELECT DISTINCT state FROM networks_delivery WHERE kind = 'reply'"
    assert asked(demo, states) == [("sent",)]
    with closing(sqlite3.connect(demo / "sandbox.sqlite3")) as db:
        twice = "SELECT parent FROM post WHERE handle = ? GROUP BY parent, text HAVING count(*) > 1"
        assert db.execute(twice, ("kecamatan.cibinong",)).fetchall() == []


def test_one_comment_was_liked_and_one_deleted(demo: Path) -> None:
    assert asked(demo, "SELECT count(*) FROM inbox_message WHERE liking = 'liked'") == [(1,)]
    removed = (
        "SELECT r.state, r.ground, m.remote_id FROM inbox_removal AS r "
        "JOIN inbox_message AS m ON m.id = r.message_id"
    )
    ((state, ground, remote_id),) = asked(demo, removed)
    assert (state, ground) == ("removed", "personal")
    with closing(sqlite3.connect(demo / "sandbox.sqlite3")) as db:
        there = "SELECT count(*) FROM post WHERE id = ?"
        assert db.execute(there, (remote_id,)).fetchall() == [(0,)]


def test_what_is_invented_is_reminded_of_and_not_mailed(demo: Path) -> None:
    kinds = {kind for (kind,) in asked(demo, "SELECT DISTINCT kind FROM notices_notice")}
    assert {"answer ending"} <= kinds
    assert asked(demo, "SELECT count(*) FROM notices_mail") == [(0,)]
    assert asked(demo, "SELECT count(*) FROM knowledge_answer WHERE told_days IS NOT NULL")[0] > (
        0,
    )


def test_everybody_has_something_new_and_not_too_much(demo: Path) -> None:
    unread = "SELECT count(*) FROM notices_notice WHERE read IS NULL GROUP BY user_id"
    numbers = [number for (number,) in asked(demo, unread)]
    assert len(numbers) >= 3
    assert all(isinstance(number, int) and number <= NEW for number in numbers)


def test_planning_is_shown_slots_a_series_and_a_campaign_that_some_offices_lack(demo: Path) -> None:
    accounts = asked(demo, "SELECT count(DISTINCT account_id) FROM publishing_slot")
    assert accounts == asked(demo, "SELECT count(*) FROM networks_account")
    assert asked(demo, "SELECT every, days FROM publishing_series") == [("week", "[0]")]
    written = "SELECT count(*) FROM publishing_post WHERE series_id IS NOT NULL AND state = 'draft'"
    assert asked(demo, written)[0] >= (3,)
    offices = (
        "SELECT count(DISTINCT p.unit_id) FROM publishing_post AS p JOIN publishing_occasion AS o "
        "ON o.id = p.campaign_id WHERE o.kind = 'campaign' AND o.name = 'Bogor Pilah Sampah'"
    )
    assert asked(demo, offices) == [(3,)]
    able = "SELECT count(DISTINCT unit_id) FROM networks_account"
    assert asked(demo, able)[0] > (3,)
    ideas = "SELECT count(*) FROM publishing_idea WHERE state = 'parked'"
    assert asked(demo, ideas)[0] >= (1,)


def test_too_few_posts_of_the_demo_are_no_good_hours(demo: Path) -> None:
    weighed = "SELECT count(*), max(posts) < min(needed) FROM publishing_weighed"
    assert asked(demo, weighed) == [(6, 1)]
    assert asked(demo, "SELECT count(*) FROM publishing_goodhour WHERE \"of\" = 'posts'") == [(0,)]
