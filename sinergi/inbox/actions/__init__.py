"""What people do with conversations."""

from sinergi.inbox.actions.moving import assign, finish, move, note, reopen
from sinergi.inbox.actions.replying import place, reply

__all__ = ["assign", "finish", "move", "note", "place", "reopen", "reply"]
