"""Addresses of the three faces; each face names its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("motcua.faces.portal.urls")),
    path("ban-lam-viec/", include("motcua.faces.desk.urls")),
    path("dieu-hanh/", include("motcua.faces.board.urls")),
    path("", include("motcua.faces.common.urls")),
]
