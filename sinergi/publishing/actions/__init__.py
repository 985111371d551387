"""What people do with posts: write, ask, approve, send back, move, withdraw, cancel, settle."""

from sinergi.publishing.actions.approving import approve, ask_approval, reschedule, send_back
from sinergi.publishing.actions.checking import block, switch, unblock
from sinergi.publishing.actions.delivering import refresh, retry, settle
from sinergi.publishing.actions.files import again, forget
from sinergi.publishing.actions.steps import contributors, may_approve
from sinergi.publishing.actions.writing import cancel, edit, withdraw, write

__all__ = [
    "again",
    "approve",
    "ask_approval",
    "block",
    "cancel",
    "contributors",
    "edit",
    "forget",
    "may_approve",
    "refresh",
    "reschedule",
    "retry",
    "send_back",
    "settle",
    "switch",
    "unblock",
    "withdraw",
    "write",
]
