"""A person at the sign-in pages of the AT Protocol's reference server.

The pages are a program for the browser; it asks the server as is done here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.servers import plain

API = "/@atproto/oauth-provider/~api"


@dataclass(frozen=True, slots=True)
class Browser:
    """One opened page: where it is, and the cookies it set (marked for https, held by hand)."""

    page: str
    cookies: dict[str, str]

    @classmethod
    def open(cls, page: str) -> Browser:
        headers = {
            "sec-fetch-mode": "navigate",
            "sec-fetch-dest": "document",
            "sec-fetch-site": "none",
        }
        answer = plain.ask("GET", page, headers=headers, timeout=20)
        assert answer.status_code == 200, answer.text[:500]
        set_ = answer.headers.get_list("set-cookie")
        pairs = [cookie.split(";", 1)[0].split("=", 1) for cookie in set_]
        return cls(page, {cookie[0]: cookie[1] for cookie in pairs})

    def ask(self, what: str, given: dict[str, Any], bearer: str = "") -> dict[str, Any]:
        at = urlsplit(self.page)
        origin = f"{at.scheme}://{at.netloc}"
        headers = {
            "sec-fetch-mode": "same-origin",
            "sec-fetch-site": "same-origin",
            "origin": origin,
            "referer": self.page,
            "cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "x-csrf-token": self.cookies["csrf-token"],
        }
        if bearer:
            headers["authorization"] = f"Bearer {bearer}"
        url = f"{origin}{API}/{what}"
        answer = plain.ask("POST", url, json=given, headers=headers, timeout=20)
        assert answer.status_code < 300, f"{what}: {answer.status_code} {answer.text[:500]}"
        told: dict[str, Any] = answer.json()
        return told


def approve(page: str, *, name: str, password: str, scope: str) -> dict[str, str]:
    """Sign in at the page and allow; return what the person then comes back with.

    Holds ``redirect_uri``, where they are sent, with ``code``, ``state`` and ``iss``.
    """
    browser = Browser.open(page)
    known = {"locale": "en", "username": name, "password": password, "remember": False}
    told = browser.ask("sign-in", known)
    account = told["account"]
    did = account.get("did") or account["sub"]
    allowed = browser.ask("consent", {"did": did, "scope": scope}, told.get("ephemeralToken", ""))
    # The browser is sent there by one page more, which reads its address.
    return {word: values[0] for word, values in parse_qs(urlsplit(allowed["url"]).query).items()}
