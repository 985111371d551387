from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "sinergi.work"
    label = "work"
