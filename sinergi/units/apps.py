from importlib import import_module

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "sinergi.units"
    label = "units"

    def ready(self) -> None:
        import_module("sinergi.units.receivers")
