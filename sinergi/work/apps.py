from importlib import import_module

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "sinergi.work"
    label = "work"

    def ready(self) -> None:
        import_module("sinergi.work.statistics").watch(self)
