"""Addresses of life events at the desk (`/ban-lam-viec/thu-tuc/su-kien/`)."""

from django.urls import path

from motcua.faces.desk.catalogue import life_events

urlpatterns = [
    path("", life_events.event_list, name="life_events"),
    path("moi", life_events.new, name="life_event_new"),
    path("<slug:slug>/", life_events.edit, name="life_event"),
    path("<slug:slug>/xoa", life_events.delete, name="life_event_delete"),
]
