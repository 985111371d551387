from django.apps import AppConfig


class UnderstandingConfig(AppConfig):
    name = "sinergi.understanding"
    label = "understanding"
