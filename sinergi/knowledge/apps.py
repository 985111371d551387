from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "sinergi.knowledge"
    label = "knowledge"
