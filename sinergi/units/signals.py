"""What this room asks upwards. docs/architecture.md lists every signal of the house.

``on_duty``  asked with ``offices`` (ids) and ``now``: who is on the roster of each of them at that
             moment. Each receiver returns ``{office id: [user id, …]}``; an office without anybody
             is left out.
"""

from django.dispatch import Signal

on_duty = Signal()
"""Asked by ``sinergi.units.duties``."""
