"""YouTube (Data API, version 3)."""

from sinergi.connectors.youtube.connector import YouTube

__all__ = ["YouTube"]
