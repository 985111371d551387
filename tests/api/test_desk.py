"""The way of a conversation by API: states, offices, who answers, sensitive answers."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sinergi.conftest import person
from sinergi.inbox.models import Conversation, Draft, Message, SensitiveRule
from sinergi.inbox.routing import keeping as routing
from sinergi.people.models import User
from sinergi.units.models import Role, Unit
from tests.api.conftest import Program, World, program_of

TALK = "/conversations/{pk}"


@pytest.fixture
def as_dewi(tree: dict[str, Unit]) -> Program:
    """Dewi coordinates for the whole regency."""
    return program_of(person("dewi", "Dewi", tree["regency"], Role.COORDINATOR))


def test_a_conversation_takes_only_the_ways_that_are_open(as_ayu: Program, world: World) -> None:
    path = world.path(f"{TALK}/state")
    assert as_ayu.post(path, {"to": "working"}).json()["state"] == "working"
    assert as_ayu.post(path, {"to": "archived"}).status_code == 422, "why is not said"
    assert as_ayu.post(path, {"to": "verified"}).status_code == 422, "no way leads back"
    assert as_ayu.post(path, {"to": "forgotten"}).status_code == 422
    done = as_ayu.post(path, {"to": "archived", "reason": "Iklan"}).json()
    assert done["state"] == "archived"
    steps = world.path(f"{TALK}/steps")
    first = as_ayu.get(f"{steps}?limit=1").json()
    assert [(one["before"], one["state"], one["reason"]) for one in first["items"]] == [
        ("working", "archived", "Iklan")
    ]
    second = as_ayu.get(f"{steps}?limit=1&cursor={first['next']}").json()
    assert [(one["state"], one["by"]["name"]) for one in second["items"]] == [("working", "Ayu")]
    assert second["next"] is None
    assert as_ayu.get(f"{steps}?cursor=x").status_code == 422


def test_a_program_that_says_what_it_saw_overwrites_nothing_unseen(
    as_ayu: Program, world: World
) -> None:
    path, talk = world.path(f"{TALK}/state"), world.conversation
    seen = Message.objects.filter(conversation=talk).latest("pk").pk
    newer = Message.objects.create(
        conversation=talk, account=talk.account, direction="in", remote_id="c99", text="Halo?",
        at=timezone.now(),
    )  # fmt: skip
    assert as_ayu.post(path, {"to": "working", "seen_in": "new"}).json()["state"] == "working"
    stale = as_ayu.post(path, {"to": "postponed", "reason": "Rapat", "seen_in": "new"})
    assert stale.status_code == 422
    unread = {"to": "archived", "reason": "Iklan", "seen": seen}
    assert as_ayu.post(path, unread).status_code == 422
    assert as_ayu.post(path, {**unread, "seen": "3"}).status_code == 422
    assert as_ayu.post(path, {**unread, "seen": newer.pk}).json()["state"] == "archived"


def test_an_office_refuses_once_and_then_it_is_decided(
    as_ayu: Program, as_citra: Program, as_dewi: Program, world: World, tree: dict[str, Unit]
) -> None:
    path, ciomas = world.path(f"{TALK}/transfers"), tree["ciomas"].pk
    given = as_ayu.post(path, {"unit": ciomas, "reason": "Jalan di Ciomas"})
    assert (given.status_code, given.json()["target"]["id"]) == (201, ciomas)
    assert as_ayu.get(world.path(TALK)).status_code == 200, "who gave it reads on"
    gone = as_ayu.post(world.path(f"{TALK}/state"), {"to": "working"})
    assert gone.status_code == 403
    assert "Ciomas" in gone.json()["detail"], "and is told where it is"
    back = as_citra.post(world.path(f"{TALK}/refuse"), {"reason": "Di Cibinong"}).json()
    assert (back["state"], back["refusal"]) == ("refused", "Di Cibinong")
    assert as_citra.get(world.path(TALK)).status_code == 404
    lost = as_citra.post(world.path(f"{TALK}/state"), {"to": "working"})
    assert lost.status_code == 404, "it is invisible by every door"
    decide = world.path(f"{TALK}/decide")
    assert as_ayu.get(path).json()["undecided"] is True
    assert as_ayu.post(decide, {"unit": ciomas, "reason": "Ciomas"}).status_code == 422
    final = as_dewi.post(decide, {"unit": ciomas, "reason": "Jalannya di Ciomas"}).json()
    assert (final["final"], final["by"]["name"]) == (True, "Dewi")
    assert as_citra.post(world.path(f"{TALK}/refuse"), {"reason": "Bukan"}).status_code == 422
    told = as_ayu.get(path).json()
    assert [item["final"] for item in told["items"]] == [False, True]
    assert told["undecided"] is False
    steps = as_ayu.get(world.path(f"{TALK}/steps")).json()["items"]
    assert [(one["by"]["name"], one["office"]["name"], one["reason"]) for one in steps] == [
        ("Dewi", "Ciomas", "Jalannya di Ciomas"),
        ("Citra", "Cibinong", "Di Cibinong"),
        ("Ayu", "Ciomas", "Jalan di Ciomas"),
    ]


def test_a_rule_names_the_office_and_is_counted(
    as_ayu: Program, as_dewi: Program, world: World, ayu: User, tree: dict[str, Unit]
) -> None:
    said = routing.Said("Sabtu di Ciomas", tree["ciomas"], words="sabtu")
    routing.add(ayu, world.account.unit, said)
    found = as_ayu.get(world.path(TALK)).json()["competent"]
    assert (found["unit"]["id"], found["title"]) == (tree["ciomas"].pk, "Sabtu di Ciomas")
    body = {"unit": tree["ciomas"].pk, "reason": "Di sana"}
    made = as_ayu.post(world.path(f"{TALK}/transfers"), body).json()
    assert made["rule"]["name"] == "Sabtu di Ciomas"
    rules = world.path("/units/{pk}/routing")
    assert as_ayu.get(rules).status_code == 403
    (rule,) = as_dewi.get(rules).json()["items"]
    assert (rule["sent"], rule["wrong"], rule["percent"]) == (1, 0, None)


def test_what_is_not_ours_is_answered_and_closed(as_ayu: Program, world: World) -> None:
    path = world.path(f"{TALK}/outside")
    assert as_ayu.post(path, {"government": "moon"}).status_code == 422
    body = {"government": "city", "text": "Silakan ke Pemkot Bogor."}
    done = as_ayu.post(path, body).json()
    assert (done["state"], done["messages"][-1]["text"]) == ("outside", "Silakan ke Pemkot Bogor.")


def test_a_citizen_is_given_one_address(as_ayu: Program, as_budi: Program, world: World) -> None:
    path = world.path(f"{TALK}/status-link")
    assert as_budi.post(path).status_code == 403
    first = as_ayu.post(path).json()
    assert first == as_ayu.post(path).json()
    assert first["url"].startswith("http")
    assert first["now"]


def test_two_programs_do_not_answer_one_citizen(
    as_ayu: Program, as_dewi: Program, world: World
) -> None:
    hold, replies = world.path(f"{TALK}/hold"), world.path(f"{TALK}/replies")
    assert as_ayu.post(hold, {}).json()["by"]["name"] == "Ayu"
    assert as_dewi.get(hold).json()["until"] > timezone.now().isoformat()
    assert as_dewi.post(hold, {}).status_code == 422
    assert as_dewi.post(replies, {"text": "Sampai jam 12."}).status_code == 422
    assert as_ayu.ask("DELETE", hold).json() == {"by": None, "until": None}
    assert as_dewi.post(hold, {"take_over": True}).json()["by"]["name"] == "Dewi"


def test_a_draft_is_ones_own_and_goes(as_ayu: Program, as_dewi: Program, world: World) -> None:
    path = world.path(f"{TALK}/draft")
    assert as_ayu.put(path, {"text": "Kami buka"}).json()["text"] == "Kami buka"
    assert as_ayu.get(path).json()["at"] is not None
    nothing = {"text": "", "versions": [], "pictures": [], "at": None}
    assert as_dewi.get(path).json() == nothing
    assert as_ayu.ask("DELETE", path).json() == nothing
    assert not Draft.objects.exists()


def test_what_was_not_suggested_here_is_not_taken_over(as_ayu: Program, world: World) -> None:
    path = world.path(f"{TALK}/suggestions")
    assert as_ayu.get(path).json() == {"items": []}
    refused = as_ayu.post(path, {"version": 1, "text": "Halo"})
    assert refused.status_code == 422
    assert as_ayu.post(world.path(f"{TALK}/release"), {"version": 1}).status_code == 422


@pytest.fixture
def sensitive(world: World, ayu: User) -> SensitiveRule:
    return SensitiveRule.objects.create(
        unit=world.account.unit, title="Sabtu", words="sabtu", by=ayu, at=timezone.now()
    )


def test_a_sensitive_answer_goes_out_when_another_says_yes(
    as_ayu: Program, as_budi: Program, world: World, sensitive: SensitiveRule
) -> None:
    body = {"text": "Sabtu buka pukul 08.00."}
    assert as_ayu.post(world.path(f"{TALK}/replies"), body).status_code == 422
    asked = as_ayu.post(world.path(f"{TALK}/proposals"), body)
    assert (asked.status_code, asked.json()["because"]) == (201, "Sabtu")
    (waits,) = as_budi.get("/proposals").json()["items"]
    assert waits == asked.json()
    assert as_ayu.get("/proposals").json()["items"] == [], "nobody decides on their own"
    path = f"/proposals/{waits['id']}"
    assert as_ayu.post(f"{path}/approve").status_code == 403
    done = as_budi.post(f"{path}/approve").json()
    assert (done["state"], done["decided_by"]["name"]) == ("approved", "Budi")
    said = as_ayu.get(world.path(TALK)).json()["messages"][-1]
    assert (said["id"], said["author"]["name"]) == (done["message"], "Ayu")
    assert as_budi.post(f"{path}/approve").status_code == 422


def test_a_sensitive_answer_comes_back_as_a_draft(
    as_ayu: Program, as_budi: Program, world: World, sensitive: SensitiveRule
) -> None:
    ask, body = world.path(f"{TALK}/proposals"), {"text": "Sabtu tutup."}
    first = as_ayu.post(ask, body).json()
    back = as_budi.post(f"/proposals/{first['id']}/send-back", {"reason": "Sebut jamnya"}).json()
    assert (back["state"], back["reason"]) == ("sent_back", "Sebut jamnya")
    assert as_ayu.get(world.path(f"{TALK}/draft")).json()["text"] == "Sabtu tutup."
    second = as_ayu.post(ask, body).json()
    assert as_ayu.post(f"/proposals/{second['id']}/withdraw").json()["state"] == "withdrawn"
    assert as_ayu.get(f"/proposals/{second['id']}").json()["state"] == "withdrawn"


def test_an_office_tells_which_answers_are_sensitive(
    as_ayu: Program, as_dewi: Program, world: World, sensitive: SensitiveRule
) -> None:
    path = world.path("/units/{pk}/sensitive")
    assert as_ayu.get(path).status_code == 403
    (rule,) = as_dewi.get(path).json()["items"]
    assert (rule["title"], rule["words"], rule["since"]) == ("Sabtu", "sabtu", None)


def test_the_detail_tells_what_is_known_of_it(as_ayu: Program, world: World) -> None:
    Conversation.objects.update(topic="roads", place="32.01.01")
    case, handing = world.id_of("cases"), world.id_of("handings")
    found = as_ayu.get(world.path(TALK)).json()
    assert (found["topic"], found["place"], found["case"]["id"]) == ("roads", "32.01.01", case)
    assert [row["id"] for row in found["handings"]] == [handing]
