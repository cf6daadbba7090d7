"""Addresses that all faces share."""

from django.urls import path

from motcua.faces.common import views

app_name = "common"

urlpatterns = [
    path("dang-nhap", views.sign_in, name="sign_in"),
    path("dang-xuat", views.sign_out, name="sign_out"),
    path("doi-mat-khau", views.change_password, name="change_password"),
    path("giao-dien", views.choose_theme, name="theme"),
    path("suc-khoe", views.health, name="health"),
    path("kieu-mau", views.style, name="style"),
]
