from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "sinergi.notices"
    label = "notices"
