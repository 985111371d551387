from importlib import import_module

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "sinergi.insights"
    label = "insights"

    def ready(self) -> None:
        import_module("sinergi.insights.receivers")
