"""Two people at the same moment: one of them wins, the other is told."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.models import Approval
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do everything at the same moment; return "" or the refusal of each."""
    gate, said = threading.Barrier(len(acts)), [""] * len(acts)

    def do(number: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
        except No as e:
            said[number] = e.message
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return said


def test_of_two_approvers_one_approves(asked: Approval, budi: User, tree: dict[str, Unit]) -> None:
    dewi = person("dewi", "Dewi", tree["regency"], Role.APPROVER)
    said = at_once(
        lambda: actions.approve(budi, asked, due=None),
        lambda: actions.approve(dewi, asked, due=None),
    )
    assert sorted(bool(s) for s in said) == [False, True]
    assert Delivery.objects.count() == 1


def test_approving_and_editing_never_both_count(
    asked: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    approving, editing = at_once(
        lambda: actions.approve(budi, asked, due=None),
        lambda: actions.edit(ayu, asked.post, version=1, text="Berubah", accounts=[ayu_account]),
    )
    asked.post.refresh_from_db()
    asked.refresh_from_db()
    going = Delivery.objects.exclude(state="cancelled")
    if editing:  # told to look and try again: what was approved stands
        assert (approving, asked.state, asked.post.version) == ("", "approved", 1)
        assert going.get().text == "Layanan Sabtu tetap buka"
    else:  # saved: nothing of the old version goes out
        assert (asked.state, asked.post.version) == ("withdrawn", 2)
        assert not going.exists()


def test_two_savers_do_not_overwrite_each_other(
    asked: Approval, ayu: User, ayu_account: Account
) -> None:
    said = at_once(
        *(
            lambda text=text: actions.edit(
                ayu, asked.post, version=1, text=text, accounts=[ayu_account]
            )
            for text in ("Satu", "Dua")
        )
    )
    assert sorted(bool(s) for s in said) == [False, True]
    assert asked.post.revisions.count() == 2
