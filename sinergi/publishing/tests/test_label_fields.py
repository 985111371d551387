"""Labels are written with a post, and stay where a form knows none."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.audit.models import Entry
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.bulk import labels
from sinergi.publishing.models import Post
from sinergi.publishing.tests.test_screens import as_, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_labels_are_written_with_the_post_and_stay_where_a_form_knows_none(
    ayu: User, ayu_account: Account
) -> None:
    client = as_(ayu)
    client.post(reverse("content:write"), typed(ayu_account, labels="#Stunting, Posyandu"))
    post = Post.objects.get()
    assert labels.of(post) == ["posyandu", "stunting"]
    edit = reverse("content:edit", args=[post.pk])
    assert 'value="posyandu, stunting"' in client.get(edit).content.decode()
    client.post(edit, typed(ayu_account, version=1))
    assert labels.of(post) == ["posyandu", "stunting"]
    client.post(edit, typed(ayu_account, version=2, labels="posyandu"))
    assert labels.of(post) == ["posyandu"]
    told = Entry.objects.filter(verb="post.edited").order_by("seq").last()
    assert told is not None
    assert told.data["labels"] == ["posyandu"]


def test_a_label_that_cannot_be_opens_its_part_and_keeps_what_was_typed(
    ayu: User, ayu_account: Account
) -> None:
    page = as_(ayu).post(reverse("content:write"), typed(ayu_account, labels="x" * 41))
    told = page.content.decode()
    assert '<details class="card sheet" open><summary>Tentang unggahan ini' in told
    assert "x" * 41 in told
    assert not Post.objects.exists()
