"""Networks where people do everything by hand, because nobody gives access to them."""

from sinergi.connectors.by_hand.networks import Elsewhere, WhatsAppChannel

__all__ = ["Elsewhere", "WhatsAppChannel"]
