"""WhatsApp's Cloud API: an office's number, and the people who write to it."""

from sinergi.connectors.whatsapp.connector import WhatsApp

__all__ = ["WhatsApp"]
