"""What a post says: the same reading for asking, approving, previewing and sending."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

from sinergi.connectors.contract import Draft, Media
from sinergi.lib.text import No, say
from sinergi.networks import queries as networks
from sinergi.networks import rules as network_rules
from sinergi.networks.models import Account
from sinergi.publishing import files, further, limits, parts, pictures, recipes
from sinergi.publishing.alerts import standing
from sinergi.publishing.correcting import places
from sinergi.publishing.destinations import Destination, Piece
from sinergi.publishing.file_limits import File
from sinergi.publishing.further import Said
from sinergi.publishing.library import crops
from sinergi.publishing.library import standing as library
from sinergi.publishing.models import MediaFile, Post, Target
from sinergi.publishing.pictures import Picture
from sinergi.publishing.policies import emergencies

#: Texts of accounts and answers to their options: {account id: …}.
Variants = Mapping[int, str]
Options = Mapping[int, Mapping[str, str]]


def asked(post: Post, shown: Sequence[Picture]) -> list[dict[str, Any]]:
    """Return exactly what would be said where, as an approval keeps it."""
    media = [pictures.item(picture, row) for picture, row in files.clean(shown)]
    numbers = [picture.part for picture in shown]
    made = files.made(post) if shown else {}
    edits, again = places.edited(post.pk), _each()
    # Bare values: the sender asks this again and again, of posts with hundreds of accounts.
    there = Target.objects.filter(post=post).order_by("account_id")
    told = there.values_list(
        "account_id", "account__network", "text", "options", "comment", "numbered"
    )
    found = []
    for account, network, own, options, comment, numbered in told:
        said = further.said(network, own or post.text, comment, numbered=numbered)
        ids = edits.get(account, ())
        going = _replaced(media, shown, made[account]) if account in made else media
        shares = parts.shared_out(zip(numbers, going, strict=True), len(said.parts))
        item = {
            "account": account,
            "text": said.parts[0],
            "media": shares[0],
            "options": options,
        } | ({"edits": ids[0]} if ids else {})
        each = again(account, said)
        found.append(item | further.asked(said, options, each, ids, shares[1:]))
    return found


def _each() -> Callable[[int, Said], frozenset[str]]:
    """Return what tells the options that hold for every part; asked only where there are parts."""
    accounts = cache(lambda pk: further.each(Account.objects.get(pk=pk)))
    return lambda pk, said: accounts(pk) if said.parts[1:] else frozenset()


def _replaced(
    media: Sequence[dict[str, Any]], shown: Sequence[Picture], made: Mapping[str, MediaFile]
) -> list[dict[str, Any]]:
    """Return the items of a post with those made for one account in their places."""
    return [
        pictures.item(picture, made[picture.sha256]) if picture.sha256 in made else item
        for item, picture in zip(media, shown, strict=True)
    ]


def expected(item: Mapping[str, Any]) -> str:
    """Return the fingerprint a delivery of one asked item must have."""
    return network_rules.fingerprint(
        account=item["account"],
        text=item["text"],
        media=item["media"],
        options=item["options"],
        reply_to="",
        edits=item.get("edits", ""),
    )


def problems(post: Post) -> list[No]:
    """Return what keeps a saved post from being asked for or approved."""
    there = list(post.targets.select_related("account"))
    shown = pictures.of_post(post)
    made = files.made(post)
    told = [
        replace(
            destination_of(t, post),
            files=[_there(p, made.get(t.account_id, {}).get(p.sha256)) for p in shown],
        )
        for t in there
    ]
    rows = [row for there in made.values() for row in there.values()]
    waiting = files.problems(shown, [row for _, row in files.clean(shown) if row] + rows)
    found = waiting + limits.problems(told, [file(p) for p in shown]) + untranslated(there)
    found += emergencies.problems(post)
    found += places.problems(post, files=bool(shown))
    found += standing.problems(post, ["\n\n".join([t.text or post.text, t.comment]) for t in there])
    found += library.problems(post, shown)
    return found or refusals([t.account for t in there], told)


def untranslated(there: Sequence[Target]) -> list[No]:
    """Return which accounts want a language in which nothing is written yet."""
    return [missing(t.account, t.language) for t in there if t.language and not t.text]


def missing(account: Account, language: str) -> No:
    return No(
        say("{account} speaks another language ({code}): write that text, or its own."),
        account=account.handle,
        code=language,
    )


def refusals(accounts: Sequence[Account], told: Sequence[Destination]) -> list[No]:
    """Return why networks will not take together what they take each: a poll with a picture."""
    found = (
        networks.refused(account, draft)
        for account, there in zip(accounts, told, strict=True)
        for draft in _drafts(there)
    )
    return [no for no in found if no is not None]


def _drafts(there: Destination) -> Iterator[Draft]:
    """Yield what would be said on one account, part by part, with files that cannot be read."""
    shares = limits.shares(there, there.files or ())
    yield Draft(there.text, [_media(file) for file in shares[0]], there.options)
    own = {field.name for field in there.asked if field.each}
    kept = {name: given for name, given in there.options.items() if name in own}
    for piece, going in zip(there.later, shares[1:], strict=True):
        yield Draft(piece.text, [_media(file) for file in going], kept)


def _media(f: File) -> Media:
    known = (f.width, f.height, f.seconds)
    return Media(f.name, f.mime, f.size, BytesIO, f.alt, *known, rate=f.rate)


def _there(picture: Picture, row: MediaFile | None) -> File:
    """Return a file as it goes to one account, or will go there when it is made."""
    own = file(picture)
    if row is None:
        return own
    if row.state != MediaFile.State.READY:
        return recipes.foreseen(own, recipes.read(row.recipe))
    known = (row.width, row.height, row.seconds, row.rate, own.part)
    return File(own.name, row.mime, row.size, own.alt, *known)


def destination_of(target: Target, post: Post) -> Destination:
    """Return where a saved post goes, with what would be said there."""
    said = further.said(
        target.account.network, target.text or post.text, target.comment, numbered=target.numbered
    )
    return destination(target.account, said, target.options)


def destination(
    account: Account, words: str | Said, options: Mapping[str, str] | None = None
) -> Destination:
    """Return one account with what would be said there, counted as its network counts."""
    said = words if isinstance(words, Said) else further.said(account.network, words)
    card, text = networks.card(account), said.parts[0]
    count = card.count if card else len
    room = card.limits if card else None
    if card and room and room.shapes:
        room = replace(room, shapes=crops.taken(room, card.about, options or {}))
    return Destination(
        account=account.pk,
        name=f"{card.about.name if card else account.network} {account.handle}",
        text=text,
        length=count(text),
        limits=room,
        open=account.state != Account.State.CLOSED,
        asked=networks.options(account),
        options=options or {},
        later=[Piece(one, count(one)) for one in said.parts[1:]],
        most_parts=networks.most_parts(account.network),
        comment=Piece(said.given, count(said.given)),
        comment_limits=networks.comment_limits(account.network),
    )


def file(picture: Picture) -> File:
    p = picture
    return File(p.name, p.mime, p.size, p.alt, p.width, p.height, p.seconds, p.rate, p.part)


def foreseen(
    shown: Sequence[Picture], there: Destination, cuts: Mapping[str, recipes.Cut]
) -> Destination:
    """Return a destination with the files of an unsaved post as they will be made for it.

    ``cuts``: the pieces of images that go there, by their ``sha256``.
    """
    found = []
    for picture in shown:
        own, cut, made = file(picture), cuts.get(picture.sha256, ()), bool(picture.file)
        recipe = there.limits and recipes.fitting(own, there.limits, made=made, cut=cut)
        found.append(recipes.foreseen(own, recipe) if recipe else own)
    return replace(there, files=found)


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
