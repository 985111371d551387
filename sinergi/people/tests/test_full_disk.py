"""Who signs in, or saves, while nothing can be stored is told so, and not of tries too many."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from sinergi.people.models import User
from sinergi.people.tests.conftest import PASSWORD

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("pages"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL: for a transaction"),
]


def told_so(client: Client, address: str, data: Mapping[str, str]) -> bool:
    """Send a form while the database can only be read. True where the page says so."""
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        try:
            answer = client.post(address, data)
        finally:
            cursor.execute("PRAGMA query_only = OFF")
    said = answer.content.decode()
    return answer.status_code == 500 and "Belum ada yang dapat disimpan" in said


@pytest.mark.parametrize("password", [PASSWORD, "salah-sekali"])
def test_a_full_disk_is_told_at_the_door(ayu: User, password: str) -> None:
    data = {"login": ayu.username, "password": password}
    assert told_so(Client(), "/masuk/", data)


def test_a_full_disk_is_told_to_who_saves(ayu: User) -> None:
    client = Client()
    client.force_login(ayu)
    address = reverse("settings:profile")
    client.get(address)
    data = {"name": "Ayu Lestari", "email": ayu.email, "language": "id"}
    assert told_so(client, address, data)
    ayu.refresh_from_db()
    assert ayu.name == "Ayu"
