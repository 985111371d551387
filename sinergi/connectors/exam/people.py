"""What a connector does where people come in: they speak, are answered, and sign in."""

from __future__ import annotations

from dataclasses import replace

from sinergi.connectors.contract import (
    Draft,
    Likes,
    Listens,
    Page,
    Published,
    Publishes,
    Removes,
    Replies,
)
from sinergi.connectors.errors import ConnectorError
from sinergi.connectors.exam.candidate import (
    BACK,
    VERIFIER,
    Candidate,
    Question,
    can,
    find,
    ready,
    require,
    send,
    sign_in_of,
    text,
    with_media,
)
from sinergi.connectors.exam.operations import stage
from sinergi.connectors.exam.saying import newest, said
from sinergi.connectors.exam.values import right


def what_people_say_arrives_once_per_cursor(candidate: Candidate) -> None:
    network = candidate.open(candidate.wire())
    if not isinstance(network, Listens) or candidate.speak is None:
        return
    post = stage(candidate).post
    start = newest(network)
    words = candidate.speak(post.remote_id)
    page = candidate.until(lambda: p if (p := network.listen(start)).items else None)
    require(page is not None, "an answer never arrived")
    page = page or Page((), None)
    item = page.items[0]
    require(words in item.text, f"somebody said {words!r}, {item.text!r} arrived")
    require(item.in_reply_to == post.remote_id, "an answer does not name what it answers")
    require(network.listen(start).items == page.items, "reading twice is not harmless")
    after = network.listen(page.cursor)
    require(not after.items, "what was read came again after the cursor")
    require(after.cursor == page.cursor, "nothing new moved the cursor")


def an_answer_reaches_its_thread(candidate: Candidate) -> None:
    network = candidate.open(candidate.wire())
    publisher = candidate.publisher(candidate.wire())
    if not isinstance(network, Replies) or publisher is None:
        return
    draft = candidate.respond(text(), stage(candidate).post.remote_id)
    published = _answered(candidate, publisher, draft)
    require(network.thread_url(published.remote_id), "an answer has no address")


def an_answer_carries_as_many_pictures_as_its_card_says(candidate: Candidate) -> None:
    about, publisher = candidate.connector.about, candidate.publisher(candidate.wire())
    if publisher is None or not can(candidate.connector, Replies):
        return
    draft = candidate.respond(text(), stage(candidate).post.remote_id)
    most = ((about.direct if draft.direct else about.answer) or about.limits).images
    for number in sorted({min(most, 1), min(most, 4)} - {0}):
        pictures = [candidate.picture(f"Gambar {n}") for n in range(number)]
        _answered(candidate, publisher, with_media(replace(draft, text=text()), pictures))


def _answered(candidate: Candidate, publisher: Publishes, draft: Draft) -> Published:
    """Send an answer, and find it as one finds it after a doubt."""
    one = ready(publisher, draft)
    published = send(publisher, one)
    if candidate.reads_back:
        found = candidate.until(lambda: find(publisher, one))
        require(found == published, f"{published} was sent as an answer, {found} was found")
    return published


def liking_twice_is_no_error_nor_is_taking_it_back_twice(candidate: Candidate) -> None:
    network = candidate.open(candidate.wire())
    if not isinstance(network, Likes):
        return
    post = stage(candidate).post.remote_id
    theirs = post if candidate.speak is None else said(candidate, post)
    for wished in (True, True, False, False):
        network.like(theirs, liked=wished)


def deleting_somebody_elses_words_twice_is_no_error(candidate: Candidate) -> None:
    network = candidate.open(candidate.wire())
    if not isinstance(network, Removes) or candidate.speak is None:
        return
    require("comment" in network.removes, "what is deleted is a comment first of all")
    require("direct" not in network.removes, "a message to us alone is nobody else's to read")
    theirs = said(candidate, stage(candidate).post.remote_id)
    network.remove(theirs)
    network.remove(theirs)


def a_person_signs_in_on_the_networks_page(candidate: Candidate) -> None:
    network = sign_in_of(candidate, wire := candidate.wire())
    if network is None or candidate.approve is None:
        return
    step = network.begin(redirect=BACK, state="the-state", verifier=VERIFIER)
    require(step.url.startswith(("https://", "http://")), "begin leads to no page")
    # With the person, or in a request that is pushed ahead of them (RFC 9126).
    shown = [step.url, *(request.content.decode("utf-8", "replace") for request in wire.writes)]
    require(any("the-state" in words for words in shown), "the state does not travel")
    early = any(VERIFIER in words for words in shown)
    require(not early, "the verifier is shown to the network before its time")
    code = candidate.approve(step.url)
    given = network.finish(
        code=code, redirect=BACK, verifier=VERIFIER, remembered=dict(step.remember)
    )
    require(right(given), "access without an aware moment of its end, or with more than words")
    me = candidate.open(wire, {**candidate.answers, **given.credentials}).identify()
    require(right(me), f"signed in as {me!r}")


def a_code_nobody_was_given_opens_nothing(candidate: Candidate) -> None:
    network = sign_in_of(candidate, wire := candidate.wire())
    if network is None or candidate.approve is None:
        return
    step = network.begin(redirect=BACK, state="the-state", verifier=VERIFIER)
    try:
        given = network.finish(
            code="never-given", redirect=BACK, verifier=VERIFIER, remembered=dict(step.remember)
        )
        candidate.open(wire, {**candidate.answers, **given.credentials}).identify()
    except ConnectorError:
        return
    require(False, "a code nobody was given signed somebody in")


QUESTIONS: tuple[Question, ...] = (
    what_people_say_arrives_once_per_cursor,
    an_answer_reaches_its_thread,
    an_answer_carries_as_many_pictures_as_its_card_says,
    liking_twice_is_no_error_nor_is_taking_it_back_twice,
    deleting_somebody_elses_words_twice_is_no_error,
    a_person_signs_in_on_the_networks_page,
    a_code_nobody_was_given_opens_nothing,
)
