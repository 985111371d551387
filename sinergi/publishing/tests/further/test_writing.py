"""A thread and a first comment are written, checked and kept like the post itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import (
    actions,
    checks,
    content,
    versions,
)
from sinergi.publishing.bulk import batches, duplicating, plans
from sinergi.publishing.composing import Composed
from sinergi.publishing.models import Post, Target
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.further.conftest import TAGS, TEXT, further
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_where_there_are_no_threads_it_is_one_text(
    write: Write, ayu_account: Account, ayu: User
) -> None:
    Account.objects.filter(pk=ayu_account.pk).update(network="telegram")
    post = write(TEXT)
    asked = actions.ask_approval(ayu, post).asked[0]
    assert asked["text"] == "Layanan KTP keliling.\n\nBawa KK asli.\n\nGratis."
    assert "parts" not in asked


def test_an_item_without_parts_is_what_it_always_was(draft: Post, ayu: User) -> None:
    asked = actions.ask_approval(ayu, draft).asked[0]
    assert set(asked) == {"account", "text", "media", "options"}


def test_every_part_is_counted(write: Write, ayu_account: Account) -> None:
    post = write(f"Pendek.\n---\n{'a' * 290}", more=further(ayu_account, "b" * 300))
    found = content.problems(post)
    assert [no.facts.get("over") for no in found] == [10, 20]
    assert "(2/2)" in str(found[0].facts["account"])


def test_a_thread_has_an_end(write: Write) -> None:
    post = write("\n---\n".join(["Satu kalimat."] * 26))
    assert any("at most" in no.message and no.facts["count"] == 26 for no in content.problems(post))


def test_a_first_comment_where_there_is_none_is_said_not_lost(
    write: Write, ayu_account: Account
) -> None:
    post = write(more=further(ayu_account))
    Account.objects.filter(pk=ayu_account.pk).update(network="telegram")
    assert any("no first comment" in no.message for no in content.problems(post))


def test_versions_keep_and_bring_back_comments(
    thread: Post, ayu: User, ayu_account: Account
) -> None:
    actions.edit(ayu, thread, version=1, text="Lain", accounts=[ayu_account], more=Composed())
    old, new = versions.version_of(thread, 1), versions.newest(thread)
    changed = {c.label for c in versions.changes(versions.said_by(old), versions.said_by(new))}
    assert f"{ayu_account.handle}: Komentar pertama" in changed
    actions.bring_back(ayu, thread, old, [ayu_account], version=2)
    assert thread.targets.get().comment == TAGS


def test_an_edit_that_says_nothing_of_them_keeps_them(
    thread: Post, ayu: User, ayu_account: Account
) -> None:
    actions.edit(ayu, thread, version=1, text="Lain", accounts=[ayu_account])
    assert thread.targets.get().comment == TAGS


def test_a_copy_has_the_same(thread: Post, ayu: User) -> None:
    assert duplicating.duplicate(ayu, thread).targets.get().comment == TAGS


def test_a_first_comment_is_read_like_the_text(
    thread: Post, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    says = checks.Texts("Layanan buka.", more=further(ayu_account, "Hubungi {{kontak}}."))
    found = checks.findings(tree["cibinong"], says, [ayu_account], day=timezone.localdate())
    assert f"comment-{ayu_account.pk}" in {name for name, _ in found}
    says = checks.Texts("Layanan buka.", more=further(ayu_account, TAGS))
    found = checks.findings(tree["cibinong"], says, [ayu_account], day=timezone.localdate())
    asked = {f.rule for name, f in found if name == f"comment-{ayu_account.pk}"}
    assert not [rule for rule in asked if rule.startswith("attention-")]


def test_a_plan_from_a_file_brings_threads_and_first_comments(
    ayu: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    day = timezone.localdate() + timedelta(days=3)
    file = (
        "tanggal,teks,akun,komentar pertama\n"
        f'{day:%d-%m-%Y},"Satu\n---\nDua",{ayu_account.handle},#Cibinong\n'
    )
    report = plans.read(ayu, tree["cibinong"], file.encode(), now=timezone.now())
    batch = batches.bring(ayu, tree["cibinong"], report, name="rencana.csv", begin=batches.work)
    batches.work(batch.pk)
    target = Target.objects.get()
    assert (target.post.text, target.comment) == ("Satu\n---\nDua", "#Cibinong")
