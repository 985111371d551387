"""What a connector can be asked to do, one by one, over a wire that may misbehave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

from sinergi.connectors.contract import (
    Connector,
    Draft,
    Listens,
    Measures,
    Published,
    Publishes,
    Replies,
    TellsLimits,
    Withdraws,
)
from sinergi.connectors.errors import ConnectorError
from sinergi.connectors.exam.candidate import (
    Candidate,
    Failed,
    can,
    find,
    key,
    media,
    require,
    text,
)
from sinergi.connectors.exam.wire import Fault, Wire

#: What an operation does: reads; writes what nobody sees; writes what everybody sees.
Kind = Literal["read", "quiet", "visible"]


@dataclass(frozen=True, slots=True)
class Stage:
    """What operations work on: a post that went out before."""

    draft: Draft
    key: str
    post: Published


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing the house asks of connectors that can do it."""

    name: str
    kind: Kind
    ability: type
    do: Callable[[object, Stage], object]

    def under(self, candidate: Candidate, stage: Stage, fault: Fault | None) -> Outcome:
        """Do it while the wire misbehaves; only what is written counts where all can see it."""
        wire = candidate.wire()
        wire.fault, wire.writes_only = fault, self.kind == "visible"
        network = candidate.open(wire)
        try:
            value = self.do(network, stage)
        except ConnectorError as e:
            return Outcome(self, wire, error=e)
        except Exception as e:
            raise Failed(f"{self.name} raised {type(e).__name__}, none of the four errors") from e
        return Outcome(self, wire, value=value)


@dataclass(frozen=True, slots=True)
class Outcome:
    operation: Operation
    wire: Wire
    value: object = None
    error: ConnectorError | None = None

    def must_be(self, kind: type[ConnectorError], when: str) -> None:
        """Require this error, unless the operation asked nothing of the network."""
        if self.error is None and not self.wire.spoiled:
            return
        got = type(self.error).__name__ if self.error else "an answer"
        ok = isinstance(self.error, kind)
        require(ok, f"{self.operation.name}, {when}: {got} instead of {kind.__name__}")


OPERATIONS = (
    Operation("identify", "read", Connector, lambda n, _: cast("Connector", n).identify()),
    Operation("limits", "read", TellsLimits, lambda n, _: cast("TellsLimits", n).limits()),
    Operation("listen", "read", Listens, lambda n, _: cast("Listens", n).listen(None)),
    Operation("find", "read", Publishes, lambda n, s: find(cast("Publishes", n), s.draft, s.key)),
    Operation(
        "measure",
        "read",
        Measures,
        lambda n, s: list(cast("Measures", n).measure([s.post.remote_id])),
    ),
    Operation(
        "thread_url", "read", Replies, lambda n, s: cast("Replies", n).thread_url(s.post.remote_id)
    ),
    Operation("prepare", "quiet", Publishes, lambda n, _: prepare(cast("Publishes", n))),
    Operation(
        "withdraw", "quiet", Withdraws, lambda n, s: cast("Withdraws", n).withdraw(s.post.remote_id)
    ),
    Operation(
        "publish",
        "visible",
        Publishes,
        lambda n, _: cast("Publishes", n).publish(Draft(text()), key=key(), progress={}),
    ),
    Operation(
        "reply",
        "visible",
        Replies,
        lambda n, s: cast("Publishes", n).publish(
            Draft(text(), reply_to=s.post.remote_id), key=key(), progress={}
        ),
    ),
)


def prepare(network: Publishes) -> dict[str, str]:
    kept: dict[str, str] = {}
    draft = Draft(text(), media=(media(),))
    network.prepare(draft, key=key(), progress={}, keep=kept.__setitem__)
    return kept


def operations(candidate: Candidate, *kinds: Kind) -> list[Operation]:
    """Return what this connector can do, of the kinds asked for (all of them otherwise)."""
    able = [o for o in OPERATIONS if can(candidate.connector, o.ability)]
    return [o for o in able if not kinds or o.kind in kinds]


def stage(candidate: Candidate) -> Stage:
    """Publish a post for operations to work on. Connectors that do not publish get a name only."""
    draft, used = Draft(text()), key()
    network = candidate.publisher(candidate.wire())
    if network is None:
        return Stage(draft, used, Published("1", ""))
    return Stage(draft, used, network.publish(draft, key=used, progress={}))
