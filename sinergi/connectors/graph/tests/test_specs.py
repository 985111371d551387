"""What is asked of Meta is known to its other description too: the files its SDKs are made of."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.facebook import Facebook
from sinergi.connectors.facebook.tests.standin import FacebookStandIn
from sinergi.connectors.graph.tests import held, types
from sinergi.connectors.graph.tests.house import House
from sinergi.connectors.instagram import Instagram
from sinergi.connectors.instagram.tests.standin import InstagramStandIn

SPECS = Path(__file__).resolve().parents[5] / "shared" / "specs" / "graph"
NODE = {"GET": "#get", "POST": "#update", "DELETE": "#delete"}

#: In the documentation alone: the file of a photo.
MORE = {("Page", "POST", "photos", "source")}


@pytest.mark.skipif(not SPECS.is_dir(), reason="the official files are not on this machine")
def test_every_request_is_known_to_both_descriptions() -> None:
    held.ASKED.clear()
    _ask_everything()
    unknown = [asked for asked in sorted(held.ASKED) if not _known(*asked)]
    assert unknown == []
    assert len(held.ASKED) > 40


def _known(name: str, method: str, edge: str, param: str) -> bool:
    path = SPECS / f"{name}.json"
    if not path.is_file() or param in types.ANY or (name, method, edge, param) in MORE:
        return True
    for api in json.loads(path.read_text())["apis"]:
        place = api.get("endpoint") or api.get("name")
        if api["method"] == method and place == (edge or NODE[method]):
            return param in {one["name"] for one in api["params"]}
    return False


def _ask_everything() -> None:
    for form in ("post", "video", "reel"):
        page = FacebookStandIn(form)
        House(Facebook, page.credentials, page.transport(), page.draft("Halo")).deliver()
    with httpx.Client(transport=page.transport()) as http:
        office = Facebook(page.credentials, http)
        post = page.others_post("Jadwal")
        comment = page.comment(post, "Buka?")
        office.publish(Draft("Ya", reply_to=comment.id), key="k", progress={})
        office.publish(Draft("Ya", reply_to=comment.id, direct=True), key="k", progress={})
        office.listen(None)
        office.hide(comment.id, hidden=True)
        office.like(comment.id, liked=True)
        office.like(comment.id, liked=False)
        office.remove(comment.id)
        _ = [*office.measure([post]), *office.measure_account()]
        office.withdraw(post)
    _ask_instagram()


def _ask_instagram() -> None:
    for form in ("image", "carousel", "reel", "story"):
        account = InstagramStandIn(form)
        House(Instagram, account.credentials, account.transport(), account.draft("Halo")).deliver()
    with httpx.Client(transport=account.transport()) as http:
        office = Instagram(account.credentials, http)
        post = account.post("Jadwal").id
        comment = f"{post}/{account.comment(post, 'Buka?').id}"
        office.publish(Draft("Ya", reply_to=comment), key="k", progress={})
        office.publish(Draft("Ya", reply_to=post), key="k", progress={})
        office.listen(None)
        office.hide(comment, hidden=True)
        office.remove(comment)
        _ = [*office.measure([post]), *office.measure_account()]
        office.withdraw(post)
