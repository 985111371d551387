"""What a connector says about itself."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import cast

from sinergi.connectors.contract import (
    About,
    Comments,
    Connector,
    Continues,
    Field,
    Likes,
    Limits,
    Listens,
    Publishes,
    Removes,
    Replies,
    SignsIn,
)
from sinergi.connectors.exam.candidate import Candidate, Question, can, require

TEXTS = (
    "Layanan",
    "Dua\nbaris",
    "https://bogorkab.example/a?b=c#d",
    "@warga@sosial.example @warga #Bogor",
    "🙏🏽👨‍👩‍👧",
    "العربية ",
    "\u0000\u202e\ufeff",
    "\ud800",
)
SECRET = re.compile("token|secret|password|passwd|key", re.IGNORECASE)


def the_card_names_the_network(candidate: Candidate) -> None:
    about: About = candidate.connector.about
    require(re.fullmatch("[a-z][a-z0-9]{0,29}", about.slug), "slug: small letters and digits")
    require(about.name.strip(), "name is empty")
    require(re.fullmatch("[A-Z0-9]{1,2}", about.chip), "chip: one or two capital letters")
    require(re.fullmatch("[a-z][a-z0-9-]*", about.guide), "guide: a page under docs/connectors")
    require(about.poll_every >= timedelta(seconds=1), "poll_every is too short for any network")
    require(about.reply_window is None or about.reply_window > timedelta(0), "reply_window")
    require(not about.link or "id" in re.compile(about.link).groupindex, "link: a group called id")


def the_limits_are_usable(candidate: Candidate) -> None:
    about = candidate.connector.about
    for limits in filter(None, (about.limits, about.answer, about.direct)):
        _usable(limits)
    ways = [choice for field in about.options for choice in field.choices]
    shown = [*about.best, *(shape for choice in ways for shape in choice.shapes)]
    require(all(0.1 <= shape <= 10 for shape in shown), "best, shapes: width / height")
    parts = about.covered
    inside = all(0 <= part < 0.5 for part in parts)
    require(not parts or (len(parts) == 4 and inside), "covered: top, right, bottom, left")


def _usable(limits: Limits) -> None:
    require(limits.text > 0, "text must have room")
    require(limits.images >= 0, "images: how many, or none")
    require(limits.images == 0 or limits.image_bytes > 0, "image_bytes")
    require(limits.images == 0 or limits.image_types, "image_types is empty")
    for name, pair in (("shapes", limits.shapes), ("video_rates", limits.video_rates)):
        require(not pair or len(pair) == 2, f"{name}: the least and the most, or empty")


def text_is_counted_without_surprise(candidate: Candidate) -> None:
    count = candidate.connector.about.count
    require(count("") == 0, "an empty text counts 0")
    require(count("a") == 1, "a letter counts 1")
    for text in TEXTS:
        once, twice = count(text), count(f"{text} {text}")
        require(isinstance(once, int) and once >= 0, f"count({text!r}) is {once!r}")
        require(twice >= once, f"more text counts less: {text!r}")


def what_a_person_fills_in_is_described(candidate: Candidate) -> None:
    about = candidate.connector.about
    for field in about.app:
        require(field.name.startswith("app_"), f"{field.name}: what is asked of the app is app_…")
    for fields in (about.sign_in, about.options, about.app):
        names = [field.name for field in fields]
        require(len(names) == len(set(names)), f"two fields have the same name: {names}")
        for field in fields:
            _field(field)


def threads_and_first_comments_have_limits(candidate: Candidate) -> None:
    connector = candidate.connector
    if can(connector, Continues):
        most = cast("type[Continues]", connector).most_parts
        require(2 <= most <= 100, "most_parts: two or more, and not without an end")
    if can(connector, Comments):
        room = cast("type[Comments]", connector).comment
        require(room.text > 0, "a first comment must have room")
        require(not room.least_media, "a first comment is words: it needs no file")


def _field(field: Field) -> None:
    require(field.label.strip(), f"{field.name} has no label")
    require(field.secret or not SECRET.search(field.name), f"{field.name} must be marked as secret")
    values = [choice.value for choice in field.choices]
    fits = not field.choices or not field.default or field.default in values
    require(fits, f"{field.name}: its default is none of its choices")


def what_it_can_do_hangs_together(candidate: Candidate) -> None:
    connector: type[Connector] = candidate.connector
    if can(connector, Replies):
        require(can(connector, Publishes), "Replies are published: inherit Publishes")
    acts = can(connector, Likes) or can(connector, Removes)
    require(can(connector, Listens) or not acts, "what is liked or deleted is heard: Listens")
    asks_for_token = any(f.secret and f.required for f in connector.about.sign_in)
    if not can(connector, SignsIn):
        by_hand = bool(connector.about.by_hand)
        ok = asks_for_token or by_hand or not connector.about.sign_in
        require(ok, "nobody asks for its secret")
    useful = can(connector, Publishes) or can(connector, Listens) or connector.about.by_hand
    require(useful, "it neither publishes nor listens, and nothing is done by hand")


QUESTIONS: tuple[Question, ...] = (
    the_card_names_the_network,
    the_limits_are_usable,
    text_is_counted_without_surprise,
    what_a_person_fills_in_is_described,
    what_it_can_do_hangs_together,
    threads_and_first_comments_have_limits,
)
