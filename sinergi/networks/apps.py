from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "sinergi.networks"
    label = "networks"
