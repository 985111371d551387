"""What was emptied before links to citizens went with it loses them at the upgrade."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from sinergi.inbox import actions, queries
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import Hear
from sinergi.networks.models import Delivery
from sinergi.people.models import User

pytestmark = pytest.mark.django_db

forget = import_module("sinergi.inbox.migrations.0012_links").forget


def test_links_of_what_was_emptied_go_and_others_stay(heard: Hear, ayu: User) -> None:
    emptied, other = (
        heard(f"c{n}", "Lampu jalan mati di depan rumah", answers="p1", author=f"warga.{n}")
        for n in range(2)
    )
    for one in (emptied, other):
        actions.reply(ayu, one, text="Baik.", seen=queries.newest(one))
    Delivery.objects.filter(message__isnull=False).update(url="https://x.example/@warga/1")
    Conversation.objects.filter(pk=emptied.pk).update(emptied_at=timezone.now())
    forget(apps, connection.schema_editor())
    urls = dict(Delivery.objects.values_list("message__conversation", "url"))
    assert urls == {emptied.pk: "", other.pk: "https://x.example/@warga/1"}
