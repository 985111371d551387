"""The form with which a conversation is handed to another office."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.inbox.models import Transfer
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_a_search_keeps_the_reason_and_the_office_and_sends_nothing(
    heard: Hear, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    talk = heard("c1", "Kapan jalan di Ciomas diperbaiki?", answers="p1")
    client, url = as_(ayu), reverse("inbox:transfer", args=[talk.pk])
    typed = {"reason": "Lokasinya <di> Ciomas", "office": tree["diskominfo"].pk}
    looked = client.post(url, typed | {"look": "1", "q": "ciom"}).content.decode()
    assert "Lokasinya &lt;di&gt; Ciomas" in looked
    assert f'value="{tree["ciomas"].pk}"' in looked
    assert f'value="{tree["diskominfo"].pk}" checked' in looked
    assert 'role="alert"' not in looked
    none = client.post(url, typed | {"look": "1", "q": "zzz"}).content.decode()
    assert "Tidak ada kantor" in none
    assert "Lokasinya &lt;di&gt; Ciomas" in none
    assert not Transfer.objects.exists()
    wrong = client.post(url, {"reason": "Lokasinya di sana", "q": "ciom"}).content.decode()
    assert f'value="{tree["ciomas"].pk}"' in wrong
    assert "Lokasinya di sana" in wrong
    assert as_(citra).post(url, typed | {"look": "1", "q": "ciom"}).status_code == 404
    client.post(url, typed | {"office": tree["ciomas"].pk, "q": "ciom"})
    assert Transfer.objects.get().target == tree["ciomas"]
