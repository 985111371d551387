"""What this room says upwards. docs/architecture.md lists every signal of the house.

``may_send``  asked in the transaction that commits a batch of deliveries, with ``deliveries``
              (a list, locked). Each receiver returns ``{delivery id: ""}`` for those that are its
              own and may go out, or ``{delivery id: "reason"}`` for those that may not. A reason
              that is ``Held`` is no end: the delivery stands still until its room releases it. A
              delivery for which nobody speaks is not sent: silence is no approval.
``settled``   deliveries ended or changed their state, with ``deliveries`` (a list); inside the
              transaction. Many at once, so that a room looks once at what they have in common.
``heard``     an account received something, with ``account`` and ``items`` (Incoming, oldest
              first); inside the transaction that moves the account's cursor. May be repeated.
"""

from django.dispatch import Signal


class Held(str):
    """A reason for which something may not go out now, but perhaps later."""

    __slots__ = ()


may_send = Signal()
settled = Signal()
heard = Signal()
