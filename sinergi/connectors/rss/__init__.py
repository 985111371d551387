"""RSS and Atom feeds, read for their topics."""

from sinergi.connectors.rss.connector import Rss

__all__ = ["Rss"]
