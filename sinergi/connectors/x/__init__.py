"""X (api.x.com, version 2)."""

from sinergi.connectors.x.connector import X

__all__ = ["X"]
