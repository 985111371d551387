"""Who signs in while nothing can be stored is told so, and not of tries too many."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from sinergi.people.models import User
from sinergi.people.tests.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a disk is as full below PostgreSQL")
@pytest.mark.parametrize("password", [PASSWORD, "salah-sekali"])
def test_a_full_disk_is_told_at_the_door(ayu: User, password: str) -> None:
    client = Client(raise_request_exception=False)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")  # nothing can be written
        try:
            answer = client.post("/masuk/", {"login": ayu.username, "password": password})
        finally:
            cursor.execute("PRAGMA query_only = OFF")
    assert answer.status_code == 500
    assert "Belum ada yang dapat disimpan" in answer.content.decode()
