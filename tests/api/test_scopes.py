"""What a token may be given is what some endpoint asks for."""

from __future__ import annotations

import re

from sinergi.people import tokens
from sinergi.web.api.root import api


def test_every_scope_opens_an_endpoint() -> None:
    told = str(api.get_openapi_schema(path_prefix="/")["paths"])
    assert set(re.findall(r"Scope: `([a-z:]+)`", told)) == set(tokens.SCOPES)
