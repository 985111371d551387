from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "sinergi.inbox"
    label = "inbox"
