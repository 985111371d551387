"""Claims of the hoax desk by API."""

from __future__ import annotations

import io

from PIL import Image

from sinergi.inbox.hoaxes import proving
from sinergi.inbox.models import Hoax
from tests.api.conftest import Program, World


def test_a_claim_is_checked_judged_and_published(
    as_ayu: Program, as_budi: Program, world: World
) -> None:
    made = as_ayu.post(world.path("/conversations/{pk}/claim"), {"claim": "Bendungan jebol"})
    assert made.status_code == 201, made.content
    assert made.json()["conversations"] == [world.conversation.pk]
    path = f"/claims/{made.json()['id']}"
    for step in ("source", "office"):
        done = as_ayu.post(f"{path}/checks", {"step": step, "note": "Pos: bendungan utuh"})
    assert [one["step"] for one in done.json()["checks"]] == ["source", "office"]
    due = as_ayu.post(f"{path}/statement", {"text": "Sedang kami periksa."}).json()["due_at"]
    assert due > made.json()["due_at"]
    finding = {"finding": "disinformation", "facts": "Utuh", "sources": "Pos Katulampa"}
    assert as_ayu.post(f"{path}/finding", finding).status_code == 403
    assert as_budi.post(f"{path}/finding", finding).status_code == 422
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    claim = Hoax.objects.get()
    proving.add(claim.by, claim, file=picture)
    told = as_budi.post(f"{path}/finding", finding)
    assert told.status_code == 200, told.content
    assert (told.json()["finding"], told.json()["due_at"]) == ("disinformation", None)
    assert "Utuh" in told.json()["clarification"]
    assert as_ayu.post(f"{path}/publication", {"url": "tidak"}).status_code == 422
    linked = as_ayu.post(f"{path}/publication", {"url": "https://contoh.example/1"})
    assert linked.json()["published_url"] == "https://contoh.example/1"
    assert as_ayu.get("/claims").json()["items"][0]["state"] == "clarified"


def test_a_claim_that_nobody_can_clarify(as_ayu: Program, as_budi: Program, world: World) -> None:
    body = {"unit": world.conversation.unit_id, "claim": "Ada harimau di Cibinong"}
    made = as_ayu.post("/claims", body)
    assert made.status_code == 201, made.content
    path = f"/claims/{made.json()['id']}/finding"
    told = as_budi.post(path, {"finding": None, "facts": "Tanpa saksi"})
    assert told.json()["state"] == "unclear"
