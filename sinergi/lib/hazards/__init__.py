"""What official sources say of hazards, read without asking anybody: bytes in, values out.

Plain Python. ``read`` takes what was fetched or dropped, whatever format it turns out to be in.
"""

from sinergi.lib.hazards.reading import KINDS, Reading, read
from sinergi.lib.hazards.told import Act, Kind, Told, Unreadable

__all__ = ["KINDS", "Act", "Kind", "Reading", "Told", "Unreadable", "read"]
