"""Programs of the cast: each speaks to the API with a token of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from sinergi.people import tokens
from sinergi.people.models import User

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Program:
    """A script that acts as a person."""

    token: str

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self.ask("GET", path, query=query)

    def post(self, path: str, body: object = None, *, key: str = "") -> HttpResponse:
        return self.ask("POST", path, body, key=key)

    def put(self, path: str, body: object) -> HttpResponse:
        return self.ask("PUT", path, body)

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        key: str = "",
        query: Json | None = None,
    ) -> HttpResponse:
        headers = {"Authorization": f"Bearer {self.token}"}
        if key:
            headers["Idempotency-Key"] = key
        values: Json = {"headers": headers, "query_params": query}
        if body is not None:
            values |= {"data": body, "content_type": "application/json"}
        asked = getattr(Client(), method.lower())
        answer: HttpResponse = asked(f"/api/v1{path}", **values)
        return answer


MakeProgram = Callable[..., Program]


def program_of(user: User, scopes: Sequence[str] = tuple(tokens.SCOPES)) -> Program:
    _, plain = tokens.create(None, user, name="uji", scopes=scopes)
    return Program(plain)


def in_a_month(hours: int = 0) -> str:
    """Return a moment as the API spells it."""
    moment = timezone.now().replace(microsecond=0) + timedelta(days=30, hours=hours)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def as_ayu(ayu: User) -> Program:
    return program_of(ayu)


@pytest.fixture
def as_budi(budi: User) -> Program:
    return program_of(budi)


@pytest.fixture
def as_citra(citra: User) -> Program:
    return program_of(citra)
