"""The verified answers of the demo regency: ``words/answers.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib import resources
from typing import Any

from django.db import transaction
from django.utils import timezone

from sinergi.knowledge import actions, rules
from sinergi.knowledge.models import Answer
from sinergi.people.models import User
from sinergi.units.models import Unit


def listed() -> list[dict[str, Any]]:
    """Return the answers as they are written: key, unit, questions, text, source, until, …"""
    source = resources.files("sinergi.cli").joinpath("words/answers.toml")
    found: list[dict[str, Any]] = tomllib.loads(source.read_text(encoding="utf-8"))["answer"]
    return found


def said(told: dict[str, Any], last: date) -> rules.Said:
    """Return what one of them says, valid until a day."""
    return rules.Said(
        questions=told["questions"],
        text=told["text"],
        source=told["source"],
        source_url=told.get("source_url", ""),
        valid_until=last,
        shorts={"micro": told["micro"]} if "micro" in told else {},
        variants={"su": told["su"]} if "su" in told else {},
        labels=told["labels"],
    )


def fill(
    people: Mapping[str, User], verifier: User, units: Mapping[str, Unit]
) -> Iterator[tuple[str, Answer]]:
    """Write every answer whose office is among ``units``, by code; yield its key and the answer.

    ``people`` has who writes for an office, by its code, and under "" who writes for the others.
    All are verified but those that are drafts in the file.
    """
    today = timezone.localdate()
    for told in listed():
        if told["unit"] not in units:
            continue
        last = today + timedelta(days=told["until"])
        reach = told.get("reach", Answer.Reach.EVERYWHERE)
        writer = people.get(told["unit"], people[""])
        with transaction.atomic():
            says = said(told, max(last, today))
            answer = actions.write(writer, units[told["unit"]], says, reach=reach)
            if not told.get("draft"):
                actions.verify(verifier, answer, seen=1)
            if last < today:  # its time has gone by since it was verified
                answer.versions.update(valid_until=last)
                Answer.objects.filter(pk=answer.pk).update(valid_until=last)
        yield told["key"], answer
