"""The pages of approval: policies, deputies, remarks, emergencies, holds. Citra finds none."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.holding import acting
from sinergi.publishing.models import (
    EIGHT,
    Absence,
    Approval,
    Comment,
    Policy,
    Post,
)
from sinergi.publishing.policies import away, commenting, keeping
from sinergi.publishing.policies.keeping import Said
from sinergi.publishing.tests.conftest import Write
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

STEP = {"hours": 8, "every-1": "any", "every-2": "any", "every-3": "any"}


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
    post = actions.say_eight(ayu, write("Longsor"), dict.fromkeys(EIGHT, "Belum diketahui"))
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


def test_dewi_says_who_must_approve_and_takes_it_out_again(
    dewi: User, budi: User, tree: dict[str, Unit]
) -> None:
    client, office = as_(dewi), reverse("content:policies-of", args=[tree["cibinong"].pk])
    assert client.get(reverse("content:policies")).status_code == 200
    wrong = client.post(office, {**STEP, "nobody": "on", "roles-1": ["approver"]})
    assert wrong.status_code == 200
    assert not Policy.objects.exists()
    said = {**STEP, "kind": "campaign", "roles-1": ["approver"], "people-2": [dewi.pk]}
    assert client.post(office, {**said, "basis": "SK 1/2026"}).status_code == 302
    policy = Policy.objects.get()
    assert [(s.roles, s.people.count()) for s in policy.steps.all()] == [(["approver"], 0), ([], 1)]
    page = client.get(office).content.decode()
    assert "SK 1/2026" in page
    assert "Dewi" in page
    assert client.post(office, {**STEP, "kind": "campaign", "nobody": "on"}).status_code == 302
    assert Policy.objects.get().nobody
    drop = reverse("content:drop-policy", args=[Policy.objects.get().pk])
    assert as_(budi).post(drop).status_code == 403
    assert client.post(drop).status_code == 302
    assert not Policy.objects.exists()


def test_a_step_with_people_alone_is_kept(dewi: User, tree: dict[str, Unit]) -> None:
    office = reverse("content:policies-of", args=[tree["cibinong"].pk])
    as_(dewi).post(office, {**STEP, "every-1": "every", "people-1": [dewi.pk]})
    step = Policy.objects.get().steps.get()
    assert (step.every, step.roles, list(step.people.all())) == (True, [], [dewi])


def test_budi_names_a_deputy_and_comes_back(budi: User, dewi: User) -> None:
    day = timezone.localdate().isoformat()
    said = {"user": budi.pk, "deputy": dewi.pk, "first": day, "last": day}
    address = reverse("content:absences")
    assert as_(budi).post(address, {**said, "deputy": ""}).status_code == 200
    assert as_(budi).post(address, said).status_code == 302
    assert "Dewi" in as_(budi).get(address).content.decode()
    absence = Absence.objects.get()
    assert as_(budi).post(reverse("content:come-back", args=[absence.pk])).status_code == 302
    assert not Absence.objects.exists()


def test_a_coordinator_arranges_for_those_of_her_offices(budi: User, dewi: User) -> None:
    day = timezone.localdate().isoformat()
    said = {"user": budi.pk, "deputy": budi.pk, "first": day, "last": day}
    assert as_(dewi).post(reverse("content:absences"), said).status_code == 200
    assert not Absence.objects.exists()
    eko = person("eko", "Eko", Unit.objects.get(parent=None), Role.APPROVER)
    said["deputy"] = eko.pk
    assert as_(dewi).post(reverse("content:absences"), said).status_code == 302
    assert as_(eko).get(reverse("content:absences")).status_code == 200


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
    assert "<mark>Sabtu</mark><sup>1</sup>" in page
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
