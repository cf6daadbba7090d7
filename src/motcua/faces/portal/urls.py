"""Addresses of the portal."""

from django.urls import path
from django.views.generic import RedirectView

from motcua.faces.portal import procedures, stopping, tracking, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("thu-tuc/", procedures.search_page, name="procedures"),
    path("thu-tuc/<str:code>", procedures.procedure, name="procedure"),
    path("thu-tuc/<str:code>/thoi-han", procedures.time_limit, name="time_limit"),
    path("tra-cuu", tracking.look_up, name="track"),
    path("tra-cuu/", RedirectView.as_view(pattern_name="portal:track", query_string=True)),
    path("tra-cuu/<str:code>", tracking.dossier, name="dossier"),
    path("tra-cuu/<str:code>/thoi-han", tracking.due_date, name="due_date"),
    path("tra-cuu/<str:code>/dung", stopping.ask, name="stop"),
    path("tra-cuu/<str:code>/dong", tracking.close, name="close_dossier"),
]
