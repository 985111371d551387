"""What a post says: the same reading for asking, approving, previewing and sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sinergi.lib.text import No, say
from sinergi.networks import queries as networks
from sinergi.networks import rules as network_rules
from sinergi.networks.models import Account
from sinergi.publishing import limits, pictures
from sinergi.publishing.limits import Destination, File
from sinergi.publishing.models import Post, Target
from sinergi.publishing.pictures import Picture

#: Texts of accounts and answers to their options: {account id: …}.
Variants = Mapping[int, str]
Options = Mapping[int, Mapping[str, str]]


def asked(post: Post, shown: Sequence[Picture]) -> list[dict[str, Any]]:
    """Return exactly what would be said where, as an approval keeps it."""
    media = pictures.as_items(shown)
    # Bare values: the sender asks this again and again, of posts with hundreds of accounts.
    there = Target.objects.filter(post=post).order_by("account_id")
    return [
        {"account": account, "text": own or post.text, "media": media, "options": options}
        for account, own, options in there.values_list("account_id", "text", "options")
    ]


def expected(item: Mapping[str, Any]) -> str:
    """Return the fingerprint a delivery of one asked item must have."""
    return network_rules.fingerprint(
        account=item["account"],
        text=item["text"],
        media=item["media"],
        options=item["options"],
        reply_to="",
    )


def problems(post: Post) -> list[No]:
    """Return what keeps a saved post from being asked for or approved."""
    there = post.targets.select_related("account")
    shown = pictures.of_post(post)
    told = [destination(t.account, t.text or post.text, t.options) for t in there]
    return limits.problems(told, [file(p) for p in shown])


def destination(
    account: Account, text: str, options: Mapping[str, str] | None = None
) -> Destination:
    """Return one account with what would be said there, counted as its network counts."""
    card = networks.card(account)
    return Destination(
        account=account.pk,
        name=f"{account.handle}",
        text=text,
        length=card.count(text) if card else len(text),
        limits=card.limits if card else None,
        open=account.state != Account.State.CLOSED,
        asked=networks.options(account),
        options=options or {},
    )


def file(picture: Picture) -> File:
    return File(picture.name, picture.mime, picture.size, picture.alt)


def answers(account: Account, given: Mapping[str, str]) -> dict[str, str]:
    """Return the answers to what a network asks of a post. Raises No for one it does not know."""
    known = {field.name: field for field in networks.options(account)}
    for name, value in given.items():
        field = known.get(name)
        allowed = {choice.value for choice in field.choices} if field else set()
        if field is None or (allowed and value not in allowed):
            raise No(
                say("{account} does not know the option {name}: {value}."),
                account=account.handle,
                name=str(name)[:40],
                value=str(value)[:40],
            )
    return dict(given)
