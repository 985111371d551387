"""Accounts of the practice network: tokens, and the codes of its sign-in."""

from __future__ import annotations

from sinergi.connectors.sandbox.accounts import CODE_LASTS
from sinergi.connectors.sandbox.store import Store
from sinergi.connectors.sandbox.tests.conftest import OFFICE


def test_joining_again_gives_the_same_token_until_it_is_taken_away(store: Store) -> None:
    token = store.join(*OFFICE)
    assert store.join(*OFFICE) == token
    store.renew(OFFICE[0])
    assert store.account(token) is None
    assert store.account(store.join(*OFFICE)) == OFFICE


def test_a_code_opens_once_and_not_for_long(store: Store) -> None:
    code = store.give_code(OFFICE[0], "http://127.0.0.1/", "c")
    assert store.take_code(code) == (OFFICE[0], "http://127.0.0.1/", "c")
    assert store.take_code(code) is None
    late = store.give_code(OFFICE[0], "http://127.0.0.1/", "c")
    with store.open() as db:
        db.execute("UPDATE code SET at = at - ?", (CODE_LASTS + 1,))
    assert store.take_code(late) is None
