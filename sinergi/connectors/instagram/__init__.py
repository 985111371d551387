"""Instagram professional accounts. https://developers.facebook.com/docs/instagram-platform/"""

from sinergi.connectors.instagram.connector import Instagram

__all__ = ["Instagram"]
