"""The whole story by API alone: write, ask, approve, send, hear, answer, look at the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from sinergi.conftest import person
from sinergi.networks import actions as networks
from sinergi.networks.listening import Listener
from sinergi.networks.models import Account
from sinergi.networks.sending import Sender
from sinergi.people.models import User
from sinergi.units.models import Role, Unit
from tests.api.conftest import Json, Program, program_of
from tests.support.practice import Practice, practice


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path) as served:
        yield served


@pytest.fixture
def places(network: Practice, ayu: User, tree: dict[str, Unit]) -> list[Account]:
    """Two accounts of Ayu's office on the practice network."""
    joined = [network.join("cibinong"), network.join("cibinong.dua")]
    return [networks.connect(ayu, tree["cibinong"], "sandbox", answers) for answers in joined]


def work(seconds: int = 1) -> None:
    """Send and hear what is due, as a worker does."""
    now = timezone.now() + timedelta(seconds=seconds)
    for worker in (Sender(), Listener()):
        jobs = worker.claim(50, now=now, holder="w1")
        worker.store([(job.id, job.work()) for job in jobs], now=now)


def test_the_story_needs_nothing_but_the_api(
    network: Practice,
    places: list[Account],
    as_ayu: Program,
    as_budi: Program,
    as_citra: Program,
    tree: dict[str, Unit],
) -> None:
    post = written(as_ayu, places)
    approved(as_ayu, as_budi, post)
    sent = gone_out(as_ayu, network, post)
    conversation = heard(as_ayu, network, sent[0])
    answered(as_ayu, network, conversation)
    for path in (
        f"/posts/{post}",
        f"/conversations/{conversation}",
        f"/deliveries/{sent[0]['id']}",
    ):
        assert as_citra.get(path).status_code == 404
    log = program_of(person("eka", "Eka", tree["regency"], Role.AUDITOR))
    verbs = [entry["verb"] for entry in log.get("/audit", limit=200).json()["items"]]
    assert {"post.written", "post.approval_asked", "post.approved"} <= set(verbs)
    assert "conversation.answered" in verbs
    assert log.get("/audit/proof").json()["broken"] == ""


def written(ayu: Program, places: list[Account]) -> int:
    """Ayu finds her accounts and writes, with a text of its own for one."""
    accounts = ayu.get("/accounts").json()["items"]
    assert [account["id"] for account in accounts] == [place.pk for place in places]
    targets: list[Json] = [{"account": account["id"]} for account in accounts]
    targets[1]["text"] = "Sabtu buka! Sampai jumpa."
    body = {
        "unit": accounts[0]["unit"]["id"],
        "title": "Layanan Sabtu",
        "text": "Layanan Sabtu tetap buka pukul 8 sampai 12.",
        "targets": targets,
    }
    answers = [ayu.post("/posts", body, key="tulis-1") for _ in range(2)]
    assert answers[0].content == answers[1].content
    made = answers[0].json()
    assert made["problems"] == []
    assert [target["length"] for target in made["targets"]] == [43, 25]
    return int(made["id"])


def approved(ayu: Program, budi: Program, post: int) -> None:
    """Budi approves what Ayu asked for; she cannot do it herself."""
    asked = ayu.post(f"/posts/{post}/approvals", {"note": "Tolong"}, key="minta-1").json()
    act = f"/approvals/{asked['id']}/approve"
    due = (timezone.now() - timedelta(minutes=1)).isoformat()
    assert ayu.post(act, {"due": due}).status_code == 403
    work()
    assert ayu.get(f"/posts/{post}/deliveries").json()["items"] == []
    waiting = budi.get("/approvals").json()["items"]
    assert [item["id"] for item in waiting] == [asked["id"]]
    for _ in range(2):
        assert budi.post(act, {"due": due}, key="setuju-1").json()["state"] == "approved"


def gone_out(ayu: Program, network: Practice, post: int) -> list[Json]:
    """It goes out once, on both accounts."""
    for round_ in range(3):
        work(round_ + 1)
    assert ayu.get(f"/posts/{post}").json()["state"] == "published"
    sent: list[Json] = ayu.get(f"/posts/{post}/deliveries").json()["items"]
    assert [delivery["state"] for delivery in sent] == ["sent", "sent"]
    assert all(delivery["url"] for delivery in sent)
    assert network.visible("cibinong") == ["Layanan Sabtu tetap buka pukul 8 sampai 12."]
    assert network.visible("cibinong.dua") == ["Sabtu buka! Sampai jumpa."]
    return sent


def heard(ayu: Program, network: Practice, delivery: Json) -> int:
    """A citizen answers on the network; the answer is in Ayu's inbox."""
    there = network.store.posts("handle = ?", ("cibinong",), most=1)[0]
    network.answer(str(there.id), "Bisa urus KTP?")
    work(120)
    waiting = ayu.get("/conversations", tab="waiting").json()["items"]
    ours = [item["id"] for item in waiting if item["last_text"] == "Bisa urus KTP?"]
    assert len(ours) == 1, waiting
    shown = ayu.get(f"/conversations/{ours[0]}").json()
    assert shown["about"] == delivery["id"]
    return int(shown["id"])


def answered(ayu: Program, network: Practice, conversation: int) -> None:
    """Ayu answers; it appears once, as a reply."""
    path = f"/conversations/{conversation}"
    seen = ayu.get(path).json()["messages"][-1]["id"]
    for _ in range(2):
        ayu.post(f"{path}/replies", {"text": "Bisa, Bu.", "seen": seen}, key="jawab-1")
    for round_ in range(3):
        work(round_ + 1)
    messages = ayu.get(path).json()["messages"]
    assert [(m["direction"], m["text"]) for m in messages][1:] == [("out", "Bisa, Bu.")]
    assert messages[-1]["state"] == "sent"
    assert network.visible("cibinong")[1:] == ["Bisa, Bu."]
    reply = network.store.posts("handle = ?", ("cibinong",), most=1)[0]
    assert reply.parent is not None
    assert ayu.post(f"{path}/finish").json()["state"] == "done"
