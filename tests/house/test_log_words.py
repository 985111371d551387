"""What is written into the log can be read by people: every verb of it has words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from sinergi.inbox.models import Conversation
from sinergi.networks.models import Delivery
from sinergi.units.log_words import ACTS, THINGS
from sinergi.units.rules import VERB_MEANINGS
from tests.house.sources import PRODUCT, nodes, text_of

VERB = re.compile(r"[a-z]+\.[a-z_]+")
WRITERS = [path for path in PRODUCT if re.search(r"audit\.(record(_many)?|drop)\(", text_of(path))]
RECORDS = {"audit.record", "audit.record_many", "audit.drop"}
#: Kinds of notices, which have the same shape.
NOTICES = {"account.expires", "delivery.not_withdrawn"}
#: Where a delivery ends, its state is the act; these two are no ends.
ENDS = set(Delivery.State.values) - {Delivery.State.WAITING, Delivery.State.SENDING}

#: A conversation is logged by the state it came to; "new" is where it begins.
STATES = set(Conversation.State.values) - {Conversation.State.NEW}


def is_record(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in RECORDS


def words_in(node: ast.AST) -> set[str]:
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def verbs_of(path: Path) -> set[str]:
    """Return the verbs that a file writes: those of its records, and others it hands on."""
    recorded = {
        word
        for node in nodes(path)
        if is_record(node) and isinstance(node, ast.Call) and len(node.args) > 1
        for word in words_in(node.args[1])
    }
    handed = {word for node in nodes(path) for word in words_in(node)}
    handed -= set(VERB_MEANINGS) | NOTICES
    return {word for word in recorded | handed if VERB.fullmatch(word)}


def test_every_verb_of_the_log_has_words() -> None:
    verbs = {verb for path in WRITERS for verb in verbs_of(path)}
    assert {"post.approved", "check.switch", "person.signed_in", "text.labelled"} <= verbs
    things, acts = zip(*(verb.split(".") for verb in verbs), strict=True)
    assert set(things) <= set(THINGS)
    assert set(acts) | ENDS | STATES <= set(ACTS)
