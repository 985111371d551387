"""Whatever encoding a client says its body is in, it gets an answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from sinergi.web.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

FORM = "application/x-www-form-urlencoded"


def status(path: str, kind: str, body: bytes = b"{}") -> str:
    """Return what the web server answers to a form, or to a program."""
    environ = RequestFactory().generic("POST", path, body, "", QUERY_STRING="q=1").environ
    told: list[str] = []

    def start(line: str, *_: Any) -> Any:
        told.append(line[:3])

    b"".join(application(environ | {"CONTENT_TYPE": kind}, start))
    return told[0]


@pytest.mark.parametrize("name", ["zlib", "rot13", "punycode", "undefined", "idna", '"base64', "x"])
@pytest.mark.parametrize("kind", [FORM, "application/json", "multipart/form-data; boundary=x"])
def test_a_name_that_no_letters_are_written_in_is_no_fault(kind: str, name: str) -> None:
    assert status("/api/v1/posts?q=1", f"{kind}; charset={name}") == "401"
    assert status("/tampilan/", f"{kind}; Charset = {name}") in {"400", "403"}


@pytest.mark.parametrize("name", ["utf-8", "UTF-8", '"utf-8"', "utf8"])
def test_what_forms_are_written_in_is_left_alone(name: str) -> None:
    assert status("/tampilan/", f"{FORM}; charset={name}", b"theme=dark") == "403"  # without a key
