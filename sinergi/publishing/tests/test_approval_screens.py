"""The pages of approval: policies, deputies, remarks, emergencies, holds. Citra finds none."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.holding import acting
from sinergi.publishing.models import (
    EIGHT,
    Approval,
    Comment,
    Policy,
    Post,
)
from sinergi.publishing.policies import away, commenting, keeping
from sinergi.publishing.policies.keeping import Said
from sinergi.publishing.tests.conftest import Write
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def remark(asked: Approval, budi: User, ayu_account: Account) -> Comment:
    return commenting.comment_on_words(
        budi, asked, account=ayu_account.pk, words="Sabtu", text="Jam berapa?"
    )


@pytest.fixture
def at_once(write: Write, ayu: User, dewi: User, tree: dict[str, Unit]) -> Approval:
    keeping.keep(dewi, tree["cibinong"], Said(kind="immediate", review_hours=2))
    post = actions.say_eight(ayu, write("Longsor"), dict.fromkeys(EIGHT, "Longsor di jalan raya"))
    return actions.ask_approval(ayu, post, at_once=True)


def test_citra_finds_nothing_of_ayus(
    citra: User, remark: Comment, at_once: Approval, dewi: User, budi: User, tree: dict[str, Unit]
) -> None:
    policy = Policy.objects.get()
    day = timezone.localdate()
    absence = away.go_away(budi, budi, deputy=dewi, first=day, last=day)
    hold = acting.begin(budi, tree["cibinong"], reason="mourning")
    post = remark.approval.post
    done = Entry.objects.exclude(verb="person.signed_in")
    before = done.count()
    for name, pk, body in (
        ("classify", post.pk, {"kind": "service"}),
        ("eight", post.pk, {}),
        ("comment", remark.approval_id, {"words": "Sabtu", "text": "Halo"}),
        ("resolve", remark.pk, {}),
        ("review", at_once.pk, {"finding": "right"}),
        ("drop-policy", policy.pk, {}),
        ("come-back", absence.pk, {}),
        ("end-hold", hold.pk, {}),
        ("release", post.pk, {"do": "now"}),
    ):
        address = reverse(f"content:{name}", args=[pk])
        assert as_(citra).post(address, body).status_code == 404, name
    for name in ("approval", "eight"):
        pk = post.pk if name == "eight" else remark.approval_id
        assert as_(citra).get(reverse(f"content:{name}", args=[pk])).status_code == 404
    assert as_(citra).get(reverse("content:policies")).status_code == 403
    office = reverse("content:policies-of", args=[tree["cibinong"].pk])
    assert as_(citra).get(office).status_code == 403
    assert as_(citra).get(reverse("content:absences")).status_code == 403
    page = as_(citra).get(reverse("content:holds")).content.decode()
    assert "Layanan Sabtu" not in page
    assert "Cibinong" not in page
    assert "Cibinong" not in as_(citra).get(reverse("content:posts")).content.decode()
    assert done.count() == before


def test_a_remark_is_made_shown_and_dealt_with(
    asked: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    address = reverse("content:comment", args=[asked.pk])
    said = {"account": ayu_account.pk, "words": "Senin", "text": "Jam <b>berapa</b>?"}
    wrong = as_(budi).post(address, said)
    assert wrong.status_code == 200
    assert "Jam &lt;b&gt;berapa" in wrong.content.decode()
    assert as_(budi).post(address, {**said, "words": "Sabtu"}).status_code == 302
    page = as_(ayu).get(reverse("content:approval", args=[asked.pk])).content.decode()
    assert '<mark>Sabtu</mark><sup><a href="#remark-1"' in page
    assert "Jam &lt;b&gt;berapa" in page
    assert (
        "Jam &lt;b&gt;berapa"
        in as_(ayu).get(reverse("content:post", args=[asked.post_id])).content.decode()
    )
    done = reverse("content:resolve", args=[Comment.objects.get().pk])
    answer = as_(ayu).post(done, {"next": "post"})
    assert answer.headers["Location"] == reverse("content:post", args=[asked.post_id])
    assert Comment.objects.get().resolved_by == ayu


def test_the_page_of_a_request_says_where_it_stands(
    draft: Post, ayu: User, budi: User, dewi: User, tree: dict[str, Unit]
) -> None:
    steps = [keeping.StepSaid(roles=("approver",)), keeping.StepSaid(people=(dewi,))]
    keeping.keep(dewi, tree["cibinong"], Said(steps=steps))
    asked = actions.ask_approval(ayu, draft)
    address = reverse("content:approval", args=[asked.pk])
    assert 'value="approve"' not in as_(dewi).get(address).content.decode()
    assert as_(budi).post(address, {"do": "approve"}).status_code == 302
    page = as_(dewi).get(address).content.decode()
    assert 'value="approve"' in page
    assert "Budi" in page
    assert 'value="approve"' not in as_(budi).get(address).content.decode()
    refused = as_(budi).post(address, {"do": "approve"})
    assert refused.status_code == 200
    assert not Delivery.objects.exists()


def test_the_kind_is_said_on_the_page_and_limits_the_list(ayu: User, draft: Post) -> None:
    address = reverse("content:classify", args=[draft.pk])
    assert as_(ayu).post(address, {"kind": "gossip"}).status_code == 302
    assert as_(ayu).post(address, {"kind": "campaign", "leader": "on"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.kind, draft.leader) == ("campaign", True)
    posts = reverse("content:posts")
    assert "Layanan Sabtu" in as_(ayu).get(posts, {"kind": "campaign"}).content.decode()
    assert "Layanan Sabtu" not in as_(ayu).get(posts, {"kind": "service"}).content.decode()
    assert as_(ayu).get(posts, {"kind": "gossip"}).status_code == 404


def test_the_kind_is_chosen_while_writing_and_kept_while_editing(
    ayu: User, ayu_account: Account
) -> None:
    said = {
        "unit": ayu_account.unit_id,
        "text": "Pilah sampah",
        "kind": "campaign",
        "leader": "on",
        "do": "save",
    }
    assert as_(ayu).post(reverse("content:write"), said).status_code == 302
    post = Post.objects.get()
    assert (post.kind, post.leader) == ("campaign", True)
    edit = reverse("content:edit", args=[post.pk])
    assert '<option value="campaign" selected' in as_(ayu).get(edit).content.decode()
    assert as_(ayu).post(edit, {"version": 1, "text": "Lain", "do": "save"}).status_code == 302
    post.refresh_from_db()
    assert (post.kind, post.leader, post.version) == ("campaign", True, 2)
    changed = {"version": 2, "text": "Lain", "kind": "service", "do": "save"}
    assert as_(ayu).post(edit, changed).status_code == 302
    post.refresh_from_db()
    assert (post.kind, post.leader) == ("service", False)
