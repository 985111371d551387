"""What a token may be given is what some endpoint asks for."""

from __future__ import annotations

import re

from sinergi.people import tokens
from tests.api.described import PATHS


def test_every_scope_opens_an_endpoint() -> None:
    assert set(re.findall(r"Scope: `([a-z:]+)`", str(PATHS))) == set(tokens.SCOPES)
