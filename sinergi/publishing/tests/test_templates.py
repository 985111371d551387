"""Templates carry what goes on with a post: parts of a thread, a first comment."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.models import Post
from sinergi.publishing.tests.test_checks import text_in
from sinergi.publishing.tests.test_screens import as_, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_a_template_carries_its_first_comment_and_the_parts_of_its_thread(
    ayu: User, ayu_account: Account
) -> None:
    row = actions.keep_wording(
        ayu, ayu_account.unit, kind="template", name="Utas", text="Satu.\n---\nDua.",
        comment="#Layanan {{nama_kantor}}", numbered=True,
    )  # fmt: skip
    page = as_(ayu).get(reverse("content:write"), {"template": row.pk}).content.decode()
    name = f"comment-{ayu_account.pk}"
    assert text_in(page) == "Satu.\n---\nDua."
    assert text_in(page, name) == "#Layanan Cibinong"
    said = typed(ayu_account, text=text_in(page), **{name: text_in(page, name)})
    as_(ayu).post("/kerja/tulis/", said | {f"numbered-{ayu_account.pk}": "on"})
    target = Post.objects.get().targets.get()
    assert (target.comment, target.numbered) == ("#Layanan Cibinong", True)


def test_the_page_of_a_template_keeps_its_first_comment(
    ayu: User, citra: User, ayu_account: Account
) -> None:
    template = actions.keep_wording(
        ayu, ayu_account.unit, kind="template", name="Jadwal", text="Buka"
    )
    address = reverse("content:wording", args=[template.pk])
    said = {"kind": "template", "name": "Jadwal", "text": "Buka", "comment": "#A", "numbered": "on"}
    assert as_(citra).post(address, said).status_code == 404
    as_(ayu).post(address, said)
    template.refresh_from_db()
    assert (template.comment, template.numbered) == ("#A", True)
    assert text_in(as_(ayu).get(address).content.decode(), "comment") == "#A"
    refused = as_(ayu).post(address, said | {"kind": "snippet"}).content.decode()
    assert "Hanya templat" in refused
    assert text_in(refused, "comment") == "#A"
