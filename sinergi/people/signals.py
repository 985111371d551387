"""What this room says upwards.

``joined``  a person accepted an invitation, with ``invitation`` and ``user``; inside the
            transaction. Who made the invitation wrote into its ``purpose`` what follows.
"""

from django.dispatch import Signal

joined = Signal()
