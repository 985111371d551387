"""Networks that call us: what citizens say there, and the calls that tell of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from sinergi.connectors.contract import Call, SetsHook
from sinergi.connectors.exam.standin import StandIn
from sinergi.connectors.facebook.tests.standin import FacebookStandIn
from sinergi.connectors.graph.tests.world import IG, PAGE
from sinergi.connectors.instagram.tests.standin import InstagramStandIn
from sinergi.connectors.telegram.tests import standin as telegram
from sinergi.connectors.threads.tests import standin as threads
from sinergi.connectors.threads.tests.boxes import ME as THREADER
from sinergi.connectors.whatsapp.tests import standin as whatsapp
from sinergi.connectors.whatsapp.tests.world import PHONE
from sinergi.connectors.x.tests.archive import ME, WARGA
from sinergi.connectors.x.tests.calls import Hooks, told_of, told_of_message
from sinergi.connectors.x.tests.keys import APP
from sinergi.connectors.x.tests.standin import StandInX

SAID = ("Buka jam berapa?", "Saya juga mau tahu", "KTP saya hilang")


@dataclass(frozen=True, slots=True)
class Told:
    """What was said on a network, and its calls in the order they were made, one for each.

    ``account`` is the network's own id of ours. ``unheard`` is what becomes of calls that do not
    get through to us, where the network takes note of it.
    """

    standin: StandIn
    account: str
    calls: tuple[Call, ...]
    unheard: Callable[[], object] = tuple


def facebook() -> Told:
    network = FacebookStandIn()
    post = network.others_post("Jadwal KTP")
    asked = network.comment(post, SAID[0])
    said = (asked, network.comment(asked.id, SAID[1]), network.comment(post, SAID[2]))
    return Told(network, PAGE, tuple(map(network.call_of, said)))


def instagram() -> Told:
    network = InstagramStandIn()
    post = network.post("Jadwal KTP").id
    asked = network.comment(post, SAID[0])
    said = (asked, network.comment(asked.id, SAID[1]), network.comment(post, SAID[2]))
    return Told(network, IG, tuple(map(network.call_of, said)))


def threads_() -> Told:
    network = threads.StandIn()
    post = network.posts.write("Jadwal KTP", THREADER["username"])["id"]
    root = {"root_post": {"id": post, "owner_id": THREADER["id"]}}
    said = (network.posts.speak(words, answers=post) for words in SAID)
    calls = tuple(network.call("replies", {**one, **root}) for one in said)
    return Told(network, THREADER["id"], calls)


def telegram_() -> Told:
    stands = telegram.StandIn()
    network = stands.network
    with httpx.Client(transport=stands.transport()) as http:
        office = stands.connector(stands.credentials, http)
        assert isinstance(office, SetsHook)
        office.set_hook("https://sinergi.example/kait")
        office.publish(stands.draft("Jadwal KTP"), key="k", progress={})
    updates = (network.comment(SAID[0], 2), network.comment(SAID[1], 2), network.write(SAID[2]))

    def unheard() -> None:
        network.hook |= {"last_error_date": 1, "last_error_message": "Connection refused"}

    return Told(stands, "", tuple(map(stands.hook, updates)), unheard)


def whatsapp_() -> Told:
    stands = whatsapp.StandIn()
    said = (
        {"type": "text", "text": {"body": words}, "id": f"wamid.warga{number}"}
        for number, words in enumerate(SAID)
    )
    calls = tuple(whatsapp.call(stands.network.written(one)) for one in said)
    return Told(stands, PHONE, calls)


def x() -> Told:
    network = StandInX()
    post = network.archive.write(ME["id"], "Jadwal KTP")
    network.speak(post.id, SAID[0])
    network.archive.write(WARGA["id"], f"@{ME['username']} {SAID[1]}")
    told = [told_of(named) for named in network.archive.naming(ME)]
    told.append(told_of_message(network.archive.send(WARGA["id"], ME["id"], SAID[2])))
    secret = APP["app_consumer_secret"]
    return Told(network, ME["id"], tuple(Hooks.call(secret, event) for event in told))


#: Networks that call to tell what people say. (TikTok's calls tell nothing of the kind.)
CALLING: Mapping[str, Callable[[], Told]] = {
    "facebook": facebook,
    "instagram": instagram,
    "telegram": telegram_,
    "threads": threads_,
    "whatsapp": whatsapp_,
    "x": x,
}


def forged(call: Call) -> list[Call]:
    """Return what somebody else may send instead: other words, no signature, one of their own."""
    (name,) = [n for n in call.headers if "signature" in n or "secret" in n]
    shorter: Any = {**call.headers, name: call.headers[name][:-3]}
    changed = call.body.replace(b"KTP", b"SIM").replace(b"reason", b"raison")
    others = [Call("POST", {}, {}, call.body), Call("POST", {}, shorter, call.body)]
    # Telegram signs no bodies: whoever knows the secret of the address is Telegram.
    signs = name != "x-telegram-bot-api-secret-token"
    return [*others, Call("POST", {}, call.headers, changed + b" ")] if signs else others
