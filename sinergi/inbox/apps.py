from importlib import import_module

from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "sinergi.inbox"
    label = "inbox"

    def ready(self) -> None:
        import_module("sinergi.inbox.receivers")
        import_module("sinergi.inbox.search.placing").watch(self)
