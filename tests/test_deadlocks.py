"""A person and a worker write of the same post, or conversation, in the same moment: one waits for
the other, and never each for the other."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Published, Receipt
from sinergi.connectors.errors import SignedOut
from sinergi.inbox import actions as inbox
from sinergi.inbox import bulk
from sinergi.inbox.cases import joining
from sinergi.inbox.hoaxes import acting as hoaxes
from sinergi.inbox.models import Batch, Case, Conversation, Hoax
from sinergi.inbox.tests.conftest import hear_items, incoming
from sinergi.networks import actions, outcomes
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.publishing.actions import wording
from sinergi.publishing.calendars import occasions
from sinergi.publishing.holding import acting
from sinergi.publishing.models import Idea, Post, Wording
from sinergi.units.imports import import_content
from sinergi.units.models import Unit

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="elsewhere one writes at a time, and all wait"
    ),
]


@pytest.fixture
def post(ayu: User, budi: User, ayu_account: Account) -> Post:
    """A post that is being sent."""
    made = publishing.write(ayu, ayu_account.unit, text="Buka", accounts=[ayu_account])
    publishing.approve(budi, publishing.ask_approval(ayu, made), due=None)
    return made


@pytest.fixture
def conversation(ayu: User, ayu_account: Account) -> Model:
    """A conversation whose answer is being sent."""
    hear_items(ayu_account, incoming("c1"))
    found = Conversation.objects.get()
    inbox.reply(ayu, found, text="Sampai pukul 15.")
    return found


def put_away() -> None:
    """Do as a worker that was told by the network that something is out."""
    row = Delivery.objects.get()
    outcomes.store([(row.pk, outcomes.Sent("", Published("7", "")))], now=timezone.now())


def wait_until_one_waits() -> None:
    with connection.cursor() as cursor:
        for _ in range(1_000):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone() != (0,):
                return
            time.sleep(0.01)
    raise AssertionError("nobody waits")


@pytest.mark.parametrize("kind", ["post", "conversation"])
def test_a_person_and_a_worker_never_wait_for_each_other(
    kind: str, request: pytest.FixtureRequest, ayu: User
) -> None:
    held: Model = request.getfixturevalue(kind)
    Delivery.objects.update(state="sending", committed_at=timezone.now())
    beside(held, put_away, ayu)
    assert Delivery.objects.get().state == "sent"


def test_a_worker_waits_for_who_holds_the_idea_of_a_post(ayu: User, post: Post) -> None:
    idea = Idea.objects.create(
        unit=post.unit, by=ayu, kind="person", title="Buka", post=post,
        created=timezone.now(), changed=timezone.now(),
    )  # fmt: skip
    Delivery.objects.update(state="sending", committed_at=timezone.now())
    beside(idea, put_away, ayu)
    idea.refresh_from_db()
    assert idea.state == "used"


def test_a_worker_waits_for_who_holds_an_account_that_is_signed_out(
    ayu: User, post: Post, conversation: Conversation, ayu_account: Account
) -> None:
    sent, refused = Delivery.objects.order_by("pk")
    Delivery.objects.update(state="sending", committed_at=timezone.now(), holder="w1/1")
    ends = [
        (sent.pk, outcomes.Sent("", Published("7", ""))),
        (refused.pk, outcomes.Troubled("w1/1", SignedOut("revoked"))),
    ]
    beside(ayu_account, lambda: outcomes.store(ends, now=timezone.now()), ayu)
    ayu_account.refresh_from_db()
    assert ayu_account.state == "signed_out"


def test_what_a_network_tells_of_two_waits_for_who_holds_the_second(
    ayu: User, ayu_account: Account, post: Post
) -> None:
    other = publishing.write(ayu, ayu_account.unit, text="Tutup", accounts=[ayu_account])
    held = actions.queue(
        ayu_account, unit=other.unit, kind="post", text="Tutup", due=timezone.now()
    )
    Delivery.objects.update(state="sending", committed_at=timezone.now())
    rows = Delivery.objects.order_by("pk")
    told = [Receipt(str(row.pk), "delivered", key=str(row.key)) for row in rows]
    beside(held, lambda: outcomes.told_of(ayu_account, told, now=timezone.now()), ayu)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_to_hold_an_office_waits_for_who_holds_what_people_publish_by_hand(
    ayu: User, budi: User, post: Post, tree: dict[str, Unit]
) -> None:
    Delivery.objects.update(state="by_hand")
    beside(post, lambda: acting.begin(budi, tree["cibinong"], reason="mourning"), ayu)
    assert Delivery.objects.get().state == "held"


def test_to_drop_a_campaign_waits_for_who_holds_a_post_of_it(
    ayu: User, post: Post, tree: dict[str, Unit]
) -> None:
    today = timezone.localdate()
    campaign = occasions.add(
        ayu, tree["cibinong"], kind="campaign", name="Panen", first=today, last=today
    )
    Post.objects.update(campaign=campaign)
    beside(post, lambda: occasions.drop(ayu, campaign), ayu)
    post.refresh_from_db()
    assert post.campaign is None


def test_to_drop_a_template_waits_for_who_changes_it(ayu: User, tree: dict[str, Unit]) -> None:
    made = wording.keep_wording(ayu, tree["cibinong"], kind="template", name="Sabtu", text="Buka")
    beside(made, lambda: wording.drop_wording(ayu, made), ayu)
    assert not Wording.objects.exists()


def test_an_import_of_offices_waits_for_who_holds_one(ayu: User, tree: dict[str, Unit]) -> None:
    lines = "kode,nama,jenis,induk\n32.01.02,Citeureup,kecamatan,32.01\n32.01.29,Baru,kecamatan,\n"
    held = tree["ciomas"]
    beside(held, lambda: import_content(None, lines.encode(), name="x.csv", dry_run=False), ayu)
    held.refresh_from_db()
    assert (held.name, Unit.objects.filter(code="32.01.02").count()) == ("Baru", 1)


def test_a_claim_waits_for_who_holds_a_conversation_about_it(
    ayu: User, conversation: Conversation
) -> None:
    beside(conversation, lambda: hoaxes.link(ayu, conversation, None, claim="Bantuan ditutup"), ayu)
    assert Hoax.objects.get().conversations.get() == conversation


def test_an_act_on_many_waits_for_who_holds_the_last_of_them(
    ayu: User, conversation: Conversation, ayu_account: Account
) -> None:
    hear_items(ayu_account, incoming("c2"))
    both = list(Conversation.objects.order_by("pk"))
    asked = bulk.Asked("archive", reason="Sudah")
    beside(both[1], lambda: bulk.act(ayu, both, asked), ayu)
    assert {one.state for one in Conversation.objects.all()} == {"archived"}
    batch = Batch.objects.get()
    beside(both[1], lambda: bulk.undo(ayu, batch), ayu)
    assert {one.state for one in Conversation.objects.all()}.isdisjoint({"archived"})


def test_a_case_waits_for_who_holds_the_last_of_its_conversations(
    ayu: User, conversation: Conversation, ayu_account: Account
) -> None:
    hear_items(ayu_account, incoming("c2"))
    first, second = Conversation.objects.order_by("pk")
    beside(second, lambda: joining.open_case(ayu, first, [second], title="Loket"), ayu)
    case = Case.objects.get()
    assert case.conversations.count() == 2
    beside(second, lambda: joining.close(ayu, case, [first, second]), ayu)
    case.refresh_from_db()
    assert case.closed_at is not None


def test_who_holds_an_office_holds_up_nobody_who_writes_for_it(ayu: User, post: Post) -> None:
    """That would wait with the log in hand: what is told colleagues is told last."""
    writer = threading.Thread(
        target=in_peace, args=[lambda: publishing.write(ayu, post.unit, text="Lagi", accounts=[])]
    )
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=post.unit_id)
        User.objects.select_for_update().get(pk=ayu.pk)
        writer.start()
        writer.join(60)
        assert not writer.is_alive()
    assert Post.objects.count() == 2


def beside(held: Model, act: Callable[[], object], who: User) -> None:
    """Do an act while a person who holds a row is about to write the log."""
    worker = threading.Thread(target=in_peace, args=[act])
    with transaction.atomic():  # as every act: first what it is about, then the log
        type(held)._default_manager.select_for_update(of=("self",)).get(pk=held.pk)
        worker.start()
        wait_until_one_waits()
        audit.record(who, "post.looked_at", on=held)
    worker.join()


def in_peace(act: Callable[[], object]) -> None:
    with closing(connection), suppress(OperationalError), transaction.atomic():
        act()
