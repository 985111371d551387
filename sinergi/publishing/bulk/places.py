"""Accounts as people name them in a plan."""

from __future__ import annotations

import re

from sinergi.lib.text import No, say
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import queries


class Places:
    """The accounts a person may write for in a plan, by what people call them."""

    def __init__(self, user: User) -> None:
        self.by_name: dict[str, list[Account]] = {}
        for account in queries.writable_accounts(user):
            for name in {account.handle, account.handle.lstrip("@"), account.name}:
                self.by_name.setdefault(name.casefold(), []).append(account)

    def named(self, spelled: str) -> list[int]:
        """Return the ids of accounts, named one after the other. Raises No for one there is not.

        Two accounts of a name on two networks are told apart as "name (network)".
        """
        found: list[int] = []
        for name in filter(None, (part.strip() for part in re.split(r"[;,\n]", spelled))):
            found += [pk for pk in self._one(name) if pk not in found]
        return found

    def _one(self, name: str) -> list[int]:
        plain, _, network = name.partition("(")
        there = self.by_name.get(plain.strip().lstrip("@").casefold(), [])
        there = there or self.by_name.get(plain.strip().casefold(), [])
        if network:
            wanted = network.rstrip(") ").strip().casefold()
            there = [account for account in there if account.network == wanted]
        if not there:
            raise No(say("There is no account {name} that you write for."), name=name[:60])
        if len(there) > 1 and not network:
            raise No(say("{name} are several accounts: write {name} (network)."), name=name[:60])
        return [account.pk for account in there]
