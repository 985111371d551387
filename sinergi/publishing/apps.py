from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "sinergi.publishing"
    label = "publishing"
