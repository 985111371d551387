"""What each installed network can do, as the page about networks tells it: drawn from the cards."""

from __future__ import annotations

from sinergi.connectors import contract, registry
from sinergi.connectors.contract import Connector

HEAD = (
    "| network | publishes | hears | answers | measures | connected by | by hand |",
    "|---|---|---|---|---|---|---|",
)
#: What is done with what others wrote, beside answering it.
DEEDS = (("likes", contract.Likes), ("hides", contract.Hides), ("deletes", contract.Removes))
#: What is done with our own posts once they are out.
AFTER = (("edits", contract.Edits), ("takes down", contract.Withdraws))
#: What goes on with a post.
FURTHER = (("threads", contract.Continues), ("a first comment", contract.Comments))
NONE, BY_HAND = "–", "by hand"
#: Of what is only read, and of what only answers.
FEEDS, ANSWERS = "each office has [its own feed](rss.md#feeds-of-your-own-posts)", "answers alone"


def table() -> str:
    rows = sorted(registry.installed().values(), key=lambda c: c.about.name.casefold())
    return "\n".join([*HEAD, *map(_row, rows)])


def _row(connector: type[Connector]) -> str:
    card = connector.about
    name = f"[{card.name}]({card.guide}.md)"
    cells = (_publishes, _hears, _answers, _measures, _connected)
    hand = " ".join(card.by_hand) or NONE
    return f"| {name} | {' | '.join(cell(connector) for cell in cells)} | {hand} |"


def _can(connector: type[Connector], *abilities: type) -> bool:
    return any(ability in connector.__mro__ for ability in abilities)


def _publishes(connector: type[Connector]) -> str:
    card, limits = connector.about, connector.about.limits
    if not card.posts:
        return ANSWERS if _can(connector, contract.Replies) else FEEDS
    if not _can(connector, contract.Publishes):
        return BY_HAND
    images = f"{limits.images} image{'s' * (limits.images != 1)}" if limits.images else ""
    videos = f"{limits.videos} video{'s' * (limits.videos != 1)}" if limits.videos else ""
    later = [word for word, ability in FURTHER + AFTER if _can(connector, ability)]
    words = (f"{limits.text:,} characters", images, videos, *later)
    return ", ".join(word for word in words if word)


def _hears(connector: type[Connector]) -> str:
    asks = ["asks"] if _can(connector, contract.Listens) else []
    called = ["is called"] if _can(connector, contract.Hooked) else []
    if not _can(connector, contract.Listens, contract.Replies):
        return BY_HAND if connector.about.posts else NONE
    return ", ".join(asks + called)


def _answers(connector: type[Connector]) -> str:
    if not _can(connector, contract.Replies):
        return BY_HAND if connector.about.posts else NONE
    window = connector.about.reply_window
    hours = round(window.total_seconds() / 3600) if window else 0
    spelled = f"{hours // 24} days" if hours > 48 else f"{hours} hours"
    within = f"messages within {spelled}" if window else ""
    deeds = [word for word, ability in DEEDS if _can(connector, ability)]
    return ", ".join(word for word in ("yes", within, *deeds) if word)


def _measures(connector: type[Connector]) -> str:
    posts = ["posts"] if _can(connector, contract.Measures) else []
    account = ["account"] if _can(connector, contract.MeasuresAccount) else []
    return ", ".join(posts + account) or NONE


def _connected(connector: type[Connector]) -> str:
    if _can(connector, contract.SignsIn):
        return "sign-in"
    fields = connector.about.sign_in
    if any(field.secret for field in fields):
        return "token"
    return "address" if fields else NONE
