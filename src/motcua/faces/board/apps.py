from django.apps import AppConfig


class BoardFaceConfig(AppConfig):
    name = "motcua.faces.board"
    label = "board_face"
