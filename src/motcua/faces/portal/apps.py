from django.apps import AppConfig


class PortalFaceConfig(AppConfig):
    name = "motcua.faces.portal"
    label = "portal_face"
