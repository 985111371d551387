"""Facebook pages. https://developers.facebook.com/docs/pages-api/"""

from sinergi.connectors.facebook.connector import Facebook

__all__ = ["Facebook"]
