"""What goes on with a post of our own: the later parts of a thread, and its first comment."""

from __future__ import annotations

from sinergi.connectors.contract import Comments, Continues, Listens, Publishes, Withdraws
from sinergi.connectors.errors import Unavailable
from sinergi.connectors.exam.candidate import (
    Candidate,
    Question,
    can,
    find,
    further,
    ready,
    require,
    send,
    with_media,
)
from sinergi.connectors.exam.operations import stage
from sinergi.connectors.exam.saying import newest


def a_thread_goes_on_part_by_part(candidate: Candidate) -> None:
    """Each part answers the one before it, and each is found for itself, with its own picture."""
    if not can(candidate.connector, Continues):
        return
    network = _publisher(candidate)
    over, known = stage(candidate).post.remote_id, set[str]()
    known.add(over)
    for files in ([], [candidate.picture("Tiga")] if network.about.limits.images else []):
        part = ready(network, with_media(further(over), files))
        published = send(network, part)
        require(published.remote_id not in known, "a part has the id of another part")
        if candidate.reads_back:
            found = candidate.until(lambda one=part: find(network, one, frozenset(known)))  # type: ignore[misc]  # bound now, not when it is called
            require(found == published, f"{published} went on with a thread, {found} was found")
        over = published.remote_id
        known.add(over)


def a_first_comment_stands_under_its_post(candidate: Candidate) -> None:
    if not can(candidate.connector, Comments):
        return
    network, post = _publisher(candidate), stage(candidate).post
    comment = ready(network, further(post.remote_id))
    published = send(network, comment)
    require(published.remote_id != post.remote_id, "a comment has the id of its post")
    if candidate.reads_back:
        found = candidate.until(lambda: find(network, comment, frozenset({post.remote_id})))
        require(found == published, f"{published} was the first comment, {found} was found")


def a_part_that_did_not_go_out_is_not_found(candidate: Candidate) -> None:
    """Not even where the part before it has the same words."""
    if not (can(candidate.connector, Continues) or can(candidate.connector, Comments)):
        return
    if not candidate.reads_back:
        return
    network, there = _publisher(candidate), stage(candidate)
    part = ready(network, further(there.post.remote_id))
    try:
        found = find(network, part, frozenset({there.post.remote_id}))
    except Unavailable:
        return  # it cannot tell yet, and says so
    require(found is None, f"{found} was found, and nothing had gone out")


def what_we_say_ourselves_is_no_news(candidate: Candidate) -> None:
    network = candidate.open(candidate.wire())
    goes_on = can(candidate.connector, Continues) or can(candidate.connector, Comments)
    if not goes_on or not isinstance(network, Listens):
        return
    publisher, start = _publisher(candidate), newest(network)
    part = send(publisher, ready(publisher, further(stage(candidate).post.remote_id)))
    heard = {item.remote_id for item in network.listen(start).items}
    require(part.remote_id not in heard, "a part of our own came back as something people said")


def a_part_is_taken_down_for_itself(candidate: Candidate) -> None:
    network = candidate.open(candidate.wire())
    if not can(candidate.connector, Continues) or not isinstance(network, Withdraws):
        return
    publisher, post = _publisher(candidate), stage(candidate).post
    part = ready(publisher, further(post.remote_id))
    gone = send(publisher, part)
    network.withdraw(gone.remote_id)
    network.withdraw(gone.remote_id)
    again = ready(publisher, further(post.remote_id))
    require(send(publisher, again).remote_id != gone.remote_id, "the post went with its part")


def _publisher(candidate: Candidate) -> Publishes:
    network = candidate.publisher(candidate.wire())
    assert network is not None  # noqa: S101  # what goes on with posts publishes them
    return network


QUESTIONS: tuple[Question, ...] = (
    a_thread_goes_on_part_by_part,
    a_first_comment_stands_under_its_post,
    a_part_that_did_not_go_out_is_not_found,
    what_we_say_ourselves_is_no_news,
    a_part_is_taken_down_for_itself,
)
