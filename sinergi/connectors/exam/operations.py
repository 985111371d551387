"""What a connector can be asked to do, one by one, over a wire that may misbehave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal, cast

from sinergi.connectors.contract import (
    Comments,
    Connector,
    Continues,
    Draft,
    Edits,
    Likes,
    Listens,
    Measures,
    Published,
    Publishes,
    Removes,
    Replies,
    TellsLimits,
    Withdraws,
)
from sinergi.connectors.errors import ConnectorError
from sinergi.connectors.exam.candidate import (
    Candidate,
    Failed,
    Ready,
    can,
    find,
    further,
    key,
    prepared,
    ready,
    require,
    send,
    text,
    with_media,
)
from sinergi.connectors.exam.saying import said
from sinergi.connectors.exam.wire import Fault, Wire

#: What an operation does: reads; writes what nobody sees; writes what everybody sees.
Kind = Literal["read", "quiet", "visible"]


@dataclass(frozen=True, slots=True)
class Stage:
    """What an operation works on: a post that went out, and what it sends is ready to go out."""

    candidate: Candidate
    sent: Ready
    post: Published
    next: Ready


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing the house asks of connectors that can do it.

    ``sends``: what goes out by it, where a post stands already.
    """

    name: str
    kind: Kind
    ability: type
    do: Callable[[object, Stage], object]
    sends: Callable[[Candidate, Published], Draft] | None = None

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


def _go_out(network: object, stage: Stage) -> object:
    return send(cast("Publishes", network), stage.next)


OPERATIONS = (
    Operation("identify", "read", Connector, lambda n, _: cast("Connector", n).identify()),
    Operation("limits", "read", TellsLimits, lambda n, _: cast("TellsLimits", n).limits()),
    Operation("listen", "read", Listens, lambda n, _: cast("Listens", n).listen(None)),
    Operation("find", "read", Publishes, lambda n, s: find(cast("Publishes", n), s.sent)),
    Operation(
        "measure",
        "read",
        Measures,
        lambda n, s: list(cast("Measures", n).measure([s.post.remote_id])),
    ),
    Operation(
        "thread_url", "read", Replies, lambda n, s: cast("Replies", n).thread_url(s.post.remote_id)
    ),
    Operation("prepare", "quiet", Publishes, lambda n, s: prepare(cast("Publishes", n), s)),
    Operation(
        "withdraw", "quiet", Withdraws, lambda n, s: cast("Withdraws", n).withdraw(s.post.remote_id)
    ),
    Operation("edit", "quiet", Edits, lambda n, s: cast("Edits", n).edit(s.post.remote_id, text())),
    Operation(
        "like", "quiet", Likes, lambda n, s: cast("Likes", n).like(s.post.remote_id, liked=True)
    ),
    Operation("remove", "quiet", Removes, lambda n, s: cast("Removes", n).remove(spoken(s))),
    Operation("publish", "visible", Publishes, _go_out, lambda c, _: c.compose(text())),
    Operation("reply", "visible", Replies, _go_out, lambda c, p: c.respond(text(), p.remote_id)),
    Operation("go on", "visible", Continues, _go_out, lambda _, p: further(p.remote_id)),
    Operation("first comment", "visible", Comments, _go_out, lambda _, p: further(p.remote_id)),
)


def spoken(stage: Stage) -> str:
    """Let somebody answer the post; return the remote id of their words."""
    return said(stage.candidate, stage.post.remote_id)


def prepare(network: Publishes, stage: Stage) -> dict[str, str]:
    """Prepare a post with a picture, where pictures are taken."""
    draft = stage.candidate.compose(text())
    if not draft.media and network.about.limits.images:
        draft = with_media(draft, [stage.candidate.picture("Satu")])
    if not draft.media and not network.about.prepares:
        return {}
    return prepared(network, draft, key(), {})


def operations(candidate: Candidate, *kinds: Kind) -> list[Operation]:
    """Return what this connector can do, of the kinds asked for (all of them otherwise)."""
    able = [o for o in OPERATIONS if can(candidate.connector, o.ability)]
    if candidate.speak is None:
        able = [o for o in able if o.ability is not Removes]
    return [o for o in able if not kinds or o.kind in kinds]


def stages(candidate: Candidate) -> Callable[[Operation], Stage]:
    """Return how operations come by a stage: what only reads shares one, what writes has its own.

    For questions that ask the same of each operation many times.
    """
    shared = cache(partial(stage, candidate))
    return lambda operation: shared() if operation.kind == "read" else stage(candidate, operation)


def stage(candidate: Candidate, operation: Operation | None = None) -> Stage:
    """Publish a post for an operation to work on, and have ready what it sends.

    Connectors that do not publish get a name only.
    """
    network = candidate.publisher(candidate.wire())
    if network is None:
        nothing = Ready(candidate.compose(text()), key(), {})
        return Stage(candidate, nothing, Published("1", ""), nothing)
    sent = ready(network, candidate.compose(text()))
    post = send(network, sent)
    if operation is None or operation.sends is None:
        return Stage(candidate, sent, post, sent)
    return Stage(candidate, sent, post, ready(network, operation.sends(candidate, post)))
