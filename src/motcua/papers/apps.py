from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "motcua.papers"
    label = "papers"
    verbose_name = "Giấy tờ"
