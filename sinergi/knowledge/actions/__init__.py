"""What people do with answers: one verb per function."""

from __future__ import annotations

from sinergi.knowledge.actions.correcting import correct, leave
from sinergi.knowledge.actions.ending import remind
from sinergi.knowledge.actions.using import ask_release, grant, refuse, use, used
from sinergi.knowledge.actions.verifying import send_back, verify, withdraw
from sinergi.knowledge.actions.writing import edit, write

__all__ = [
    "ask_release",
    "correct",
    "edit",
    "grant",
    "leave",
    "refuse",
    "remind",
    "send_back",
    "use",
    "used",
    "verify",
    "withdraw",
    "write",
]
