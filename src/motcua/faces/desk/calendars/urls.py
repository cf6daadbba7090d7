"""Addresses of the work calendars (`/ban-lam-viec/lich-lam-viec/`); `?co-quan=` names an agency, none the province."""

from django.urls import path

from motcua.faces.desk.calendars import applying, deciding, editor, views

urlpatterns = [
    path("", views.years, name="calendars"),
    path("nam/<int:year>", views.year, name="calendar_year"),
    path("nam/<int:year>/soan", editor.edit, name="calendar_edit"),
    path("bang/<int:pk>", deciding.proposal, name="calendar_proposal"),
    path("bang/<int:pk>/<slug:verdict>", deciding.decide, name="calendar_decide"),
    path("ap-dung", applying.preview, name="calendar_preview"),
    path("ap-dung/<int:pk>", applying.running, name="calendar_applying"),
]
