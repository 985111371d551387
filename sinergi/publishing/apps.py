from importlib import import_module

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "sinergi.publishing"
    label = "publishing"

    def ready(self) -> None:
        import_module("sinergi.publishing.receivers")
        import_module("sinergi.publishing.attaching")
