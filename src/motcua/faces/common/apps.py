from django.apps import AppConfig


class CommonFaceConfig(AppConfig):
    name = "motcua.faces.common"
    label = "common_face"
    verbose_name = "Giao diện chung"
