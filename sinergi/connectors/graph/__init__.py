"""What Meta's Graph APIs share: how they are asked, what their codes mean, how they call us.

Facebook and Instagram are asked at ``BASE``; Threads has a host of its own, and its own base.
"""

from sinergi.connectors.graph.api import BASE, Graph, gone, span
from sinergi.connectors.graph.codes import missing_permission
from sinergi.connectors.graph.hooks import Entry, answer_to, entries, signed
from sinergi.connectors.graph.values import flag, moment, number

__all__ = [
    "BASE",
    "Entry",
    "Graph",
    "answer_to",
    "entries",
    "flag",
    "gone",
    "missing_permission",
    "moment",
    "number",
    "signed",
    "span",
]
