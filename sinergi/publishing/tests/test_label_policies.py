"""A label asks for more people, never for fewer; it is written with the post, and is not outrun."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.bulk import labels
from sinergi.publishing.models import Approval, Emergency, Policy, Post
from sinergi.publishing.models.emergencies import EIGHT
from sinergi.publishing.policies import choosing, keeping
from sinergi.publishing.policies.keeping import Said, StepSaid
from sinergi.publishing.tests.conftest import Network, Write, work
from sinergi.publishing.tests.test_screens import as_
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

APPROVER = StepSaid(roles=("approver",))


def holds(post: Post) -> set[int]:
    return set(choosing.required(post, day=timezone.localdate()).policies)


def test_what_is_said_of_a_label_is_asked_for_besides(
    write: Write, dewi: User, tree: dict[str, Unit]
) -> None:
    plain = keeping.keep(dewi, tree["cibinong"], Said(nobody=True))
    strict = keeping.keep(
        dewi, tree["regency"], Said(label=" #Stunting ", steps=[APPROVER, APPROVER])
    )
    post = write()
    assert strict.label == "stunting"
    assert holds(post) == {plain.pk}
    labels.put(post, ["stunting", "desa"])
    assert holds(post) == {plain.pk, strict.pk}
    assert len(choosing.required(post, day=timezone.localdate()).steps) == 2


def test_the_nearest_policy_of_a_label_holds_and_of_two_labels_both(
    write: Write, dewi: User, tree: dict[str, Unit], ayu_account: Account
) -> None:
    keep = keeping.keep
    keep(dewi, tree["regency"], Said(label="stunting", steps=[APPROVER]))
    near = keep(dewi, tree["cibinong"], Said(label="stunting", steps=[APPROVER, APPROVER]))
    other = keep(dewi, tree["cibinong"], Said(label="anggaran", account=ayu_account))
    post = write()
    labels.put(post, ["stunting", "anggaran"])
    assert holds(post) == {near.pk, other.pk}


def test_a_label_that_is_taken_away_does_not_outrun_its_policy(
    draft: Post, ayu: User, budi: User, dewi: User, tree: dict[str, Unit], network: Network
) -> None:
    keeping.keep(dewi, tree["cibinong"], Said(label="stunting", steps=[APPROVER, APPROVER]))
    labels.put(draft, ["stunting"])
    asked = actions.ask_approval(ayu, draft)
    assert asked.labels == ["stunting"]
    labels.take(draft, "stunting")
    assert actions.approve(budi, asked, due=None).state == Approval.State.WAITING
    assert network.visible == []


def test_a_label_that_comes_after_the_approval_stops_what_too_few_have_signed(
    draft: Post, ayu: User, budi: User, dewi: User, tree: dict[str, Unit], network: Network
) -> None:
    keeping.keep(dewi, tree["cibinong"], Said(label="stunting", steps=[APPROVER, APPROVER]))
    actions.approve(budi, actions.ask_approval(ayu, draft), due=None)
    labels.put(draft, ["stunting"])
    work(network)
    assert network.visible == []


def test_an_emergency_is_not_slowed_down_by_a_label(
    write: Write, dewi: User, tree: dict[str, Unit]
) -> None:
    keeping.keep(dewi, tree["cibinong"], Said(label="banjir", steps=[APPROVER, APPROVER]))
    post = write()
    labels.put(post, ["banjir"])
    post.kind = Post.Kind.IMMEDIATE
    post.save(update_fields=["kind"])
    Emergency.objects.create(post=post, **dict.fromkeys(EIGHT, "Banjir di jalan raya"))
    found = choosing.required(post, day=timezone.localdate())
    assert found.emergency
    assert found.steps == choosing.DEFAULT


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(label="stunting", nobody=True), "never less"),
        (Said(label="stunting", kind="immediate"), "its kind alone"),
        (Said(label="x" * 41), "at most 40"),
    ],
)
def test_a_policy_of_a_label_that_cannot_be_is_refused(
    said: Said, why: str, dewi: User, tree: dict[str, Unit]
) -> None:
    with pytest.raises(No, match=why):
        keeping.keep(dewi, tree["cibinong"], said)


def test_the_database_takes_no_label_that_asks_for_nobody(
    dewi: User, tree: dict[str, Unit]
) -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Policy.objects.create(unit=tree["cibinong"], label="x", nobody=True, by=dewi, at=now)


@pytest.mark.usefixtures("pages")
def test_a_coordinator_says_it_on_the_page_and_citra_does_not_see_it(
    dewi: User, citra: User, tree: dict[str, Unit]
) -> None:
    page = reverse("content:policies-of", args=[tree["cibinong"].pk])
    sent = {"label": "Stunting", "hours": "8", "every-1": "any", "roles-1": "approver"}
    assert as_(dewi).post(page, sent).status_code == 302
    shown = as_(dewi).get(page).content.decode()
    assert "“stunting”" in shown
    assert '<option value="stunting">' in shown
    assert as_(citra).get(page).status_code == 403
    assert as_(citra).post(page, sent).status_code == 403
    assert Policy.objects.count() == 1
