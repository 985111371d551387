"""What people and the rooms above do with accounts and deliveries."""

from sinergi.networks.actions.accounts import (
    connect,
    connect_with,
    disconnect,
    hand_over,
    keep_by_hand,
    register_app,
    renew_secrets,
    set_budget,
)
from sinergi.networks.actions.delivering import (
    TooLate,
    cancel,
    forget_words,
    leave_rest,
    move,
    queue,
    retry,
    settle,
    take_back,
)
from sinergi.networks.gateway import open_account
from sinergi.networks.leaving import leave_out

__all__ = [
    "TooLate",
    "cancel",
    "connect",
    "connect_with",
    "disconnect",
    "forget_words",
    "hand_over",
    "keep_by_hand",
    "leave_out",
    "leave_rest",
    "move",
    "open_account",
    "queue",
    "register_app",
    "renew_secrets",
    "retry",
    "set_budget",
    "settle",
    "take_back",
]
