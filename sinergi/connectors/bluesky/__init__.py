"""Bluesky, and every server that speaks the AT Protocol's client API."""

from sinergi.connectors.bluesky.connector import Bluesky

__all__ = ["Bluesky"]
