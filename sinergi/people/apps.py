from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sinergi.people"
    label = "people"

    def ready(self) -> None:
        import_module("sinergi.people.receivers")
