"""Deadlines of the desk: what is promised, what is due next, who is told when it is late.

``promises`` are those shipped, ``terms`` those of an office; ``counting`` and ``standing`` decide.
``settling`` keeps what is due with the conversation, ``stepping`` does what a step asks of its
clocks, ``ladder`` tells people, ``recounting`` counts anew when terms or calendars change.
``sheet`` and ``card`` show it; docs/deadlines.md has the table.
"""
