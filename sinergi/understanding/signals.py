"""What this room says upwards. docs/architecture.md lists every signal of the house.

``decided``   what is known of texts changed: a worker read them, or a person said what they are;
              with ``ids`` (a list of ids of Text), inside the transaction that changed it; a worker
              gives ``texts`` (by id), too, as they are stored now.
"""

from django.dispatch import Signal

decided = Signal()
