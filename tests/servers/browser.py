"""A person at a network's sign-in pages: reads forms, fills them in, presses the button."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx

from tests.servers import plain

#: What a sign-in page may call the two things a person knows.
NAMES = {"login", "username", "user", "email"}
SECRETS = {"passwd", "password", "pass"}
STEPS = 10


class Stuck(Exception):
    """The pages did not lead where a sign-in leads. The message says where it ended."""


@dataclass(slots=True)
class Form:
    """One form of a page: where it goes, how, and what its fields hold."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            form = Form(given.get("action", ""), given.get("method", "get").casefold())
            self.found.append(form)
        elif tag in {"input", "button"} and self.found and given.get("name"):
            self.found[-1].fields.setdefault(given["name"], given.get("value", ""))


def sign_in(authorize: str, *, name: str, password: str, back: str) -> str:
    """Open ``authorize``, sign in, allow; return the address the network then sends us to.

    That address begins with ``back`` and is never opened. Raises Stuck.
    """
    with plain.client(timeout=20, headers={"Connection": "close"}) as http:
        answer = http.get(authorize)
        for _ in range(STEPS):
            if answer.is_redirect:
                target = urljoin(str(answer.url), answer.headers["Location"])
                if target.startswith(back):
                    return target
                answer = http.get(target)
                continue
            answer = _submit(http, answer, name, password)
    raise Stuck(f"The sign-in pages of {urlsplit(authorize).netloc} never end")


def _submit(http: httpx.Client, answer: httpx.Response, name: str, password: str) -> httpx.Response:
    parser = _Forms()
    parser.feed(answer.text)
    if answer.status_code >= 400 or not parser.found:
        raise Stuck(f"{answer.url.path} answered {answer.status_code} and holds no form")
    form = parser.found[0]
    known = dict.fromkeys(NAMES, name) | dict.fromkeys(SECRETS, password)
    filled = {key: known.get(key.casefold(), value) for key, value in form.fields.items()}
    action = urljoin(str(answer.url), form.action)
    if form.method == "post":
        return http.post(action, data=filled)
    return http.get(action, params=filled)
