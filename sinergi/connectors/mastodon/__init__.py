"""Mastodon and the servers that speak its API (snac, GoToSocial, Pleroma, Pixelfed …)."""

from sinergi.connectors.mastodon.connector import Mastodon

__all__ = ["Mastodon"]
