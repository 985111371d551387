from importlib import import_module

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

from sinergi.connectors.registry import Unknown


class NetworksConfig(AppConfig):
    name = "sinergi.networks"
    label = "networks"

    def ready(self) -> None:
        """Load the connectors that are enabled: one that cannot be stops the start, in a sentence,
        as a wrong setting does. It would fail page by page, and posts that are due with it."""
        try:
            import_module("sinergi.networks.gateway").enabled()
        except Unknown as e:
            raise ImproperlyConfigured(str(e)) from e
