from django.apps import AppConfig


class DeskFaceConfig(AppConfig):
    name = "motcua.faces.desk"
    label = "desk_face"
