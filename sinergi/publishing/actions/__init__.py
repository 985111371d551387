"""What people do with posts: write, ask, approve, send back, move, withdraw, cancel, settle."""

from sinergi.publishing.actions.approving import approve, reschedule, send_back
from sinergi.publishing.actions.asking import ask_approval
from sinergi.publishing.actions.checking import block, switch, unblock
from sinergi.publishing.actions.classifying import as_its_model, classify, review, say_eight
from sinergi.publishing.actions.delivering import leave_rest, refresh, retry, settle
from sinergi.publishing.actions.files import again, forget
from sinergi.publishing.actions.keeping import begin, discard, forget_unsaved
from sinergi.publishing.actions.keeping import keep as keep_unsaved
from sinergi.publishing.actions.restoring import bring_back
from sinergi.publishing.actions.taking_back import cancel, withdraw
from sinergi.publishing.actions.wording import (
    drop_hashtag,
    drop_wording,
    keep_hashtag,
    keep_wording,
    set_fields,
)
from sinergi.publishing.actions.writing import edit, write
from sinergi.publishing.policies.signing import contributors, may_approve

__all__ = [
    "again",
    "approve",
    "as_its_model",
    "ask_approval",
    "begin",
    "block",
    "bring_back",
    "cancel",
    "classify",
    "contributors",
    "discard",
    "drop_hashtag",
    "drop_wording",
    "edit",
    "forget",
    "forget_unsaved",
    "keep_hashtag",
    "keep_unsaved",
    "keep_wording",
    "leave_rest",
    "may_approve",
    "refresh",
    "reschedule",
    "retry",
    "review",
    "say_eight",
    "send_back",
    "set_fields",
    "settle",
    "switch",
    "unblock",
    "withdraw",
    "write",
]
