"""The demo lives on when the installation gets another address."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from sinergi.cli import addresses
from sinergi.cli.tests.conftest import call, with_tables
from sinergi.networks import actions, gateway, practice
from sinergi.networks.models import Account, Delivery

EARLIER = "https://lama.bogor.example/jaringan-latihan"


@pytest.mark.django_db
def test_links_follow_the_address_of_the_installation(ayu_account: Account) -> None:
    token = practice.application().store.join("alamat.baru", "")
    known = gateway.lock({"server": EARLIER, "token": token})
    elsewhere = gateway.lock({"server": EARLIER, "token": "dari-tempat-lain"})
    queued = actions.queue(
        ayu_account, unit=ayu_account.unit, kind="post", text="Halo", due=timezone.now()
    )
    Delivery.objects.filter(pk=queued.pk).update(url=f"{EARLIER}/p/7?u=/jaringan-latihan/")
    Account.objects.update(credentials=elsewhere, url=f"{EARLIER}/@camat")
    assert addresses.follow() == 0
    Account.objects.update(credentials=known)
    assert (addresses.follow(), addresses.follow()) == (1, 0)
    here = f"{settings.SITE_URL}/jaringan-latihan"
    assert Account.objects.get().url == f"{here}/@camat"
    assert Delivery.objects.get().url == f"{here}/p/7?u=/jaringan-latihan/"
    assert gateway.unlock(Account.objects.get().credentials)["server"] == practice.PREFIX


@pytest.mark.real
def test_the_demo_is_read_at_another_address(own_demo: Path, tmp_path: Path) -> None:
    there = {"SINERGI_URL": "https://sinergi.bogor.example"}
    done = call(own_demo, "inbox", "backfill", **there)
    assert done.returncode == 0, done.stdout
    assert "failed" not in done.stdout
    assert call(own_demo, "backup", str(tmp_path / "copy")).returncode == 0
    home, tables = tmp_path / "elsewhere", {"DATABASE_URL": f"sqlite:///{with_tables(tmp_path)}"}
    assert call(home, "restore", str(tmp_path / "copy"), **there, **tables).returncode == 0
    bound = tables | {"SINERGI_BIND": "127.0.0.1:8123"}
    assert call(home, "inbox", "backfill", **bound).returncode == 0


@pytest.mark.real
def test_check_tells_what_keeps_an_account_from_being_read(own_demo: Path) -> None:
    with closing(sqlite3.connect(own_demo / "sinergi.sqlite3", isolation_level=None)) as db:
        db.execute(
            "UPDATE networks_account SET last_read = '2026-01-01', connected_at = '2026-01-01', "
            "failures = 9, problem = ? WHERE id = 1",
            ('{"kind": "Unavailable", "message": "{host} is away.", "facts": {"host": "x.id"}}',),
        )
        db.execute(
            "UPDATE networks_account SET last_read = '2026-01-01', connected_at = '2026-01-01' "
            "WHERE id = 2"
        )
    said = call(own_demo, "check").stdout
    assert "x.id is away." in said
    assert "Nothing has been read from this account for a while." in said
