"""Threads: posts, answers, mentions and figures by Meta's Threads API."""

from sinergi.connectors.threads.connector import Threads

__all__ = ["Threads"]
