"""Every refusal is in the language of the token's person: title, detail and each wrong value."""

from __future__ import annotations

from typing import Any

import pytest

from sinergi.people.models import User
from sinergi.web.api import wrong
from tests.api.conftest import Program, World, program_of

pytestmark = pytest.mark.usefixtures("pages")

#: What is asked, what is wrong with it, and the status.
ASKED: list[tuple[str, str, object, int]] = [
    ("GET", "/posts/999999", None, 404),
    ("GET", "/posts?gruop=draft", None, 422),
    ("GET", "/posts/abc", None, 422),
    ("GET", "/posts?limit=0", None, 422),
    ("GET", "/posts?limit=999", None, 422),
    ("GET", "/posts?group=lain", None, 422),
    ("POST", "/posts", {}, 422),
    ("POST", "/posts", [], 422),
    ("POST", "/posts", {"unit": 1.5}, 422),
    ("POST", "/posts", {"unit": 1, "text": 1}, 422),
    ("POST", "/posts", {"unit": 1, "text": "a\0"}, 422),
    ("POST", "/posts", {"unit": 1, "text": "a" * 20_001}, 422),
    ("POST", "/posts", {"unit": 1, "lain": 1}, 422),
    ("POST", "/posts", {"unit": 1, "targets": 1}, 422),
    ("POST", "/posts", {"unit": 1, "targets": [1]}, 422),
    ("POST", "/posts", {"unit": 1, "targets": [{"account": 1, "options": 1}]}, 422),
    ("POST", "/posts", {"unit": 1, "targets": [{"account": 1}, {"account": 1}]}, 422),
    ("POST", "/posts", {"unit": 1, "targets": [{"account": 999999}]}, 404),
    ("POST", "/posts/1/reschedule", {"due": "besok"}, 422),
    ("POST", "/posts/1/reschedule", {"due": "2026-11-24T09:00:00"}, 422),
    ("POST", "/posts/1/reschedule", {"due": 1764000000}, 422),
    ("POST", "/posts/1/reschedule", {"due": "9999-01-01T00:00:00Z"}, 422),
    ("POST", "/approvals/1/send-back", {"reason": ""}, 422),
    ("POST", "/deliveries/1/settle", {"sent": "mungkin"}, 422),
    ("POST", "/deliveries/1/settle", {"sent": True, "url": "javascript:alert(1)"}, 422),
]


def told(answer: Any) -> set[str]:
    """Return every sentence of a problem that is for people."""
    body = answer.json()
    return {body["title"], body["detail"], *(item["detail"] for item in body.get("errors", []))}


@pytest.mark.parametrize(("method", "path", "body", "status"), ASKED)
def test_no_sentence_is_the_same_in_both_languages(
    as_ayu: Program, world: World, ayu: User, method: str, path: str, body: object, status: int
) -> None:
    said = {}
    for language in ("id", "en"):
        User.objects.filter(pk=ayu.pk).update(language=language)
        address, _, query = path.partition("?")
        asked = dict(pair.split("=") for pair in query.split("&") if pair)
        answer = as_ayu.ask(method, address, body, query=asked)
        assert answer.status_code == status, answer.content
        said[language] = told(answer)
    assert said["id"].isdisjoint(said["en"])


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_missing_scope_is_told_in_the_language_of_the_person(ayu: User, language: str) -> None:
    User.objects.filter(pk=ayu.pk).update(language=language)
    answer = program_of(ayu, ["posts:read"]).post("/posts", {})
    assert answer.status_code == 403
    needs = {"id": "Ini memerlukan posts:write.", "en": "This needs posts:write."}
    assert answer.json()["detail"] == needs[language]


def test_a_mistake_that_has_no_words_of_ours_keeps_those_it_came_with() -> None:
    assert wrong.why({"type": "moon_phase", "msg": "The moon is full"}) == "The moon is full"
