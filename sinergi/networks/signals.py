"""What this room says upwards. docs/architecture.md lists every signal of the house.

``may_send``  asked in the transaction that commits a batch of deliveries, with ``deliveries``
              (a list, locked). Each receiver returns ``{delivery id: ""}`` for those that are its
              own and may go out, or ``{delivery id: "reason"}`` for those that may not. A reason
              that is ``Held`` is no end: the delivery stands still until its room releases it. A
              delivery for which nobody speaks is not sent: silence is no approval.
``changing``  deliveries are about to change their state, with ``deliveries`` (a list, locked);
              before the log is written. Each receiver locks what it changes when they ``settled``.
``settled``   deliveries ended or changed their state, with ``deliveries`` (a list); inside the
              transaction. Many at once, so that a room looks once at what they have in common.
``heard``     an account received something, with ``account`` and ``items`` (Incoming, oldest
              first); inside the transaction that moves the account's cursor. May be repeated.
``brought``   a picture for an answer was uploaded, with ``content`` and ``name``: the room that
              keeps files looks into it, stores it and returns it as an item. Raises No.
``fitting``   pictures are to go with an answer, with ``account``, ``unit``, ``items`` and
              ``limits``: that room has made what the network takes, and returns an
              ``attaching.Fitted``.
``offered``   pictures of the library are looked for, with ``unit`` and ``words``, or ``entry``: an
              id; that room returns those the office may use today, as ``attaching.Offer``.
``usable``    asked with ``unit`` and ``sources`` of pictures: returns why one of them may not be
              used now, "" where all may.
``holding``   asked before files are forgotten: each receiver returns the sources of those that it
              needs still for what is not on its way yet.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.dispatch import Signal


class Held(str):
    """A reason for which something may not go out now, but perhaps later."""

    __slots__ = ()


may_send = Signal()
changing = Signal()
settled = Signal()
heard = Signal()
brought = Signal()
fitting = Signal()
offered = Signal()
usable = Signal()
holding = Signal()


def lock_above(deliveries: Iterable[Any]) -> None:
    """Lock what rests on some deliveries in the rooms above, before the log is written.

    All acts lock their rows first and the log, which is one for all, at last. Whoever holds the log
    and then waits for a row waits for somebody who waits for the log.
    """
    rows = list(deliveries)
    if rows and connection.features.has_select_for_update:
        changing.send(type(rows[0]), deliveries=rows)
