"""A persistent pretend network with citizens that answer: for demos, training and tests."""

from sinergi.connectors.sandbox.connector import Sandbox

__all__ = ["Sandbox"]
