"""What a connector does with a network that works."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx

from sinergi.connectors.contract import (
    Draft,
    Edits,
    Measures,
    Published,
    Publishes,
    TellsLimits,
    Withdraws,
)
from sinergi.connectors.errors import Unavailable
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.candidate import (
    NOTHING,
    WORKING,
    Candidate,
    Question,
    find,
    key,
    prepared,
    ready,
    require,
    send,
    text,
    with_media,
)
from sinergi.connectors.exam.operations import (
    operations,
    stage,
)
from sinergi.connectors.exam.values import right


def every_answer_has_the_contracts_types(candidate: Candidate) -> None:
    for operation in operations(candidate):
        outcome = operation.under(candidate, stage(candidate, operation), None)
        require(outcome.error is None, f"{operation.name} failed on a working network")
        require(right(outcome.value), f"{operation.name} answered {outcome.value!r}")


def a_visible_write_is_one_request(candidate: Candidate) -> None:
    for operation in operations(candidate, "visible"):
        outcome = operation.under(candidate, stage(candidate, operation), None)
        count = len(outcome.wire.writes)
        require(count == 1, f"{operation.name} wrote {count} times")


def what_went_out_is_found_again(candidate: Candidate) -> None:
    network = candidate.publisher(candidate.wire())
    if network is None:
        return
    one = ready(network, candidate.compose(text()))
    require(find(network, one) is None, "found before it was sent")
    published = send(network, one)
    if not candidate.reads_back:
        require(find(network, one) is None, "found where nothing can be read back")
        return
    found = candidate.until(lambda: find(network, one))
    require(found == published, f"{published} was sent, {found} was found")
    another = ready(network, candidate.compose(text()))
    require(find(network, another) is None, "another text was found")
    same = ready(network, one.draft)  # the same words once more, not sent yet
    known = frozenset({published.remote_id})
    require(find(network, same, known) is None, "what belongs to another post was found")
    later = datetime.now(UTC) + timedelta(hours=1)
    old = network.find(same.draft, key=same.key, progress=same.progress, since=later, known=NOTHING)
    require(old is None, "a post from long before was found")


def a_key_that_repeats_gives_the_first_post_back(candidate: Candidate) -> None:
    network = candidate.publisher(candidate.wire())
    if network is None or not candidate.connector.about.key_repeats:
        return
    one = ready(network, candidate.compose(text()))
    posts = [send(network, one) for _ in range(3)]
    require(posts[0] == posts[1] == posts[2], f"one key became several posts: {posts}")


def uploads_go_on_where_they_stopped(candidate: Candidate) -> None:
    network = candidate.publisher(wire := candidate.wire())
    if network is None or candidate.connector.about.limits.images < 2:
        return
    files = [candidate.picture("satu"), candidate.picture("dua")]
    draft, used = with_media(candidate.compose(text()), files), key()
    kept = prepared(network, draft, used, {})
    needed = len(wire.writes)
    if not needed and all(file.link for file in files):
        return  # the network takes the files from us when it is told of the post
    if not needed and not kept:  # they go with the post: it must hold them
        require(right(network.publish(draft, key=used, progress={})), "it could not be published")
        said = b"".join(request.content for request in wire.writes)
        require(all(file.open().read() in said for file in files), "the files went nowhere")
        return
    require(kept, "nothing was kept of the uploads")
    second = candidate.publisher(wire := candidate.wire())
    require(second is not None, "it no longer publishes")
    half: dict[str, str] = {}
    wire.fault = _works(needed - 1)
    wire.writes_only = True
    try:
        network = second or network
        _prepare_on(network, draft, used, half)
    except Unavailable:
        done = dict(half)
    else:
        done = {}
    require(done, "an upload was cut off, and nothing of the first was kept")
    wire.fault, wire.requests = None, []
    half |= prepared(network, draft, used, done)
    require(len(wire.writes) == 1, f"after a cut {len(wire.writes)} uploads were made, not one")
    require(prepared(network, draft, used, half) == half, "what was prepared was prepared again")
    require(len(wire.writes) == 1, "what was prepared was prepared again")
    require(right(network.publish(draft, key=used, progress=half)), "it could not be published")


def _prepare_on(network: Publishes, draft: Draft, used: str, kept: dict[str, str]) -> None:
    """Prepare, and keep what was done until nobody is there. Raises Unavailable then."""
    for _ in range(WORKING):
        try:
            network.prepare(draft, key=used, progress=dict(kept), keep=kept.__setitem__)
        except Unavailable as e:
            if e.retry_after is None:
                raise
        else:
            return


def _works(times: int) -> faults.Fault:
    """Work so many times; then nobody is there."""
    left = [times]

    def fault(request: httpx.Request, forward: faults.Forward) -> httpx.Response:
        left[0] -= 1
        return forward(request) if left[0] >= 0 else faults.unreachable(request, forward)

    return fault


def withdrawing_twice_is_no_error(candidate: Candidate) -> None:
    network = candidate.open(candidate.wire())
    if not isinstance(network, Withdraws):
        return
    before = stage(candidate)
    network.withdraw(before.post.remote_id)
    network.withdraw(before.post.remote_id)
    publisher = candidate.publisher(candidate.wire())
    if publisher is not None:
        require(find(publisher, before.sent) is None, "withdrawn, and still found")


def other_words_stand_in_the_same_place(candidate: Candidate) -> None:
    network = candidate.open(candidate.wire())
    if not isinstance(network, Edits):
        return
    before = stage(candidate)
    words = candidate.compose(text()).text
    network.edit(before.post.remote_id, words)
    network.edit(before.post.remote_id, words)
    changed = replace(before.sent, draft=replace(before.sent.draft, text=words))
    if candidate.reads_back:
        found = candidate.until(lambda: find(network, changed))
        # By its address: snac counts by the second of the last change, and knows the first id, too.
        same = found is not None and place(found) == place(before.post)
        require(same, f"{before.post} got other words, {found} has them")


def place(post: Published) -> str:
    """Return where a post is seen, or its id where it has no address."""
    return post.url or post.remote_id


def numbers_of_what_is_gone_are_absent(candidate: Candidate) -> None:
    network = candidate.open(candidate.wire())
    if not isinstance(network, Measures) or not isinstance(network, Withdraws):
        return
    gone, there = stage(candidate).post.remote_id, stage(candidate).post.remote_id
    network.withdraw(gone)

    def told() -> set[str]:
        return {sample.remote_id for sample in network.measure([gone, there])}

    candidate.until(lambda: told() == {there} or None)  # those who count may learn of it later
    require(gone not in told(), "numbers were told of a post that is gone")
    require(there in told(), "one post that is gone hides the numbers of all others")


def the_longest_text_goes_out(candidate: Candidate) -> None:
    network = candidate.publisher(candidate.wire())
    if network is None:
        return
    about = candidate.connector.about
    limits = network.limits() if isinstance(network, TellsLimits) else about.limits
    words = text()
    most = limits.text_with_media if candidate.compose("").media else 0
    words += "a" * (min(most or limits.text, 5000) - about.count(words))
    require(right(send(network, ready(network, candidate.compose(words)))), "at the limit")


QUESTIONS: tuple[Question, ...] = (
    every_answer_has_the_contracts_types,
    a_visible_write_is_one_request,
    what_went_out_is_found_again,
    a_key_that_repeats_gives_the_first_post_back,
    uploads_go_on_where_they_stopped,
    withdrawing_twice_is_no_error,
    other_words_stand_in_the_same_place,
    numbers_of_what_is_gone_are_absent,
    the_longest_text_goes_out,
)
