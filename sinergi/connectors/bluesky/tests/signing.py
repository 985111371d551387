"""Sign in by OAuth as a person does."""

from __future__ import annotations

from collections.abc import Mapping

from sinergi.connectors.bluesky.tests.standin import BlueskyStandIn
from sinergi.connectors.contract import Access

LOCAL = "http://127.0.0.1:8000/kerja/akun/kembali"
SITE = "https://medsos.bogorkab.example"
PUBLIC = f"{SITE}/kerja/akun/kembali"
NAMED = {"server": "bsky.social", "identifier": "@cibinong.bsky.social"}


def sign_in(
    standin: BlueskyStandIn, redirect: str = LOCAL, more: Mapping[str, str] | None = None
) -> Access:
    before = standin.office({**NAMED, **(more or {})})
    step = before.begin(redirect=redirect, state="the-state", verifier="v" * 64)
    code = standin.approve(step.url)
    return before.finish(code=code, redirect=redirect, verifier="v" * 64, remembered=step.remember)
