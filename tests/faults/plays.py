"""Whom the faults are played on: each network that publishes, and each form of its posts."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any, cast, get_args, get_type_hints

from sinergi.connectors import registry
from sinergi.connectors.contract import Hooked, Publishes
from sinergi.connectors.exam import wire
from sinergi.connectors.exam.standin import StandIn
from sinergi.connectors.exam.wire import Fault

#: What can go wrong with any network's visible request, on the way there and back.
ON_THE_WAY: Mapping[str, Fault] = {
    "cut before": wire.unreachable,
    "cut after acceptance": wire.lost,
    "500 but published": wire.broken_after,
    "429": wire.says(429, Retry_After="30"),
}

#: A worker that published falls silent, and another takes its work over.
WORKER_LOST = "worker lost"

#: All access is taken away just before the visible request: nothing renews it, only a person.
ACCESS_GONE = "access taken away"

#: A request that is made once and met twice. Networks that know what was published before have it
#: among their troubles; on others nothing but the house stands between it and a second post.
TWICE = "published twice"

ANYWHERE = (*ON_THE_WAY, WORKER_LOST, ACCESS_GONE, TWICE)

#: Faults after which a post may not be lost: it is out, or waits for a person.
PASSING = frozenset(
    {
        *ANYWHERE,
        "rate limit as 400",
        "container slow",
        "container expired",
        "chunk lost",
        "duplicate refused",
        "blocked but live",
        "token revoked",
    }
)


#: Troubles of files, and of what is made of them: a post of words alone does not meet them.
OF_FILES = frozenset({"chunk lost", "container failed", "file unreadable", "upload forgotten"})
OF_CONTAINERS = frozenset({"container slow", "container expired"})

#: Troubles that only whoever signs in meets; the connectors' own tests of signing in play them.
SIGNING_IN = frozenset({"no refresh token"})

#: What is only met when something else goes wrong as well.
ALONG = {"shown late": "session gone though done"}


@dataclass(frozen=True, slots=True)
class Play:
    """One form of post on one network: ``make`` gives a network of its own for each fault."""

    network: str
    form: str
    make: Callable[[], StandIn]

    @property
    def title(self) -> str:
        return f"{self.network}: {self.form}"

    def faults(self) -> list[str]:
        stands = self.make()
        files = bool(stands.draft("Berkas").media)
        own = [name for name in sorted(stands.troubles) if name not in ANYWHERE]
        known = [name for name in own if name not in SIGNING_IN]
        if not files:
            known = [name for name in known if name not in OF_FILES]
        if not files and not stands.connector.about.prepares:
            known = [name for name in known if name not in OF_CONTAINERS]
        return [*ANYWHERE, *known]


def plays() -> dict[str, Play]:
    """Return what is played, by its title."""
    found = [play for slug, stands in standins().items() for play in _forms(slug, stands)]
    return {play.title: play for play in found}


def standins() -> dict[str, type[StandIn]]:
    """Return what stands in for each network that publishes, by its slug."""
    found = {}
    for slug, connector in registry.installed().items():
        room = f"{connector.__module__.rpartition('.')[0]}.tests.standin"
        if Publishes in connector.__mro__ and find_spec(room):
            found[slug] = _class_of(room)
    return found


def unplayed() -> set[str]:
    """Return the networks that publish and have nothing that stands in for them."""
    publish = {slug for slug, c in registry.installed().items() if Publishes in c.__mro__}
    return publish - set(standins())


def calling() -> set[str]:
    """Return the networks that call us."""
    return {slug for slug, c in registry.installed().items() if Hooked in c.__mro__}


def _forms(slug: str, stands: type[StandIn]) -> Iterator[Play]:
    """A stand-in whose first argument is ``form: Literal[…]`` is played in each of them."""
    asked = get_type_hints(stands.__init__, vars(inspect.getmodule(stands))).get("form")
    kind: Any = stands
    if not asked:
        yield Play(slug, "post", kind)
    for form in get_args(asked):
        yield Play(slug, form, partial(kind, form=form))


def _class_of(room: str) -> type[StandIn]:
    module = import_module(room)
    classes = [
        value
        for value in vars(module).values()
        if inspect.isclass(value) and value.__module__ == room and hasattr(value, "public")
    ]
    assert len(classes) == 1, f"{room} has {len(classes)} classes that stand in for a network"
    return cast("type[StandIn]", classes[0])
