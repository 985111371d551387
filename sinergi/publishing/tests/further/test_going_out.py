"""A thread goes out as it was approved, and stops where it may not go on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.connectors.errors import Refused
from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import (
    actions,
    carried,
)
from sinergi.publishing.correcting import acting as correcting
from sinergi.publishing.holding import acting, listing
from sinergi.publishing.models import Approval, Post, Target
from sinergi.publishing.tests.conftest import Network, Write, work
from sinergi.publishing.tests.further.conftest import TAGS, TEXT, further, states
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_it_goes_out_part_by_part_with_its_first_comment(going: Approval, network: Network) -> None:
    work(network, rounds=6)
    assert network.visible == ["Layanan KTP keliling.", "Bawa KK asli.", "Gratis.", TAGS]
    going.post.refresh_from_db()
    assert going.post.state == Post.State.PUBLISHED


def test_parts_say_which_they_are_where_one_wishes(
    write: Write, ayu: User, budi: User, ayu_account: Account, network: Network
) -> None:
    post = write(TEXT, more=further(ayu_account, "", numbered=True))
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    work(network, rounds=5)
    assert network.visible[1:] == ["Bawa KK asli. (2/3)", "Gratis. (3/3)"]


def test_other_words_of_a_part_than_were_approved_do_not_go_out(
    going: Approval, network: Network
) -> None:
    Target.objects.filter(post=going.post).update(comment="#Lain")
    work(network)
    assert network.visible == []
    assert states(going.post) == ["failed", "waiting", "waiting", "waiting"]


def test_a_changed_request_names_its_parts(going: Approval, network: Network) -> None:
    part = carried.of_post(going.post).get(part=2)
    Delivery.objects.filter(pk=part.pk).update(part=7)
    work(network, rounds=6)
    assert "Gratis." not in network.visible


def test_a_part_that_fails_leaves_the_post_partly_out_and_goes_on_from_there(
    going: Approval, network: Network, budi: User
) -> None:
    work(network, rounds=1)
    network.errors = [Refused("too long")]
    work(network, rounds=3)
    going.post.refresh_from_db()
    assert (going.post.state, states(going.post)[1:]) == (
        "partly",
        ["failed", "waiting", "waiting"],
    )
    actions.retry(budi, carried.of_post(going.post).get(part=1))
    work(network, rounds=5)
    going.post.refresh_from_db()
    assert (going.post.state, len(network.visible)) == ("published", 4)


def test_the_rest_is_left_out_and_the_post_is_out(
    going: Approval, network: Network, budi: User
) -> None:
    work(network, rounds=1)
    network.errors = [Refused("too long")]
    work(network, rounds=1)
    actions.leave_rest(budi, carried.of_post(going.post).get(part=1))
    going.post.refresh_from_db()
    assert (going.post.state, len(network.visible)) == ("published", 1)


def test_an_approval_taken_back_in_the_middle_stops_what_is_left(
    going: Approval, network: Network
) -> None:
    work(network, rounds=1)
    Approval.objects.filter(pk=going.pk).update(state="withdrawn")
    work(network, rounds=3)
    assert states(going.post) == ["sent", "failed", "waiting", "waiting"]


def test_a_hold_in_the_middle_stops_what_is_left(
    going: Approval, network: Network, budi: User, tree: dict[str, Unit]
) -> None:
    work(network, rounds=1)
    acting.end(budi, acting.begin(budi, tree["regency"], reason="mourning"))
    acting.begin(budi, tree["regency"], reason="mourning")
    work(network, rounds=3)
    assert states(going.post) == ["sent", "held", "waiting", "waiting"]
    assert list(listing.held_for(budi)) == [going.post]
    assert listing.stopped_posts([going.post], timezone.now())[0].accounts == 1


def test_what_is_scheduled_can_be_moved_withdrawn_and_cancelled_whole(
    thread: Post, ayu: User, budi: User
) -> None:
    due = timezone.now() + timedelta(hours=2)
    actions.approve(budi, actions.ask_approval(ayu, thread), due=due)
    later = due + timedelta(hours=3)
    actions.reschedule(budi, thread, later)
    assert set(carried.of_post(thread).values_list("due", flat=True)) == {later}
    first = carried.of_post(thread)
    actions.withdraw(ayu, thread)
    assert {row.state for row in first.all()} == {"cancelled"}


def test_a_correction_in_its_place_edits_each_part(
    going: Approval, network: Network, ayu: User, budi: User
) -> None:
    work(network, rounds=6)
    ids = list(carried.of_post(going.post).order_by("part").values_list("remote_id", flat=True))
    made = correcting.begin(ayu, going.post, reason="Salah hari", in_place=True)
    assert (made.text, made.targets.get().comment) == (TEXT, TAGS)
    asked = actions.ask_approval(ayu, made).asked[0]
    edits = [asked["edits"], *(p["edits"] for p in asked["parts"]), asked["comment"]["edits"]]
    assert edits == ids


def test_a_correction_in_its_place_has_as_many_parts(
    going: Approval, network: Network, ayu: User, ayu_account: Account
) -> None:
    work(network, rounds=6)
    made = correcting.begin(ayu, going.post, reason="Salah hari", in_place=True)
    actions.edit(
        ayu, made, version=1, text="Satu saja", accounts=[ayu_account], more=further(ayu_account)
    )
    with pytest.raises(No, match="none added"):
        actions.ask_approval(ayu, Post.objects.get(pk=made.pk))
